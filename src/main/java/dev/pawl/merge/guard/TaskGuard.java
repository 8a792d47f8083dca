package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The task it was made for is still to be done, and it is the only one made for it: whoever closes
 * the issue or skips the task does not want the work any more, and nothing is done twice.
 */
final class TaskGuard implements Guard {
  /** How many are named. */
  private static final int NAMED = 5;

  private static final String WANTED = "one pull request for a task that is still open";

  @Override
  public String name() {
    return "Task";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String name = candidate.name();
    Candidate.Phase phase = candidate.phase();
    if (phase == null) {
      return Verdict.pass("No task of Pawl's asked for " + name + ".", "no task", WANTED);
    }
    if (phase.ended() != null) {
      return Verdict.block(
          name + " is not merged by itself: " + phase.ended() + ".",
          phase.ended(),
          WANTED,
          "Somebody opens the task's issue again, or merges it.",
          Remedy.PERSON);
    }
    List<Integer> rivals = phase.rivals();
    if (!rivals.isEmpty()) {
      String others = some(rivals);
      return Verdict.block(
          name + " is not merged by itself: " + others + " was made for the same task.",
          "also " + others,
          WANTED,
          "Somebody closes all but one of them.",
          Remedy.PERSON);
    }
    return Verdict.pass("The task of " + name + " is open.", "open", WANTED);
  }

  /** The oldest few: of a crowd, each new one would have all others told anew. */
  private static String some(List<Integer> rivals) {
    String oldest =
        rivals.stream()
            .sorted()
            .limit(NAMED)
            .map(number -> "#" + number)
            .collect(Collectors.joining(", "));
    return rivals.size() > NAMED ? oldest + " and others" : oldest;
  }
}
