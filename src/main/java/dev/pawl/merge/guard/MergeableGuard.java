package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Mergeable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * GitHub has tried the merge and found no conflict. It tries in the background, beginning when it
 * is asked; until it has, it says that it does not know, and is asked again, later each time, and
 * from some time on once an hour.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-your-git-database#checking-mergeability-of-pull-requests">Checking
 *     mergeability</a>
 */
final class MergeableGuard implements Guard {
  private static final String WANTED = "no conflict, by GitHub's word";
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** How often in a row it is asked before it is asked once an hour. */
  private static final int QUICK = 12;

  /** What GitHub may say of a pull request without a conflict, whatever else is missing. */
  private static final Set<String> KNOWN =
      Set.of("BEHIND", "BLOCKED", "CLEAN", "DRAFT", "HAS_HOOKS", "UNSTABLE");

  @Override
  public String name() {
    return "Mergeable";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    PullRequestFacts pull = candidate.pull();
    String state = pull.mergeState();
    if (pull.mergeable() == Mergeable.CONFLICTING || state.equals("DIRTY")) {
      String base = Quoted.of(pull.base().branch());
      return Verdict.block(
          "Waiting for new commits on " + candidate.name() + ": it conflicts with " + base + ".",
          "conflicts with " + base,
          WANTED,
          "The conflict is resolved.",
          Remedy.COMMITS);
    }
    if (pull.mergeable() == Mergeable.UNKNOWN || state.equals("UNKNOWN")) {
      boolean lasting = candidate.asked() > QUICK;
      return new Verdict.Wait(
          "Waiting for GitHub to say whether "
              + candidate.name()
              + " can be merged"
              + (lasting ? ": it has not known for long, and is asked once an hour." : "."),
          lasting ? "not known for long" : "not known yet",
          WANTED,
          lasting
              ? "GitHub has tried the merge; a new commit makes it try."
              : "GitHub has tried the merge.",
          again(candidate));
    }
    if (!KNOWN.contains(state)) {
      return Verdict.await(
          "Waiting for GitHub's word on "
              + candidate.name()
              + ": it says "
              + Quoted.of(state)
              + ", which Pawl does not know.",
          Quoted.of(state),
          WANTED,
          "GitHub says something else.");
    }
    return Verdict.pass(
        candidate.name() + " can be merged without a conflict.", Quoted.of(state), WANTED);
  }

  /** When GitHub is to be asked once more. */
  private static Instant again(Candidate candidate) {
    int doublings = Math.clamp(candidate.asked(), 0, 16);
    Duration pause = FIRST.multipliedBy(1L << doublings);
    return candidate.at().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
  }
}
