package dev.pawl.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said about one pull request, as it was when it was last read. Anybody may have said it:
 * what those said who may not write is never passed on, and nothing of it as it stands here.
 *
 * @param known whether it was ever read
 * @param utterances from the oldest on, the description first
 * @param leftOut how many more there are at least that were not read or not kept, whoever they are
 *     from
 */
public record DiscussionFacts(boolean known, List<Utterance> utterances, int leftOut) {
  /** Of a pull request of which nothing was read. */
  public static final DiscussionFacts UNKNOWN = new DiscussionFacts(false, List.of(), 0);

  public DiscussionFacts {
    utterances = List.copyOf(utterances);
  }

  /** Where something was said. */
  public enum Kind {
    DESCRIPTION,
    COMMENT,
    REVIEW,
    /** On a line, or a file, of what is changed. */
    REVIEW_COMMENT
  }

  /**
   * One thing that somebody said.
   *
   * @param id GitHub's id within its kind; 0 where it tells none
   * @param author GitHub's id of the account; 0 for one that is gone
   * @param login empty for an account that is gone
   * @param bot whether it is no person
   * @param trusted whether GitHub said that it is a person who may write to the repository
   * @param own whether Pawl said it
   * @param at null when GitHub did not say
   * @param verdict of a review, in GitHub's word; null otherwise
   * @param path of a comment on what is changed; null otherwise
   * @param line null where there is none
   * @param cut whether the text was longer
   */
  public record Utterance(
      Kind kind,
      long id,
      long author,
      String login,
      boolean bot,
      boolean trusted,
      boolean own,
      @Nullable Instant at,
      @Nullable String verdict,
      @Nullable String path,
      @Nullable Integer line,
      String text,
      boolean cut) {}
}
