package dev.pawl.sandbox.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The check runs and commit statuses of one commit, the latest of each name. Source:
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/about-status-checks.
 */
public record HeadChecks(List<CheckRun> runs, List<CommitStatus> statuses) {
  /** How far one of them, or all together, are. */
  public enum Outcome {
    /** There is none. */
    NONE,
    PASSED,
    PENDING,
    FAILED
  }

  public static HeadChecks of(Repository repository, String sha) {
    Map<String, CheckRun> runs = new LinkedHashMap<>();
    for (CheckRun run : repository.checkRuns.values())
      if (run.headSha.equals(sha)) runs.put(run.app + ":" + run.name, run);
    Map<String, CommitStatus> statuses = new LinkedHashMap<>();
    for (CommitStatus status : repository.statuses.values())
      if (status.sha.equals(sha)) statuses.put(status.context, status);
    return new HeadChecks(new ArrayList<>(runs.values()), new ArrayList<>(statuses.values()));
  }

  public Outcome outcome() {
    return worst(
        Stream.concat(
                runs.stream().map(HeadChecks::outcome), statuses.stream().map(HeadChecks::outcome))
            .toList());
  }

  /** Where a check run and a status have the same name, both must succeed, as is documented. */
  public Outcome outcome(RequiredCheck required) {
    Long app = required.app();
    Stream<Outcome> checked =
        runs.stream()
            .filter(run -> run.name.equals(required.context()))
            .filter(run -> app == null || run.app == app)
            .map(HeadChecks::outcome);
    Stream<Outcome> said =
        statuses.stream()
            .filter(status -> app == null && status.context.equals(required.context()))
            .map(HeadChecks::outcome);
    return worst(Stream.concat(checked, said).toList());
  }

  private static Outcome worst(Collection<Outcome> outcomes) {
    return outcomes.stream().max(Outcome::compareTo).orElse(Outcome.NONE);
  }

  /**
   * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks
   */
  private static Outcome outcome(CheckRun run) {
    String conclusion = run.conclusion;
    if (!run.status.equals("completed") || conclusion == null) return Outcome.PENDING;
    return switch (conclusion) {
      case "success", "neutral", "skipped" -> Outcome.PASSED;
      default -> Outcome.FAILED;
    };
  }

  private static Outcome outcome(CommitStatus status) {
    return switch (status.state) {
      case "success" -> Outcome.PASSED;
      case "pending" -> Outcome.PENDING;
      default -> Outcome.FAILED;
    };
  }
}
