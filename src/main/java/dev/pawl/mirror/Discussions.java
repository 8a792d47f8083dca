package dev.pawl.mirror;

import dev.pawl.github.DiscussionSnapshot;
import dev.pawl.mirror.Discussion.Kind;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was said about a pull request, within bounds. Where there is more than fits, the
 * description and what those said who may write and who are bots, an agent perhaps, come before
 * what anybody else said, and the latest before the earlier: nobody can talk them out of it.
 *
 * @param utterances from the oldest on
 * @param leftOut how many more there are at least
 */
record Discussions(List<Discussion.Utterance> utterances, int leftOut) {
  /** Characters of one text. */
  static final int TEXT = 4 * 1024;

  /** Characters of all texts together. */
  static final int ALL = 60 * 1024;

  private static final Comparator<Discussion.Utterance> OLDEST_FIRST =
      Comparator.<Discussion.Utterance, Boolean>comparing(one -> one.kind() != Kind.DESCRIPTION)
          .thenComparing(one -> Objects.requireNonNullElse(one.at(), Instant.EPOCH))
          .thenComparing(Discussion.Utterance::kind)
          .thenComparing(Discussion.Utterance::id);

  private static final Comparator<Discussion.Utterance> WORTHIEST_FIRST =
      Comparator.<Discussion.Utterance, Boolean>comparing(one -> one.kind() != Kind.DESCRIPTION)
          .thenComparing(one -> !one.writes() && !one.bot())
          .thenComparing(OLDEST_FIRST.reversed());

  /** What of a discussion is kept. */
  static Discussions of(DiscussionSnapshot read) {
    List<Discussion.Utterance> all =
        read.utterances().stream().map(Discussions::bounded).sorted(WORTHIEST_FIRST).toList();
    List<Discussion.Utterance> kept = new ArrayList<>();
    int left = ALL;
    for (Discussion.Utterance one : all) {
      if (one.text().length() > left) {
        break;
      }
      left -= one.text().length();
      kept.add(one);
    }
    kept.sort(OLDEST_FIRST);
    return new Discussions(List.copyOf(kept), read.leftOut() + all.size() - kept.size());
  }

  private static Discussion.Utterance bounded(DiscussionSnapshot.Utterance told) {
    DiscussionSnapshot.Speaker by = told.by();
    String verdict = told.verdict();
    String path = told.path();
    String text = Bounded.text(told.text(), TEXT);
    return new Discussion.Utterance(
        Kind.valueOf(told.kind().name()),
        told.id(),
        by.id(),
        Bounded.text(by.login(), Bounded.NAME),
        by.bot(),
        by.writes(),
        told.mine(),
        told.at(),
        verdict == null ? null : Bounded.text(verdict, Bounded.NAME),
        path == null ? null : Bounded.text(path, Bounded.NAME),
        told.line(),
        text,
        told.text().length() > TEXT);
  }

  /**
   * Stores what a reading found; one statement when it is other than before, none otherwise. What
   * GitHub did not tell stays as it was. Belongs into the reading's transaction.
   */
  static Uni<Void> store(PullRequest row, @Nullable DiscussionSnapshot read) {
    if (read == null) {
      return Uni.createFrom().voidItem();
    }
    Discussions found = of(read);
    String utterances = Json.write(found.utterances());
    String hash = Json.hash(found.leftOut() + utterances);
    if (hash.equals(row.discussionHash)) {
      return Uni.createFrom().voidItem();
    }
    row.discussionHash = hash;
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        insert into mirror_discussion (repository_id, number, utterances, left_out)
                        values (?1, ?2, ?3, ?4)
                        on conflict (repository_id, number) do update
                        set utterances = excluded.utterances, left_out = excluded.left_out
                        """)
                    .setParameter(1, row.repositoryId)
                    .setParameter(2, row.number)
                    .setParameter(3, utterances)
                    .setParameter(4, found.leftOut())
                    .executeUpdate())
        .replaceWithVoid();
  }
}
