package dev.pawl.mirror;

import dev.pawl.github.PullRequestSnapshot;
import dev.pawl.store.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Stores what a reading of a pull request found. Belongs into a transaction of its lane.
 *
 * <p>A reading is newer than every event that came before it, unless GitHub answers from a copy
 * that lags behind. Then it is not believed, and asked again; after a few times in a row it is.
 */
@ApplicationScoped
class PullRequestReading {
  /** How often what GitHub told before is believed rather than what it answers now. */
  private static final int BELIEF = 4;

  /** How often GitHub is asked in a row whether it can be merged by now. */
  private static final int MOST_ASKS = 12;

  private static final Duration LATER = Duration.ofHours(1);

  private final IssueLinks links;

  PullRequestReading(IssueLinks links) {
    this.links = links;
  }

  /**
   * Stores a reading.
   *
   * @param repository the repository's owner and name
   * @param doubts how many doubts there were when it began; it ends none that came later
   */
  Uni<Void> store(
      PullRequest row, String repository, PullRequestSnapshot read, int doubts, Instant now) {
    return Check.<Check>list(
            "repositoryId = ?1 and headSha = ?2", row.repositoryId, read.head().sha())
        .chain(
            checks -> {
              if (row.asks < BELIEF && behind(row, checks, read)) {
                row.dirty = "GitHub's answer is older than what it told before";
                askAgain(row, now);
                return Uni.createFrom().voidItem();
              }
              apply(row, read, now);
              refer(row, repository);
              settle(row, read, doubts, now);
              return checks(row, checks, read)
                  .chain(() -> reviews(row, read, now))
                  .chain(() -> files(row, read))
                  .chain(() -> rules(row, read, now))
                  .chain(() -> links.follow(row.repositoryId));
            });
  }

  /** Asks again later, each time after twice as long. */
  static void askAgain(PullRequest row, Instant now) {
    row.asks++;
    row.askAt = now.plus(pause(row.asks));
  }

  /** One second first, ten minutes at most. */
  static Duration pause(int asks) {
    return Duration.ofSeconds(Math.min(600, 1L << Math.clamp(asks - 1L, 0, 10)));
  }

  private static boolean behind(PullRequest row, List<Check> checks, PullRequestSnapshot read) {
    Instant at = read.updatedAt();
    if (at != null && at.isBefore(row.version)) {
      return true;
    }
    Map<Check.Key, PullRequestSnapshot.Check> found = new HashMap<>();
    read.checks().forEach(check -> found.put(check(row, read, check).key(), check));
    return checks.stream()
        .filter(known -> !known.kind.equals(Check.WORKFLOW))
        .anyMatch(
            known -> {
              PullRequestSnapshot.Check check = found.get(known.key());
              return check == null
                  ? !known.ended()
                  : CheckNews.of(check(row, read, check), known, false) == CheckNews.TAKE;
            });
  }

  private static void apply(PullRequest row, PullRequestSnapshot read, Instant now) {
    row.id = read.id();
    row.nodeId = Bounded.text(read.nodeId(), Bounded.NAME);
    row.title = Bounded.text(read.title(), Bounded.TITLE);
    row.body = Bounded.text(read.body(), Bounded.BODY);
    row.state =
        row.state.equals(PullRequest.MERGED)
            ? PullRequest.MERGED
            : read.state().toLowerCase(Locale.ROOT);
    row.draft = read.draft();
    PullRequestSnapshot.Author author = read.author();
    row.authorId = author == null ? null : author.id();
    row.author = author == null ? "" : Bounded.text(author.login(), Bounded.NAME);
    row.bot = author != null && author.bot();
    row.access = author == null ? PullRequest.UNKNOWN : author.access();
    row.byApp = read.mine();
    row.effectKey = read.mine() ? Marker.in(read.body()).orElse(null) : null;
    row.headBranch = Bounded.text(read.head().branch(), Bounded.NAME);
    row.headSha = Bounded.text(read.head().sha(), Bounded.NAME);
    row.headRepository = read.head().repository();
    row.baseBranch = Bounded.text(read.base().branch(), Bounded.NAME);
    row.baseSha = Bounded.text(read.base().sha(), Bounded.NAME);
    row.mergeable =
        switch (read.mergeable()) {
          case "MERGEABLE" -> "CLEAN";
          case "CONFLICTING" -> "CONFLICTING";
          default -> PullRequest.UNKNOWN;
        };
    row.mergeState = Bounded.text(read.mergeState(), Bounded.NAME);
    row.inMergeQueue = read.inMergeQueue();
    row.mergeCommit = read.mergeCommit() == null ? row.mergeCommit : read.mergeCommit();
    row.labels = Bounded.lines(read.labels());
    row.reviewRequests = Bounded.lines(read.reviewRequests());
    String decision = read.reviewDecision();
    row.reviewDecision = decision == null ? null : Bounded.text(decision, Bounded.NAME);
    row.threads = read.threads();
    row.fileCount = read.fileCount();
    row.closing = Bounded.lines(read.closes());
    row.version = read.updatedAt() == null ? row.version : read.updatedAt();
    row.readAt = now;
    row.told = false;
  }

  private static void refer(PullRequest row, String repository) {
    IssueReferences references = IssueReferences.in(row.title + "\n\n" + row.body, repository);
    row.closes = Bounded.lines(references.closes());
    row.names = Bounded.lines(references.names());
  }

  private static void settle(PullRequest row, PullRequestSnapshot read, int doubts, Instant now) {
    if (row.doubts != doubts) {
      return;
    }
    if (!read.whole()) {
      row.dirty = "it has more reviews, conversations, files or checks than can be read";
      row.askAt = now.plus(LATER);
      return;
    }
    row.dirty = null;
    // GitHub tries a merge only when somebody asks, and answers a moment later.
    boolean unknown = row.open() && row.mergeable.equals(PullRequest.UNKNOWN);
    if (unknown && row.asks < MOST_ASKS) {
      askAgain(row, now);
    } else {
      row.askAt = null;
      row.asks = unknown ? row.asks : 0;
    }
  }

  private static Check check(
      PullRequest row, PullRequestSnapshot read, PullRequestSnapshot.Check told) {
    Check check = new Check();
    check.repositoryId = row.repositoryId;
    check.headSha = read.head().sha();
    check.kind = told.status() ? Check.STATUS : Check.RUN;
    check.app = told.app();
    check.suite = told.suite();
    check.name = Bounded.text(told.name(), Bounded.NAME);
    check.id = told.id();
    check.workflow = Bounded.text(told.workflow(), Bounded.NAME);
    check.status = Bounded.text(told.progress(), Bounded.NAME);
    String conclusion = told.conclusion();
    check.conclusion = conclusion == null ? null : Bounded.text(conclusion, Bounded.NAME);
    String url = Bounded.text(told.url(), Bounded.URL);
    check.url = url.isEmpty() ? null : url;
    check.version = told.at();
    return check;
  }

  /** What GitHub does not name any more is gone; also a wait for approval whose checks run now. */
  private static Uni<Void> checks(PullRequest row, List<Check> known, PullRequestSnapshot read) {
    Map<Check.Key, Check> stored = new HashMap<>();
    known.forEach(check -> stored.put(check.key(), check));
    Map<Check.Key, Check> found = new HashMap<>();
    Set<Long> suites = new HashSet<>();
    for (PullRequestSnapshot.Check told : read.checks()) {
      Check check = check(row, read, told);
      suites.add(check.suite);
      found.merge(check.key(), check, (one, other) -> one.id > other.id ? one : other);
    }
    List<Check> added = new ArrayList<>();
    found.forEach(
        (key, check) -> {
          Check old = stored.get(key);
          if (old == null) {
            added.add(check);
          } else {
            old.take(check);
          }
        });
    List<Check> gone =
        known.stream()
            .filter(
                check ->
                    check.kind.equals(Check.WORKFLOW)
                        ? suites.contains(check.suite)
                        : !found.containsKey(check.key()))
            .toList();
    return Multi.createFrom()
        .iterable(gone)
        .onItem()
        .transformToUniAndConcatenate(check -> check.delete())
        .collect()
        .asList()
        .chain(() -> added.isEmpty() ? Uni.createFrom().voidItem() : Check.persist(added));
  }

  private static Uni<Void> reviews(PullRequest row, PullRequestSnapshot read, Instant now) {
    return Review.<Review>list("repositoryId = ?1 and number = ?2", row.repositoryId, row.number)
        .chain(
            known -> {
              Map<Long, Review> stored = new HashMap<>();
              known.forEach(review -> stored.put(review.id, review));
              List<Review> added = new ArrayList<>();
              for (PullRequestSnapshot.Review told : read.reviews()) {
                Review old = stored.get(told.id());
                if (old != null) {
                  Reviews.read(old, told);
                } else if (told.id() > 0 && !told.state().equals("PENDING")) {
                  Review review = review(row, told, now);
                  stored.put(told.id(), review);
                  added.add(review);
                }
              }
              return added.isEmpty() ? Uni.createFrom().voidItem() : Review.persist(added);
            });
  }

  private static Review review(PullRequest row, PullRequestSnapshot.Review told, Instant now) {
    Review review = new Review();
    review.repositoryId = row.repositoryId;
    review.number = row.number;
    review.id = told.id();
    Reviews.read(review, told);
    review.head = Bounded.text(told.commit(), Bounded.NAME);
    review.at = told.at() == null ? now : told.at();
    return review;
  }

  private static Uni<Void> files(PullRequest row, PullRequestSnapshot read) {
    List<ChangedFile> files = new ArrayList<>();
    for (PullRequestSnapshot.ChangedFile told : read.files()) {
      ChangedFile file = new ChangedFile();
      file.repositoryId = row.repositoryId;
      file.number = row.number;
      file.position = files.size();
      file.path = Bounded.text(told.path(), Bounded.PATH);
      file.previous = told.previous() == null ? null : Bounded.text(told.previous(), Bounded.PATH);
      file.change = told.change();
      file.additions = told.additions();
      file.deletions = told.deletions();
      files.add(file);
    }
    return ChangedFile.delete("repositoryId = ?1 and number = ?2", row.repositoryId, row.number)
        .chain(() -> files.isEmpty() ? Uni.createFrom().voidItem() : ChangedFile.persist(files));
  }

  private static Uni<Void> rules(PullRequest row, PullRequestSnapshot read, Instant now) {
    return BranchRules.<BranchRules>findById(new BranchRules.Key(row.repositoryId, row.baseBranch))
        .chain(
            known -> {
              BranchRules rules = known == null ? new BranchRules() : known;
              rules.repositoryId = row.repositoryId;
              rules.branch = row.baseBranch;
              take(rules, read.rules(), now);
              return known == null ? rules.persist().replaceWithVoid() : done();
            });
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  private static void take(BranchRules rules, PullRequestSnapshot.Rules told, Instant now) {
    rules.known = told.known();
    rules.requiredChecks = Json.write(told.checks()).replace("\\u0000", "");
    rules.strict = told.strict();
    rules.approvals = told.approvals();
    rules.codeOwners = told.codeOwners();
    rules.threadsResolved = told.threadsResolved();
    rules.mergeQueue = told.mergeQueue();
    rules.methods = Bounded.lines(told.methods().stream().sorted().toList());
    rules.readAt = now;
  }
}
