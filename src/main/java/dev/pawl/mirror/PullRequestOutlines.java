package dev.pawl.mirror;

import dev.pawl.github.RepositorySnapshot;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds by the list of open pull requests what was never told: ones that are new, have changed, or
 * are open no more. Belongs into a transaction of the repository's lane.
 */
@ApplicationScoped
class PullRequestOutlines {
  private final IssueLinks links;

  PullRequestOutlines(IssueLinks links) {
    this.links = links;
  }

  /**
   * Compares what a reading of the repository has listed with what is known.
   *
   * @param stale what is followed and was not read since then is read as well, whatever its outline
   */
  Uni<Void> take(long repository, RepositorySnapshot snapshot, Instant stale, Instant now) {
    List<RepositorySnapshot.PullOutline> merged = mergedUntold(snapshot);
    List<Integer> listed =
        Stream.concat(snapshot.pulls().stream(), merged.stream())
            .map(pull -> pull.number())
            .toList();
    return PullRequest.<PullRequest>list(
            "repositoryId = ?1 and (number in (?2) or (tracked and state = 'open'))",
            repository,
            listed.isEmpty() ? List.of(0) : listed)
        .chain(
            rows -> {
              List<PullRequest> old = new ArrayList<>();
              Map<Integer, PullRequest> known = new HashMap<>();
              rows.forEach(row -> known.put(row.number, row));
              List<PullRequest> added = new ArrayList<>();
              for (RepositorySnapshot.PullOutline outline : snapshot.pulls()) {
                PullRequest row = known.remove(outline.number());
                if (row == null) {
                  added.add(apply(new PullRequest(), repository, outline, now));
                } else if (Version.of(outline.updatedAt(), row.version) == Version.NEWER
                    || !row.headSha.equals(outline.headSha())
                    || !row.open()) {
                  changed(row, repository, outline, now);
                } else if (row.tracked && row.readAt != null && row.readAt.isBefore(stale)) {
                  old.add(row);
                }
              }
              inTurn(old, now);
              for (RepositorySnapshot.PullOutline outline : merged) {
                PullRequest row = known.get(outline.number());
                if (row == null) {
                  PullRequest untold = apply(new PullRequest(), repository, outline, now);
                  untold.state = PullRequest.MERGED;
                  added.add(untold);
                } else if (!row.open()) {
                  known.remove(outline.number());
                }
              }
              if (snapshot.allPulls()) {
                known.values().forEach(row -> row.doubt("it is not among the open ones any more"));
              }
              if (rows.isEmpty() && added.isEmpty() && snapshot.issues().isEmpty()) {
                // Neither of what is linked is there; the usual case before the first issue.
                return Uni.createFrom().voidItem();
              }
              return (added.isEmpty()
                      ? Uni.createFrom().voidItem()
                      : PullRequest.persist(added).chain(Panache::flush))
                  .chain(() -> links.follow(repository));
            });
  }

  /** Those that were read longest ago come first. */
  private static void inTurn(List<PullRequest> old, Instant now) {
    old.sort(Comparator.comparing(row -> Objects.requireNonNull(row.readAt)));
    for (int place = 0; place < old.size(); place++) {
      PullRequest row = old.get(place);
      if (ReadingTurns.atOnce(place)) {
        row.doubt("it was not read for long");
      }
      row.inTurn(place, now);
    }
  }

  /**
   * Those that have closed an issue which was believed to be open. One of them may have been opened
   * and merged without a word; its issue would seem to have been closed by somebody who does not
   * want the task.
   */
  private static List<RepositorySnapshot.PullOutline> mergedUntold(RepositorySnapshot snapshot) {
    Set<Integer> closed =
        snapshot.issues().stream()
            .filter(issue -> !issue.state().equals(Issue.OPEN))
            .map(issue -> issue.number())
            .collect(Collectors.toSet());
    return snapshot.merged().stream()
        .filter(pull -> pull.closes().stream().anyMatch(closed::contains))
        .toList();
  }

  /** One that is followed is read whole; of another, the outline is all that is kept anyway. */
  private static void changed(
      PullRequest row, long repository, RepositorySnapshot.PullOutline outline, Instant now) {
    if (row.tracked) {
      row.doubt("it changed, and nobody told");
    } else if (!row.state.equals(PullRequest.MERGED)) {
      apply(row, repository, outline, now);
    }
  }

  private static PullRequest apply(
      PullRequest row, long repository, RepositorySnapshot.PullOutline outline, Instant now) {
    row.repositoryId = repository;
    row.number = outline.number();
    row.id = outline.id();
    row.nodeId = Bounded.text(outline.nodeId(), Bounded.NAME);
    row.title = Bounded.text(outline.title(), Bounded.TITLE);
    row.state = PullRequest.OPEN;
    row.draft = outline.draft();
    row.authorId = outline.authorId();
    row.author = Bounded.text(outline.author(), Bounded.NAME);
    row.bot = outline.bot();
    row.headBranch = Bounded.text(outline.headBranch(), Bounded.NAME);
    row.headSha = Bounded.text(outline.headSha(), Bounded.NAME);
    row.headRepository = outline.headRepository();
    row.baseBranch = Bounded.text(outline.baseBranch(), Bounded.NAME);
    row.baseSha = Bounded.text(outline.baseSha(), Bounded.NAME);
    row.closing = Bounded.lines(outline.closes());
    row.version = outline.updatedAt() == null ? row.version : outline.updatedAt();
    row.seenAt = now;
    return row;
  }
}
