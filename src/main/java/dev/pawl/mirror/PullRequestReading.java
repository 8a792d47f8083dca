package dev.pawl.mirror;

import dev.pawl.github.PullRequestSnapshot;
import dev.pawl.github.PullRequestSnapshot.Part;
import dev.pawl.store.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

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

  /** How often GitHub is asked in quick succession for what it does not know or tell. */
  private static final int QUICK = 12;

  private static final String DRAFT = "DRAFT";

  /** How often after that. */
  private static final Duration LATER = Duration.ofHours(1);

  private final IssueLinks links;
  private final OwnApp ownApp;

  PullRequestReading(IssueLinks links, OwnApp ownApp) {
    this.links = links;
    this.ownApp = ownApp;
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
            known -> {
              Optional<ReadChecks> taken =
                  take(row, repository, known, read, doubts, now, ownApp::did);
              return taken.isEmpty()
                  ? done()
                  : checks(taken.get())
                      .chain(() -> LandedChecks.store(row, read, now))
                      .chain(() -> reviews(row, read, now))
                      .chain(() -> files(row, read))
                      .chain(() -> rules(row, read, now))
                      .chain(() -> Discussions.store(row, read.discussion()))
                      .chain(() -> links.follow(row.repositoryId));
            });
  }

  /**
   * Brings a pull request, and what is known of its head's checks, up to a reading.
   *
   * @param own whether an App is Pawl's: its check begins and ends at will, and no event tells
   * @return what becomes of the checks; empty when the reading is not believed
   */
  static Optional<ReadChecks> take(
      PullRequest row,
      String repository,
      List<Check> known,
      PullRequestSnapshot read,
      int doubts,
      Instant now,
      LongPredicate own) {
    boolean told = !read.unread().contains(Part.CHECKS);
    List<Check> shown =
        read.checks().stream().map(check -> check(row, read.head().sha(), check)).toList();
    boolean behind =
        (read.updatedAt() != null && read.updatedAt().isBefore(row.version))
            || (told && ReadChecks.behind(others(known, own), shown));
    if (behind && row.lags < BELIEF) {
      row.lagged(now);
      return Optional.empty();
    }
    apply(row, read, now);
    refer(row, repository);
    settle(row, read, doubts, now);
    ReadChecks checks =
        told ? ReadChecks.of(known, shown, now) : new ReadChecks(List.of(), List.of(), null);
    if (row.dirty == null) {
      row.askAt = earlier(row.askAt, checks.until());
    }
    return Optional.of(checks);
  }

  private static List<Check> others(List<Check> checks, LongPredicate own) {
    return checks.stream().filter(check -> !own.test(check.app)).toList();
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
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
    row.draft(read.draft());
    row.draftedBy(read.drafter());
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
    row.branchSha =
        read.head().stands() == null ? null : Bounded.text(read.head().stands(), Bounded.NAME);
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
    commits(row, read);
    // What was left out is not none: it stays as it was, and nothing is merged by it.
    Set<Part> unread = read.unread();
    row.labels = unread.contains(Part.LABELS) ? row.labels : Bounded.lines(read.labels());
    row.reviewRequests =
        unread.contains(Part.REVIEW_REQUESTS)
            ? row.reviewRequests
            : Bounded.lines(read.reviewRequests());
    row.threads = unread.contains(Part.CONVERSATIONS) ? row.threads : read.threads();
    row.fileCount = unread.contains(Part.FILES) ? row.fileCount : read.fileCount();
    row.closing = unread.contains(Part.ISSUES) ? row.closing : Bounded.lines(read.closes());
    String decision = read.reviewDecision();
    row.reviewDecision = decision == null ? null : Bounded.text(decision, Bounded.NAME);
    row.version = read.updatedAt() == null ? row.version : read.updatedAt();
    row.readAt = now;
  }

  /** What was tried stays known once it is merged: it is what the merge was judged by. */
  private static void commits(PullRequest row, PullRequestSnapshot read) {
    PullRequestSnapshot.Commit trial = read.trial();
    if (row.open()) {
      row.trialBase = trial == null ? null : parent(trial, 0);
      row.trialHead = trial == null ? null : parent(trial, 1);
      row.trialTree = trial == null ? null : Bounded.text(trial.tree(), Bounded.NAME);
    }
    String merger = read.mergedBy();
    row.mergedBy = merger == null ? row.mergedBy : Bounded.text(merger, Bounded.NAME);
    PullRequestSnapshot.Commit merge = read.merge();
    if (merge != null) {
      row.mergeCommit = Bounded.text(merge.sha(), Bounded.NAME);
      row.landedOn = parent(merge, 0);
      row.landedTree = Bounded.text(merge.tree(), Bounded.NAME);
    }
  }

  private static @Nullable String parent(PullRequestSnapshot.Commit commit, int index) {
    return index < commit.parents().size()
        ? Bounded.text(commit.parents().get(index), Bounded.NAME)
        : null;
  }

  private static void refer(PullRequest row, String repository) {
    IssueReferences references = IssueReferences.in(row.title + "\n\n" + row.body, repository);
    row.closes = Bounded.lines(references.closes());
    row.names = Bounded.lines(references.names());
  }

  private static void settle(PullRequest row, PullRequestSnapshot read, int doubts, Instant now) {
    row.lags = 0;
    row.unread = Bounded.lines(read.unread().stream().sorted().map(Part::words).toList());
    boolean news = row.doubts != doubts;
    if (!row.unread.isEmpty()) {
      row.failed("GitHub left a part out of its answer", now);
      row.askAt = news ? null : slowly(row.fails, now);
      return;
    }
    row.fails = 0;
    if (news) {
      return;
    }
    row.told = false;
    if (!read.whole()) {
      row.dirty = "it has more reviews, conversations, files or checks than can be read";
      row.askAt = now.plus(LATER);
      return;
    }
    row.dirty = null;
    // GitHub tries a merge only when somebody asks, and answers a moment later.
    boolean unknown =
        row.open()
            && (row.mergeable.equals(PullRequest.UNKNOWN)
                || row.mergeState.equals(PullRequest.UNKNOWN)
                // It was one when GitHub last looked.
                || (row.mergeState.equals(DRAFT) && !row.draft));
    // Nothing waits for what has landed, so that GitHub is not asked for it for ever.
    boolean unseen =
        row.state.equals(PullRequest.MERGED) && row.landedTree == null && row.asks < QUICK;
    row.asks = unknown || unseen ? row.asks + 1 : 0;
    row.askAt = unknown || unseen ? slowly(row.asks, now) : null;
  }

  /** Again in a while, each time a longer one; never not at all, since nothing else might tell. */
  private static Instant slowly(int times, Instant now) {
    return now.plus(times > QUICK ? LATER : PullRequest.pause(times));
  }

  static Check check(PullRequest row, String sha, PullRequestSnapshot.Check told) {
    Check check = new Check();
    check.repositoryId = row.repositoryId;
    check.headSha = sha;
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

  static Uni<Void> checks(ReadChecks checks) {
    return Multi.createFrom()
        .iterable(checks.gone())
        .onItem()
        .transformToUniAndConcatenate(check -> check.delete())
        .collect()
        .asList()
        .chain(() -> checks.added().isEmpty() ? done() : Check.persist(checks.added()));
  }

  private static Uni<Void> reviews(PullRequest row, PullRequestSnapshot read, Instant now) {
    if (read.unread().contains(Part.REVIEWS)) {
      return done();
    }
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
    if (read.unread().contains(Part.FILES)) {
      return done();
    }
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
    if (read.unread().contains(Part.RULES)) {
      return done();
    }
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
