package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.BranchRules;
import dev.pawl.sandbox.world.HeadChecks;
import dev.pawl.sandbox.world.MergeMethod;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.QueueEntry;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Requirements;
import dev.pawl.sandbox.world.Ruleset;
import dev.pawl.sandbox.world.World;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The merge queue: the first in line is merged into its branch for a try, and for real once the
 * required checks of that are green. Groups of one, one after the other (ours: GitHub builds
 * several at once). Source:
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue.
 */
public final class QueueActs {
  private static final String BOT = "github-merge-queue[bot]";
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;
  private final GitActs git;
  private final MergeActs merges;
  private final IssueNews news;

  /** While it works, what it does itself is no reason to begin again. */
  private boolean working;

  QueueActs(
      World world, Shapes shapes, Hooks hooks, GitActs git, MergeActs merges, IssueNews news) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
    this.git = git;
    this.merges = merges;
    this.news = news;
  }

  /** Why it can't be put in line, in words; null: it can. The words are assumed. */
  public @Nullable String refusal(Repository repository, PullRequest pull) {
    if (!BranchRules.of(repository, pull.base).queue())
      return "The merge queue is not enabled for " + pull.base + ".";
    if (!repository.issueOf(pull).open) return "Pull request is closed.";
    if (pull.draft) return "Pull request is still a draft.";
    if (repository.queued(pull) != null) return "Pull request is already in the queue.";
    List<String> unmet = new Requirements(world, repository, pull).unmet();
    if (!unmet.isEmpty()) return String.join(" ", unmet);
    boolean conflicts = world.git.of(repository).merges().tree(pull.baseSha, pull.headSha) == null;
    return conflicts ? "Pull request is not mergeable." : null;
  }

  /** Puts it in line, at its end or with {@code jump} at its beginning. */
  public QueueEntry enqueue(Repository repository, PullRequest pull, Actor by, boolean jump) {
    QueueEntry entry = new QueueEntry();
    entry.id = world.nextId();
    entry.pull = pull.number;
    entry.enqueuer = by.account().id;
    entry.enqueuedAt = world.now();
    entry.headSha = pull.headSha;
    entry.jump = jump;
    if (jump) repository.queue.addFirst(entry);
    else repository.queue.add(entry);
    world.touch(repository.issueOf(pull));
    news.tell(repository, pull, by, "enqueued");
    advance(repository, pull.base);
    return entry;
  }

  public void dequeue(Repository repository, PullRequest pull, Actor by) {
    QueueEntry entry = repository.queued(pull);
    if (entry == null) return;
    remove(repository, pull, entry, by, "MANUAL", "dequeued");
    advance(repository, pull.base);
  }

  /** To be called after something was said of a commit, or a branch was moved. */
  void look(Repository repository) {
    for (QueueEntry entry : List.copyOf(repository.queue)) {
      PullRequest pull = repository.pullRequests.get(entry.pull);
      if (pull != null) advance(repository, pull.base);
    }
  }

  private void advance(Repository repository, String branch) {
    if (working) return;
    working = true;
    try {
      boolean moved = true;
      while (moved) {
        List<QueueEntry> line = repository.queueOf(branch);
        moved = !line.isEmpty() && step(repository, line);
      }
    } finally {
      working = false;
    }
  }

  /** Whether there may be more to do. */
  private boolean step(Repository repository, List<QueueEntry> line) {
    Actor bot = Actor.person(bot());
    for (QueueEntry entry : line) {
      PullRequest pull = pull(repository, entry);
      boolean stale = !entry.headSha.equals(pull.headSha) || !repository.issueOf(pull).open;
      if (!stale) continue;
      remove(repository, pull, entry, bot, "UNKNOWN_REMOVAL_REASON", "dequeued");
      return true;
    }
    for (QueueEntry other : line.subList(1, line.size()))
      if (other.groupSha != null) unbuild(repository, pull(repository, other), other, bot);
    QueueEntry first = line.getFirst();
    PullRequest pull = pull(repository, first);
    if (first.groupSha != null && !pull.baseSha.equals(first.baseSha))
      unbuild(repository, pull, first, bot);
    if (first.groupSha == null) return build(repository, pull, first, bot);
    return judge(repository, pull, first, first.groupSha, bot);
  }

  private boolean build(Repository repository, PullRequest pull, QueueEntry entry, Actor bot) {
    String commit =
        merges.prepare(
            repository, pull, bot, method(repository, pull), new MergeActs.Words(null, null));
    if (commit == null) {
      remove(repository, pull, entry, bot, "MERGE_CONFLICT", "dequeued");
      return true;
    }
    entry.groupSha = commit;
    entry.baseSha = pull.baseSha;
    git.moveRef(repository, bot, entry.groupRef(pull), commit);
    tellGroup(repository, pull, entry, bot, "checks_requested", null);
    return true;
  }

  private boolean judge(
      Repository repository, PullRequest pull, QueueEntry entry, String commit, Actor bot) {
    HeadChecks checks = HeadChecks.of(repository, commit);
    HeadChecks.Outcome worst =
        BranchRules.of(repository, pull.base).checks().stream()
            .map(checks::outcome)
            .map(one -> one == HeadChecks.Outcome.NONE ? HeadChecks.Outcome.PENDING : one)
            .max(HeadChecks.Outcome::compareTo)
            .orElse(HeadChecks.Outcome.PASSED);
    switch (worst) {
      case PASSED -> {
        merges.land(repository, pull, bot, commit);
        remove(repository, pull, entry, bot, "MERGE", "merged");
      }
      case FAILED -> remove(repository, pull, entry, bot, "CI_FAILURE", "dequeued");
      case NONE, PENDING -> {
        return false;
      }
    }
    return true;
  }

  private void remove(
      Repository repository,
      PullRequest pull,
      QueueEntry entry,
      Actor by,
      String reason,
      String ofGroup) {
    repository.queue.remove(entry);
    if (entry.groupSha != null) destroy(repository, pull, entry, by, ofGroup);
    world.touch(repository.issueOf(pull));
    news.tell(repository, pull, by, "dequeued", "reason", reason);
  }

  private void unbuild(Repository repository, PullRequest pull, QueueEntry entry, Actor by) {
    destroy(repository, pull, entry, by, "invalidated");
    entry.groupSha = null;
    entry.baseSha = null;
  }

  private void destroy(
      Repository repository, PullRequest pull, QueueEntry entry, Actor by, String reason) {
    tellGroup(repository, pull, entry, by, "destroyed", reason);
    git.moveRef(repository, by, entry.groupRef(pull), null);
  }

  private void tellGroup(
      Repository repository,
      PullRequest pull,
      QueueEntry entry,
      Actor by,
      String action,
      @Nullable String reason) {
    String commit = entry.groupSha;
    if (commit == null) return;
    ObjectNode group =
        Json.object(
            "head_sha",
            commit,
            "head_ref",
            entry.groupRef(pull),
            "base_sha",
            entry.baseSha,
            "base_ref",
            "refs/heads/" + pull.base,
            "head_commit",
            shapes.git.headCommit(repository, commit));
    if (reason == null)
      hooks.tell("merge_group", action, repository, by.account(), "merge_group", group);
    else
      hooks.tell(
          "merge_group", action, repository, by.account(), "reason", reason, "merge_group", group);
  }

  /** That of the rule; a merge commit where only protection asks for the queue (assumed). */
  private static MergeMethod method(Repository repository, PullRequest pull) {
    for (Ruleset.Rule rule : repository.rulesOf(pull.base))
      if (rule.type().equals("merge_queue")
          && rule.parameters().get("merge_method") instanceof String name) {
        MergeMethod method = MergeMethod.of(name.toLowerCase(Locale.ROOT));
        if (method != null) return method;
      }
    return MergeMethod.MERGE;
  }

  /** Under its name the queue merges (assumed). */
  private Account bot() {
    Account bot = world.account(BOT);
    return bot == null ? world.createAccount(BOT, Account.Type.Bot) : bot;
  }

  private static PullRequest pull(Repository repository, QueueEntry entry) {
    PullRequest pull = repository.pullRequests.get(entry.pull);
    if (pull == null) throw new IllegalStateException("no pull request " + entry.pull);
    return pull;
  }
}
