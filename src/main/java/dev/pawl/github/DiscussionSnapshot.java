package dev.pawl.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a pull request, from its description on: the latest of it, as far as GitHub
 * was asked. Texts are as they were written, of whatever length GitHub takes, and of anybody.
 *
 * @param utterances in no particular order
 * @param leftOut how many more there are at least that were not read, whoever they are from
 */
public record DiscussionSnapshot(List<Utterance> utterances, int leftOut) {

  public DiscussionSnapshot {
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
   * @param mine whether whoever asked said it
   * @param at null when GitHub did not say
   * @param verdict of a review, in GraphQL's word, such as {@code APPROVED}; null otherwise
   * @param path of a comment on what is changed; null otherwise
   * @param line null where it is about a whole file, and where there is none
   */
  public record Utterance(
      Kind kind,
      long id,
      Speaker by,
      boolean mine,
      @Nullable Instant at,
      @Nullable String verdict,
      @Nullable String path,
      @Nullable Integer line,
      String text) {}

  /**
   * Who said something.
   *
   * @param id null where GitHub tells none, as of an account that is gone
   * @param login empty for an account that is gone
   * @param bot whether it is no person
   * @param writes whether GitHub said that this person may write to the repository; never so of a
   *     bot, and not where GitHub did not say
   */
  public record Speaker(@Nullable Long id, String login, boolean bot, boolean writes) {}
}
