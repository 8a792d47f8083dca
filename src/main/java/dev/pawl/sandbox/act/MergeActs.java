package dev.pawl.sandbox.act;

import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.BranchRules;
import dev.pawl.sandbox.world.GitEntry;
import dev.pawl.sandbox.world.GitPerson;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.MergeMethod;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * Merges of pull requests and into them. Source:
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges.
 */
public final class MergeActs {
  /** More commits than this are not looked at. */
  private static final int MOST_COMMITS = 2048;

  private final World world;
  private final GitActs gitActs;
  private final Merged merged;

  MergeActs(World world, GitActs gitActs, Merged merged) {
    this.world = world;
    this.gitActs = gitActs;
    this.merged = merged;
  }

  /** First line and rest of a commit's message; null: GitHub's own. */
  public record Words(@Nullable String title, @Nullable String message) {
    String or(String otherTitle, String otherMessage) {
      String first = title == null ? otherTitle : title;
      String rest = message == null ? otherMessage : message;
      return rest.isBlank() ? first : first + "\n\n" + rest;
    }
  }

  /** Merges it and answers the commit that the base then has; null when they conflict. */
  public @Nullable String merge(
      Repository repository, PullRequest pull, Actor by, MergeMethod method, Words words) {
    String commit = prepare(repository, pull, by, method, words);
    if (commit == null) return null;
    land(repository, pull, by, commit);
    return commit;
  }

  /** The commit that a merge would give the base; null when they conflict. */
  @Nullable String prepare(
      Repository repository, PullRequest pull, Actor by, MergeMethod method, Words words) {
    return switch (method) {
      case MERGE -> mergeCommit(repository, pull, by, words);
      case SQUASH -> squashed(repository, pull, by, words);
      case REBASE -> replayed(repository, pull, by);
    };
  }

  /** Gives the base such a commit. */
  void land(Repository repository, PullRequest pull, Actor by, String commit) {
    merged.note(repository, pull, by, commit);
    gitActs.moveRef(repository, by, "refs/heads/" + pull.base, commit);
    merged.tell(repository, pull, by);
    if (repository.merging.deleteBranch()) deleteHead(repository, pull, by);
  }

  /** A branch that is the head of others stays; so does one of a fork. */
  private void deleteHead(Repository repository, PullRequest pull, Actor by) {
    boolean needed =
        repository.pullRequests.values().stream()
            .filter(other -> repository.issueOf(other).open)
            .anyMatch(other -> other.head.equals(pull.head) || other.base.equals(pull.head));
    if (pull.fromFork() || needed || BranchRules.of(repository, pull.head).stays()) return;
    gitActs.moveRef(repository, by, "refs/heads/" + pull.head, null);
  }

  /** Merges the base into the head; null when they conflict. */
  public @Nullable String update(Repository repository, PullRequest pull, Actor by) {
    GitRepository git = world.git.of(repository);
    String tree = git.merges().tree(pull.headSha, pull.baseSha);
    if (tree == null) return null;
    String commit =
        git.insertCommit(
            tree,
            List.of(pull.headSha, pull.baseSha),
            "Merge branch '" + pull.base + "' into " + pull.head,
            person(by),
            github());
    Repository head = world.headOf(repository, pull);
    if (head == null) return null;
    world.git.of(head).copy(git, commit);
    gitActs.moveRef(head, by, "refs/heads/" + pull.head, commit);
    return commit;
  }

  private @Nullable String mergeCommit(
      Repository repository, PullRequest pull, Actor by, Words words) {
    GitRepository git = world.git.of(repository);
    String tree = contents(git, pull);
    if (tree == null) return null;
    String owner = world.account(pull.fromFork() ? pull.headOwner : repository.owner).login;
    String title = "Merge pull request #" + pull.number + " from " + owner + "/" + pull.head;
    return git.insertCommit(
        tree,
        List.of(pull.baseSha, pull.headSha),
        words.or(title, repository.issueOf(pull).title),
        person(by),
        github());
  }

  /** All in one commit by the author of the pull request. */
  private @Nullable String squashed(
      Repository repository, PullRequest pull, Actor by, Words words) {
    GitRepository git = world.git.of(repository);
    String tree = contents(git, pull);
    if (tree == null) return null;
    Issue issue = repository.issueOf(pull);
    Account author = world.account(issue.author);
    return git.insertCommit(
        tree,
        List.of(pull.baseSha),
        words.or(issue.title + " (#" + pull.number + ")", listed(git, pull)),
        GitPerson.of(author, world.now()),
        author.id == by.account().id ? github() : person(by));
  }

  /** What the base has afterwards; null when they conflict. */
  private static @Nullable String contents(GitRepository git, PullRequest pull) {
    String tree = git.merges().tree(pull.baseSha, pull.headSha);
    String astray = pull.astray;
    if (tree == null || astray == null) return tree;
    String blob = git.insertBlob(astray.getBytes(StandardCharsets.UTF_8));
    return git.insertTree(tree, Map.of(astray, new GitEntry("100644", "blob", astray, blob)));
  }

  private static String listed(GitRepository git, PullRequest pull) {
    List<RevCommit> commits = commits(git, pull);
    if (commits.size() == 1) {
      String message = commits.getFirst().getFullMessage();
      int end = message.indexOf("\n\n");
      return end < 0 ? "" : message.substring(end + 2);
    }
    StringBuilder list = new StringBuilder();
    for (RevCommit commit : commits)
      list.append("* ").append(commit.getFullMessage().strip()).append("\n\n");
    return list.toString().stripTrailing();
  }

  private @Nullable String replayed(Repository repository, PullRequest pull, Actor by) {
    GitRepository git = world.git.of(repository);
    return git.merges().replay(pull.baseSha, commits(git, pull), person(by));
  }

  private static List<RevCommit> commits(GitRepository git, PullRequest pull) {
    return git.between(pull.baseSha, pull.headSha, MOST_COMMITS);
  }

  private GitPerson person(Actor actor) {
    return GitPerson.of(actor.account(), world.now());
  }

  private GitPerson github() {
    Instant now = world.now();
    return new GitPerson("GitHub", "noreply@github.com", now);
  }
}
