package dev.pawl.loop;

import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.ReceiptFacts.Watch;
import dev.pawl.run.Receipts.Beginning;
import dev.pawl.run.View;
import java.time.Duration;
import java.util.List;

/** Whether the base is watched after a merge, and by which checks. Pure. */
final class WatchBeginning {
  /** What Pawl itself says of a head says nothing of the base. */
  private static final String OWN = "Pawl";

  private WatchBeginning() {}

  /**
   * @param commit that the merge made; empty where GitHub did not say
   */
  static Beginning of(View view, PullRequestFacts pull, String commit) {
    int minutes = view.settings().watch().minutes();
    if (minutes == 0) {
      return none("The settings ask for no watch.", "`watch.minutes` in the settings.");
    }
    if (!pull.base().branch().equals(view.repository().defaultBranch())) {
      return none("It went into another branch than the default one.", "");
    }
    if (commit.isEmpty()) {
      return none("GitHub did not say which commit the merge made.", "");
    }
    List<RequiredCheck> checks = judging(pull);
    if (checks.isEmpty()) {
      return none("No check counted when it was judged.", "");
    }
    return new Beginning(
        Watch.OPEN,
        "What checks say of the merge of #" + pull.number() + " is waited for.",
        "They end, or " + minutes + " minutes pass.",
        checks,
        view.at().plus(Duration.ofMinutes(minutes)));
  }

  private static Beginning none(String why, String change) {
    return new Beginning(Watch.NONE, why, change, List.of(), null);
  }

  /** Those that rules ask for; where they name none, all that counted on the head. */
  private static List<RequiredCheck> judging(PullRequestFacts pull) {
    List<RequiredCheck> required =
        pull.rules().requiredChecks().stream().filter(check -> !check.name().equals(OWN)).toList();
    return pull.rules().known() && !required.isEmpty()
        ? required
        : pull.checks().stream()
            .filter(check -> !check.ownApp())
            .map(check -> new RequiredCheck(check.name(), check.app()))
            .distinct()
            .toList();
  }
}
