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
    if (!recent(candidate)) {
      return stale(candidate, "read at " + readAt, wanted);
    }
    return Verdict.pass(
        candidate.name() + " was read at " + Quoted.sha(sha) + ".", Quoted.sha(sha), wanted);
  }

  /** Whether it was read a moment ago, and nothing was told since. */
  static boolean fresh(Candidate candidate) {
    return !candidate.pull().dirty() && !candidate.pull().told() && recent(candidate);
  }

  /** A time of reading that lies ahead tells nothing: a clock was put back. */
  private static boolean recent(Candidate candidate) {
    Instant readAt = candidate.pull().readAt();
    return readAt != null
        && !readAt.isAfter(candidate.at())
        && !readAt.plus(candidate.freshFor()).isBefore(candidate.at());
  }

  /** What is old is worth reading again only when nothing else stands in the way. */
  private static Verdict stale(Candidate candidate, String found, String wanted) {
    if (!candidate.pace().readsNow()) {
      return Verdict.await(
          "Waiting for the turn of "
              + candidate.name()
              + ": another pull request comes first, and then it is read from GitHub once more.",
          found,
          wanted,
          "The one before it is merged, or turns out not to be what may be merged.");
    }
    return new Verdict.Wait(
        "Waiting for " + candidate.name() + " to be read from GitHub once more.",
        found,
        wanted,
        "It is read.",
        candidate.at());
  }
}
