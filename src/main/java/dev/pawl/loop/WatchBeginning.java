package dev.pawl.loop;

import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.ReceiptFacts.Watch;
import dev.pawl.run.Receipts.Beginning;
import dev.pawl.run.View;
import dev.pawl.settings.Demands;
import dev.pawl.settings.Wildcard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
    List<RequiredCheck> checks = judging(view, pull);
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

  /**
   * As the guard of checks counts them: what rules ask for, or where they name none all that
   * counted on the head; and what the settings ask for.
   */
  private static List<RequiredCheck> judging(View view, PullRequestFacts pull) {
    Demands demands = view.settings().guards();
    List<RequiredCheck> byRules = pull.rules().known() ? pull.rules().requiredChecks() : List.of();
    Stream<RequiredCheck> counted =
        byRules.stream().allMatch(check -> check.name().equals(OWN))
            ? pull.checks().stream()
                .filter(check -> !check.ownApp())
                .filter(
                    check ->
                        demands.ignoredChecks().stream()
                            .noneMatch(pattern -> Wildcard.text(pattern, check.name())))
                .map(check -> new RequiredCheck(check.name(), check.app()))
            : byRules.stream();
    List<RequiredCheck> judging =
        new ArrayList<>(counted.filter(check -> !check.name().equals(OWN)).distinct().toList());
    demands.requiredChecks().stream()
        .filter(name -> !name.equals(OWN))
        .filter(name -> judging.stream().noneMatch(check -> check.name().equals(name)))
        .forEach(name -> judging.add(new RequiredCheck(name, 0)));
    return judging;
  }
}
