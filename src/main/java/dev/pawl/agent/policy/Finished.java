package dev.pawl.agent.policy;

import dev.pawl.run.ExecutionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import java.util.List;
import java.util.Objects;

/** Whether an agent has said, in its own way, that it is done. */
public final class Finished {
  private Finished() {}

  /** Whether the agent of the phase that a pull request works for has finished it. */
  public static boolean of(View view, PullRequestFacts pull) {
    return view.phases().stream()
        .filter(phase -> Objects.equals(phase.pullRequest(), pull.number()))
        .anyMatch(phase -> of(view, phase, pull));
  }

  private static boolean of(View view, PhaseFacts phase, PullRequestFacts pull) {
    ExecutionFacts attempt = phase.execution();
    String agent = attempt == null ? null : attempt.agent();
    return attempt != null
        && agent != null
        && view.settings()
            .agent()
            .profile(agent)
            .filter(profile -> of(profile, attempt, pull))
            .isPresent();
  }

  static boolean of(Settings.Profile profile, ExecutionFacts attempt, PullRequestFacts pull) {
    // Asked anew, it has not finished before it has pushed something.
    if (attempt.askedAt() == null || pull.head().sha().equals(attempt.askedHead())) {
      return false;
    }
    return switch (profile.finish()) {
      case REVIEW_REQUEST -> !pull.reviewRequests().isEmpty();
      case READY -> !pull.draft();
      case COMMENT -> says(attempt, profile.finishedWords());
    };
  }

  /** Whether the agent's last comment has one of the words. */
  static boolean says(ExecutionFacts attempt, List<String> words) {
    String said = attempt.words();
    return said != null && words.stream().anyMatch(said::contains);
  }
}
