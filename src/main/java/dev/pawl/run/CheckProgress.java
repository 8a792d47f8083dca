package dev.pawl.run;

import dev.pawl.run.PullRequestFacts.Progress;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's words for how far a check is, as guards read them. A word that nobody knows yet is taken
 * for a failure: nothing is merged on a guess.
 *
 * @see <a
 *     href="https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/about-status-checks">About
 *     status checks</a>
 */
final class CheckProgress {
  private CheckProgress() {}

  /**
   * @param status the word for how far it is, such as {@code in_progress}
   * @param conclusion the word for how it ended; null before the end
   */
  static Progress of(String status, @Nullable String conclusion) {
    if (!status.equals("completed")) {
      return status.equals("waiting") ? Progress.ACTION_REQUIRED : Progress.RUNNING;
    }
    if (conclusion == null) {
      return Progress.RUNNING;
    }
    return switch (conclusion) {
      case "success" -> Progress.PASSED;
      case "neutral" -> Progress.NEUTRAL;
      case "skipped" -> Progress.SKIPPED;
      case "action_required" -> Progress.ACTION_REQUIRED;
      default -> Progress.FAILED;
    };
  }
}
