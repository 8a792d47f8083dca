package dev.pawl.mirror;

import dev.pawl.github.PullRequestSnapshot;
import dev.pawl.github.PullRequestSnapshot.CommitChecks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores what a reading has found of the checks around a merge: of the commit that it made, of the
 * one before it, and of the latest of the default branch. Belongs into the transaction of the
 * reading.
 *
 * <p>An event of such a check may come before it is known that there was a merge; nobody follows
 * the commit then, and the event is let go. That is safe, since this reading comes after the merge
 * was heard of, and so after every such event. An event that comes between the reading and the
 * watch's beginning is still in the inbox then: both are in one turn of the lane.
 */
final class LandedChecks {
  private LandedChecks() {}

  static Uni<Void> store(PullRequest row, PullRequestSnapshot read, Instant now) {
    return Multi.createFrom()
        .iterable(read.landed())
        // What is the head as well was stored with the pull request itself.
        .filter(commit -> !commit.sha().equals(read.head().sha()))
        .onItem()
        .transformToUniAndConcatenate(commit -> store(row, commit, now))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private static Uni<Void> store(PullRequest row, CommitChecks commit, Instant now) {
    List<Check> shown =
        commit.checks().stream()
            .map(check -> PullRequestReading.check(row, commit.sha(), check))
            .toList();
    Set<Check.Key> keys = shown.stream().map(Check::key).collect(Collectors.toSet());
    return Check.<Check>list("repositoryId = ?1 and headSha = ?2", row.repositoryId, commit.sha())
        .map(
            known ->
                ReadChecks.of(
                    // Of more than were asked for, the others are as they were.
                    commit.whole()
                        ? known
                        : known.stream().filter(check -> keys.contains(check.key())).toList(),
                    shown,
                    now))
        .chain(PullRequestReading::checks);
  }
}
