package dev.pawl.run;

import dev.pawl.mirror.Check;
import dev.pawl.mirror.OwnApp;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The latest check of each name on a commit, within one App and workflow. Two workflows may each
 * have a check of one name, and both count; until it is read which workflow a suite belongs to,
 * each suite counts.
 */
@ApplicationScoped
class LatestChecks {
  private static final Comparator<Check> BY_NAME =
      Comparator.<Check, String>comparing(check -> check.name)
          .thenComparingLong(check -> check.app)
          .thenComparingLong(check -> check.suite)
          .thenComparing(check -> check.kind);

  private final OwnApp ownApp;

  LatestChecks(OwnApp ownApp) {
    this.ownApp = ownApp;
  }

  /**
   * By name.
   *
   * @param checks those of one commit
   */
  List<CheckFacts> of(List<Check> checks) {
    Map<List<Object>, Check> latest = new LinkedHashMap<>();
    for (Check check : checks.stream().sorted(BY_NAME).toList()) {
      if (check.kind.equals(Check.WORKFLOW)
          && CheckProgress.of(check.status, check.conclusion) != Progress.ACTION_REQUIRED) {
        // Its check runs tell how far it is.
        continue;
      }
      Object run = check.workflow.isEmpty() ? check.suite : check.workflow;
      latest.merge(
          List.of(check.kind, check.app, run, check.name),
          check,
          (one, other) -> other.id > one.id ? other : one);
    }
    List<CheckFacts> facts = new ArrayList<>();
    latest
        .values()
        .forEach(
            check ->
                facts.add(
                    new CheckFacts(
                        check.name,
                        check.app,
                        ownApp.did(check.app),
                        CheckProgress.of(check.status, check.conclusion),
                        Objects.requireNonNullElse(check.conclusion, check.status),
                        check.url)));
    return List.copyOf(facts);
  }
}
