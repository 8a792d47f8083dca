package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.PullRequestSnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what events tell of pull requests. They are hints: what is older is dropped, and what
 * cannot be placed is a doubt. Every method belongs into a transaction of the repository's lane.
 */
@ApplicationScoped
public class PullRequests {
  /** For so long what a reading told is as good as another look. */
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private static final Uni<List<PullRequest>> NONE = Uni.createFrom().item(List.of());

  private final IssueLinks links;
  private final PullRequestReading reading;

  PullRequests(IssueLinks links, PullRequestReading reading) {
    this.links = links;
    this.reading = reading;
  }

  /** Takes what GitHub has answered to a write of Pawl's. */
  public Uni<Void> observe(long repository, JsonNode pull, Instant now) {
    return Repository.<Repository>findById(repository)
        .chain(row -> observe(row, PullRequestFact.of(pull), now))
        .replaceWithVoid();
  }

  /** Takes what an event says of a pull request, and gives what is known of it now. */
  public Uni<PullRequest> observe(Repository repository, PullRequestFact fact, Instant now) {
    return PullRequest.<PullRequest>findById(new PullRequest.Key(repository.id, fact.number()))
        .chain(
            known -> {
              if (known == null) {
                PullRequest added = new PullRequest();
                added.repositoryId = repository.id;
                added.number = fact.number();
                added.seenAt = now;
                apply(repository, added, fact);
                return added.<PullRequest>persistAndFlush();
              }
              known.seenAt = now;
              follow(repository, known, fact);
              return Uni.createFrom().item(known);
            })
        .call(() -> links.follow(repository.id));
  }

  /** Brings what is known up to what an event says, unless that is older. */
  static void follow(Repository repository, PullRequest known, PullRequestFact fact) {
    switch (Version.of(fact.version(), known.version)) {
      case OLDER -> {}
      case NEWER -> {
        boolean otherHead = !known.headSha.equals(fact.headSha());
        boolean otherBase = !known.baseBranch.equals(fact.baseBranch());
        boolean otherPhase = known.draft != fact.draft() || !known.state.equals(fact.state());
        boolean otherText = known.tracked && !known.body.equals(fact.body());
        boolean otherSigns = otherSigns(known, fact);
        apply(repository, known, fact);
        if (otherHead) {
          known.unmeasured(PullRequest.HEAD_MOVED);
        } else if (otherBase) {
          known.unmeasured("it goes into another branch");
        } else if (otherPhase) {
          // GitHub forgets what it found out of one that is closed.
          known.asks = 0;
          known.doubt("it is " + (known.draft ? "a draft" : known.state) + " now");
        } else if (otherText) {
          known.doubt(PullRequest.OTHER_TEXT);
        } else if (otherSigns) {
          // Guards look at it as it is told here; but what else has changed was perhaps not told.
          known.tell();
        }
      }
      case SAME_TIME -> {
        Set<Integer> closes = references(fact, repository).closes();
        if (differs(known, fact) || !known.closes.equals(Bounded.lines(closes))) {
          known.doubt(PullRequest.TWO_TALES);
          // One that would close an issue by either tale is followed, and so read.
          closes.addAll(IssueLinks.numbers(known.closes));
          known.closes = Bounded.lines(closes);
          // One that is not followed is not read either; what cannot be undone is the later tale.
          if (rank(fact.state()) > rank(known.state)) {
            known.state = fact.state();
          }
        }
      }
    }
  }

  private static boolean otherSigns(PullRequest known, PullRequestFact fact) {
    return !(known.title.equals(fact.title())
        && known.labels.equals(fact.labels())
        && known.reviewRequests.equals(fact.reviewRequests()));
  }

  private static int rank(String state) {
    return switch (state) {
      case PullRequest.MERGED -> 2;
      case PullRequest.CLOSED -> 1;
      default -> 0;
    };
  }

  private static void apply(Repository repository, PullRequest row, PullRequestFact fact) {
    IssueReferences references = references(fact, repository);
    row.id = fact.id();
    row.nodeId = fact.nodeId();
    row.title = fact.title();
    row.body = row.tracked ? fact.body() : "";
    // Nothing undoes a merge, whatever is told late.
    row.state = row.state.equals(PullRequest.MERGED) ? PullRequest.MERGED : fact.state();
    row.draft(fact.draft());
    row.by(fact.authorId(), PullRequestFact.login(fact.author()));
    row.bot = fact.bot();
    row.headBranch = fact.headBranch();
    row.headSha = fact.headSha();
    row.headRepository = fact.headRepository();
    if (!row.baseBranch.equals(fact.baseBranch())) {
      row.baseBranch = fact.baseBranch();
      row.baseSha = fact.baseSha();
    }
    row.mergeCommit = fact.mergeCommit() == null ? row.mergeCommit : fact.mergeCommit();
    row.labels = fact.labels();
    row.reviewRequests = fact.reviewRequests();
    row.closes = Bounded.lines(references.closes());
    row.names = Bounded.lines(references.names());
    if (row.bot && !row.tracked && Marker.in(fact.body()).isPresent()) {
      // Perhaps Pawl's own: the reading tells who made it.
      row.tracked = true;
      row.doubt("it says that Pawl made it");
    }
    row.version = fact.version() == null ? row.version : fact.version();
  }

  private static IssueReferences references(PullRequestFact fact, Repository repository) {
    return IssueReferences.in(
        fact.title() + "\n\n" + fact.body(), repository.owner + "/" + repository.name);
  }

  private static boolean differs(PullRequest row, PullRequestFact fact) {
    return !(row.title.equals(fact.title())
        && (!row.tracked || row.readAt == null || row.body.equals(fact.body()))
        && row.state.equals(fact.state())
        && row.draft == fact.draft()
        && row.headSha.equals(fact.headSha())
        && row.baseBranch.equals(fact.baseBranch())
        && row.labels.equals(fact.labels())
        && row.reviewRequests.equals(fact.reviewRequests()));
  }

  /**
   * A branch moved: whatever comes from it, or goes into it, must be read again. Of many that go
   * into it the first are read at once, those that the loop works with before all others; the rest
   * in their turn, or when nothing else is left that keeps them from being merged.
   */
  public Uni<Void> pushed(long repository, String branch, String after, Instant now) {
    return PullRequest.<PullRequest>list(
            "from PullRequest r where r.repositoryId = ?1 and r.tracked and r.state = 'open'"
                + " and (r.baseBranch = ?2 or (r.headBranch = ?2 and r.headRepository = ?1))"
                + " order by "
                + IssueLink.WORKED_WITH_FIRST
                + ", r.number desc",
            repository,
            branch)
        .invoke(
            rows -> {
              int place = 0;
              for (PullRequest row : rows) {
                if (row.baseBranch.equals(branch)) {
                  if (!row.baseSha.equals(after)) {
                    row.baseSha = after;
                    row.baseMoved(place++, now);
                  }
                } else if (!row.headSha.equals(after)) {
                  row.unmeasured(PullRequest.BRANCH_MOVED);
                }
              }
            })
        .replaceWithVoid();
  }

  /**
   * Those that the checks of a commit matter to: followed and open with this head, which is the
   * only way to find a fork's by a check; or merged and watched, where it is the commit that their
   * merge made, the one before it, or the latest of the default branch, which may mend what they
   * broke.
   */
  public Uni<List<PullRequest>> ofCommit(long repository, String sha) {
    return PullRequest.<PullRequest>list(
            "repositoryId = ?1 and headSha = ?2 and tracked and state = 'open'", repository, sha)
        .chain(
            heads ->
                heads.isEmpty()
                    ? Repository.<Repository>findById(repository)
                        .chain(at -> at == null || !at.watching ? NONE : watched(at, sha))
                    : Uni.createFrom().item(heads));
  }

  private static Uni<List<PullRequest>> watched(Repository at, String sha) {
    boolean latest = sha.equals(at.head);
    return PullRequest.list(
        "repositoryId = ?1 and watched"
            + (latest ? "" : " and (mergeCommit = ?2 or landedOn = ?2)"),
        latest ? new Object[] {at.id} : new Object[] {at.id, sha});
  }

  /** Something about it changed that only a reading can tell. */
  public Uni<Void> doubt(long repository, int number, String reason) {
    return change(
        repository,
        number,
        row -> {
          if (row.tracked) {
            row.doubt(reason);
          }
        });
  }

  /** Pawl has put it into the merge queue, as GitHub answered. What becomes of it is told. */
  public Uni<Void> enqueued(long repository, int number) {
    return change(repository, number, row -> row.inMergeQueue = true);
  }

  /**
   * Pawl's own merge has succeeded, as GitHub answered to it. It stays merged, whatever GitHub's
   * copies answer for a while.
   *
   * @param commit the commit that the base has now; empty when GitHub did not name it
   */
  public Uni<Void> merged(long repository, int number, String commit) {
    return change(
        repository,
        number,
        row -> {
          row.state = PullRequest.MERGED;
          row.mergeCommit = commit.isEmpty() ? row.mergeCommit : Bounded.text(commit, Bounded.NAME);
          if (row.landedTree == null) {
            row.doubt("what its merge gave its base is yet to be read");
          }
        });
  }

  /**
   * Whether a reading has shown a moment ago that a merged branch still stands where it was merged.
   */
  public Uni<Boolean> standsAsMerged(long repository, String branch, String head, Instant now) {
    return PullRequest.count(
            "repositoryId = ?1 and state = 'merged' and headRepository = ?1 and headBranch = ?2"
                + " and headSha = ?3 and branchSha = ?3 and dirty is null"
                + " and readAt > ?4 and readAt <= ?5",
            repository,
            branch,
            head,
            now.minus(MOMENT),
            now)
        .map(found -> found > 0);
  }

  /**
   * Pawl took it out of its draft.
   *
   * <p>Nobody else notes a doubt of it between GitHub's answer and this: whoever does works in its
   * lane. So what was told with the answer ends every doubt that there is.
   *
   * @param told how it stands since; null: that was not told, and is yet to be read
   */
  public Uni<Void> markedReady(
      long repository, int number, @Nullable PullRequestSnapshot told, Instant now) {
    return Repositories.withSurroundings(repository)
        .chain(
            at ->
                PullRequest.<PullRequest>findById(new PullRequest.Key(repository, number))
                    .chain(
                        row -> {
                          if (row == null || at == null) {
                            return Uni.createFrom().voidItem();
                          }
                          row.draft = false;
                          if (told == null || told.number() != number) {
                            row.doubt("Pawl marked it ready");
                            return Uni.createFrom().voidItem();
                          }
                          return reading.store(
                              row, at.owner + "/" + at.name, told, row.doubts, now);
                        }));
  }

  private static Uni<Void> change(long repository, int number, Consumer<PullRequest> change) {
    return PullRequest.<PullRequest>findById(new PullRequest.Key(repository, number))
        .invoke(
            row -> {
              if (row != null) {
                change.accept(row);
              }
            })
        .replaceWithVoid();
  }
}
