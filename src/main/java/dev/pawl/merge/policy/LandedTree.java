package dev.pawl.merge.policy;

import dev.pawl.run.PullRequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Whether a merge gave its base the content that GitHub had tried when it was judged, for people
 * who read its receipt. {@link Landing} is what follows when it did not.
 *
 * @param same null: the two cannot be held against each other
 * @param why as one sentence
 */
public record LandedTree(@Nullable Boolean same, String why) {

  /**
   * @param pull one that is merged
   */
  public static LandedTree of(PullRequestFacts pull) {
    PullRequestFacts.Landed landed = pull.landed();
    PullRequestFacts.Trial trial = pull.trial();
    if (landed == null || landed.tree().isEmpty()) {
      return unknown("GitHub did not say what content the base then had.");
    }
    if (trial == null) {
      return unknown("No merge was tried that GitHub told of before.");
    }
    if (!trial.head().equals(pull.head().sha())) {
      return unknown("The merge that was tried was of another head.");
    }
    if (!trial.base().equals(landed.on())) {
      return unknown(
          "The base had moved since the merge was tried, or several commits were put upon it.");
    }
    return trial.tree().equals(landed.tree())
        ? new LandedTree(true, "The base had the content that was tried.")
        : new LandedTree(false, "The base had another content than the one that was tried.");
  }

  private static LandedTree unknown(String why) {
    return new LandedTree(null, why);
  }
}
