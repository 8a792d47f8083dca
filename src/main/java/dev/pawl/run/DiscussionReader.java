package dev.pawl.run;

import dev.pawl.mirror.Discussion;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes what was said about one pull request from the mirror. It is no part of the view: only the
 * task that follows its merge tells of it, so only that asks. Belongs into a session or
 * transaction.
 */
@ApplicationScoped
public class DiscussionReader {

  /**
   * Reads it; one query.
   *
   * @param repository GitHub's id
   */
  public Uni<DiscussionFacts> of(long repository, int number) {
    return Discussion.<Discussion>findById(new Discussion.Key(repository, number))
        .map(
            row ->
                row == null
                    ? DiscussionFacts.UNKNOWN
                    : new DiscussionFacts(
                        true,
                        row.said().stream().map(DiscussionReader::utterance).toList(),
                        row.leftOut));
  }

  private static DiscussionFacts.Utterance utterance(Discussion.Utterance said) {
    Long author = said.authorId();
    return new DiscussionFacts.Utterance(
        switch (said.kind()) {
          case DESCRIPTION -> DiscussionFacts.Kind.DESCRIPTION;
          case COMMENT -> DiscussionFacts.Kind.COMMENT;
          case REVIEW -> DiscussionFacts.Kind.REVIEW;
          case REVIEW_COMMENT -> DiscussionFacts.Kind.REVIEW_COMMENT;
        },
        said.id(),
        author == null ? 0 : author,
        said.by(),
        said.bot(),
        said.writes(),
        said.own(),
        said.at(),
        said.verdict(),
        said.path(),
        said.line(),
        said.text(),
        said.cut());
  }
}
