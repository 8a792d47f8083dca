package dev.pawl.merge.guard;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Nothing irreversible is decided on a payload: the pull request was read whole a moment ago, and
 * the head that is judged has a name that can be sent along.
 */
final class FreshGuard implements Guard {
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

  @Override
  public String name() {
    return "Head";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String sha = candidate.pull().head().sha();
    String wanted = "its head, read now";
    if (!SHA.matcher(sha).matches()) {
      return stale(candidate, "head unknown", wanted);
    }
    Instant readAt = candidate.pull().readAt();
    if (readAt == null || candidate.pull().dirty()) {
      return stale(candidate, "changed since it was read", wanted);
    }
    if (candidate.pull().draft()) {
      // It is marked as ready first, which GitHub answers with all of it; the merge is judged by
      // that. Until then nothing is done that could not be undone.
      return Verdict.pass(
          candidate.name() + " is read at " + Quoted.sha(sha) + " when it is marked as ready.",
          Quoted.sha(sha),
          wanted);
    }
    if (candidate.pull().told()) {
      return stale(candidate, "changed since it was read", wanted);
    }
    // A time of reading that lies ahead tells nothing: a clock was put back.
    boolean fresh =
        !readAt.isAfter(candidate.at())
            && !readAt.plus(candidate.freshFor()).isBefore(candidate.at());
    if (!fresh) {
      return stale(candidate, "read at " + readAt, wanted);
    }
    return Verdict.pass(
        candidate.name() + " was read at " + Quoted.sha(sha) + ".", Quoted.sha(sha), wanted);
  }

  /** What is old is worth reading again only when nothing else stands in the way. */
  private static Verdict stale(Candidate candidate, String found, String wanted) {
    return new Verdict.Wait(
        "Waiting for " + candidate.name() + " to be read from GitHub once more.",
        found,
        wanted,
        "It is read.",
        candidate.at());
  }
}
