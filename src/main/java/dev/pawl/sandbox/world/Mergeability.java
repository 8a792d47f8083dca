package dev.pawl.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether pull requests can be merged. It is unknown at first: to get, create or edit one makes
 * GitHub try the merge in the background. Source:
 * https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request.
 */
public final class Mergeability {
  /** How long the test merge takes, by the world's clock (assumed). */
  private static final Duration MOMENT = Duration.ofSeconds(3);

  private static final String NO_REPLY = "noreply@github.com";
  private final World world;

  Mergeability(World world) {
    this.world = world;
  }

  /** Has the merge tried, unless that was asked for already. */
  public void ask(PullRequest pull) {
    if (pull.testedFrom == null) pull.testedFrom = world.clock.now().plus(MOMENT);
  }

  /** The test merge; null while it is not done, and of a pull request that is closed. */
  public @Nullable TestMerge tested(Repository repository, PullRequest pull) {
    if (!repository.issueOf(pull).open) return null;
    Instant from = pull.testedFrom;
    if (from == null || from.isAfter(world.clock.now())) return null;
    TestMerge known = pull.tested;
    if (known != null && known.of(pull)) return known;
    return pull.tested = test(repository, pull, from);
  }

  private TestMerge test(Repository repository, PullRequest pull, Instant at) {
    GitRepository git = world.git.of(repository);
    String tree = git.merges().tree(pull.baseSha, pull.headSha);
    if (tree == null) return new TestMerge(pull.headSha, pull.baseSha, null);
    GitPerson github = new GitPerson("GitHub", NO_REPLY, at);
    String commit =
        git.insertCommit(
            tree,
            List.of(pull.baseSha, pull.headSha),
            "Merge " + pull.headSha + " into " + pull.baseSha,
            github,
            github);
    return new TestMerge(pull.headSha, pull.baseSha, commit);
  }

  /**
   * The first that fits, in this order (assumed: GitHub documents each, not which goes before
   * which).
   */
  public MergeState state(Repository repository, PullRequest pull) {
    TestMerge tested = tested(repository, pull);
    if (tested == null) return MergeState.UNKNOWN;
    if (tested.commit() == null) return MergeState.DIRTY;
    if (pull.draft) return MergeState.DRAFT;
    Requirements requirements = new Requirements(world, repository, pull);
    if (!requirements.unmet().isEmpty()) return MergeState.BLOCKED;
    if (requirements.behind()) return MergeState.BEHIND;
    HeadChecks.Outcome checks = HeadChecks.of(repository, pull.headSha).outcome();
    boolean passing = checks == HeadChecks.Outcome.NONE || checks == HeadChecks.Outcome.PASSED;
    return passing ? MergeState.CLEAN : MergeState.UNSTABLE;
  }
}
