package dev.pawl.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the reviews are. A view has only the latest phases; what is counted here would fall out
 * of them.
 *
 * @param merged how many developments were merged, ever, by Pawl or by people
 * @param begun how many of them there were when the last review began; 0 before the first
 * @param lens what that one looked through; null before the first
 * @param finished the first review that was merged and that nobody was asked yet to make tasks of;
 *     null: there is none
 */
public record ReviewFacts(
    int merged, int begun, @Nullable String lens, @Nullable Finished finished) {
  /** Nothing was developed yet. */
  public static final ReviewFacts NONE = new ReviewFacts(0, 0, null, null);

  /** How the origin of every review begins; how many developments were merged by then follows. */
  public static final String REVIEW = "review:";

  /** How the origin of what makes tasks of a review begins; the review's phase follows. */
  public static final String CONSUMPTION = "review-consumption:";

  /**
   * A review that was merged.
   *
   * @param phase its own
   * @param dirty whether its pull request is yet to be read
   * @param files what it has added to the folder of reviews, in GitHub's order; the first ten
   */
  public record Finished(
      long phase, int pullRequest, String lens, boolean dirty, List<String> files) {
    public Finished {
      files = List.copyOf(files);
    }
  }
}
