package dev.pawl.sandbox.act;

import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.GitPerson;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Undoing merges, by a pull request of its own. Source:
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/reverting-a-pull-request.
 */
public final class RevertActs {
  private static final String CANNOT =
      "Sorry, this pull request couldn't be reverted automatically. It may have already been"
          + " reverted, or the content may have changed since it was merged.";

  private final World world;
  private final GitActs gitActs;
  private final PullRequestActs pulls;

  RevertActs(World world, GitActs gitActs, PullRequestActs pulls) {
    this.world = world;
    this.gitActs = gitActs;
    this.pulls = pulls;
  }

  /** What came of it. */
  public sealed interface Outcome {
    record Opened(PullRequest pull) implements Outcome {}

    record Refused(String words) implements Outcome {}
  }

  /** Empty title or body: GitHub's own words. */
  public Outcome revert(
      Repository repository,
      PullRequest merged,
      Actor by,
      String title,
      String body,
      boolean draft) {
    String commit = merged.mergeCommit;
    if (!merged.merged() || commit == null) {
      return new Outcome.Refused("Pull request is not merged");
    }
    GitRepository git = world.git.of(repository);
    String onto = git.head(merged.base);
    String branch = "revert-" + merged.number + "-" + merged.head;
    String tree = onto == null ? null : undone(git, merged, onto, commit);
    if (onto == null || tree == null || tree.equals(treeOf(git, onto)) || git.head(branch) != null)
      return new Outcome.Refused(CANNOT);
    String was = repository.issueOf(merged).title;
    String headline = "Revert \"" + was + "\"";
    String made =
        git.insertCommit(
            tree,
            List.of(onto),
            headline + "\n\nThis reverts commit " + commit + ".",
            GitPerson.of(by.account(), world.now()),
            new GitPerson("GitHub", "noreply@github.com", world.now()));
    gitActs.moveRef(repository, by, "refs/heads/" + branch, made);
    String text =
        body.isEmpty() ? "Reverts " + world.fullName(repository) + "#" + merged.number : body;
    return new Outcome.Opened(
        pulls.open(
            repository,
            by,
            title.isEmpty() ? headline : title,
            text,
            repository,
            branch,
            merged.base,
            draft));
  }

  /**
   * All that the merge brought is taken out again; null where that conflicts with what came since.
   */
  private static @Nullable String undone(
      GitRepository git, PullRequest merged, String onto, String commit) {
    return git.merges().undone(onto, commit, merged.baseSha);
  }

  private static String treeOf(GitRepository git, String sha) {
    var commit = git.commit(sha);
    return commit == null ? "" : commit.getTree().name();
  }
}
