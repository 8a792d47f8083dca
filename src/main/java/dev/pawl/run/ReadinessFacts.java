package dev.pawl.run;

import dev.pawl.run.PullRequestFacts.CheckFacts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a pull request is ready to be looked at for a merge, as far as its author and its checks
 * say. Whether it is merged is for the guards alone.
 *
 * @param why what is still missing, as half a sentence; empty when it is ready
 */
public record ReadinessFacts(boolean ready, String why) {
  private static final Pattern UNFINISHED =
      Pattern.compile("^\\s*(wip\\b|\\[wip]|\\(wip\\)|draft:|\\[draft])", Pattern.CASE_INSENSITIVE);
  private static final Set<String> HELD = Set.of("do-not-merge", "hold", "wip");

  public static ReadinessFacts of(PullRequestFacts pull) {
    String why = missing(pull);
    return new ReadinessFacts(why.isEmpty(), why);
  }

  private static String missing(PullRequestFacts pull) {
    if (UNFINISHED.matcher(pull.title()).find()) {
      return "its title says that it is unfinished";
    }
    String label =
        pull.labels().stream()
            .filter(name -> HELD.contains(name.toLowerCase(Locale.ROOT)))
            .sorted()
            .findFirst()
            .orElse("");
    if (!label.isEmpty()) {
      return "it has the label `" + label + "`";
    }
    if (pull.draft() && pull.draftedBy() != null) {
      return pull.draftedBy() + " made it a draft again";
    }
    // An agent that leaves its pull request a draft asks for a review when it has finished.
    if (pull.draft() && pull.reviewRequests().isEmpty()) {
      return "it is a draft, and nobody is asked to review it";
    }
    return checks(pull.checks());
  }

  private static String checks(List<CheckFacts> checks) {
    for (CheckFacts check : checks) {
      if (check.ownApp()) {
        continue;
      }
      switch (check.progress()) {
        case RUNNING -> {
          return "check `" + check.name() + "` is running";
        }
        case FAILED -> {
          return "check `" + check.name() + "` is red";
        }
        case ACTION_REQUIRED -> {
          return "check `" + check.name() + "` waits for somebody's approval";
        }
        default -> {}
      }
    }
    return "";
  }
}
