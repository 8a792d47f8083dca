package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All check runs of one App on one commit. Source: https://docs.github.com/en/rest/checks/suites.
 *
 * @param runs the latest of each name; never empty
 */
public record CheckSuite(long id, String headSha, List<CheckRun> runs) {
  /** From the conclusion that weighs most; that order is assumed. */
  private static final List<String> WEIGHTS =
      List.of(
          "startup_failure",
          "failure",
          "timed_out",
          "cancelled",
          "action_required",
          "stale",
          "success",
          "neutral",
          "skipped");

  /** The one that a run belongs to. */
  public static CheckSuite of(Repository repository, CheckRun run) {
    return new CheckSuite(
        run.suite,
        run.headSha,
        HeadChecks.of(repository, run.headSha).runs().stream()
            .filter(other -> other.suite == run.suite)
            .toList());
  }

  /** Those of a commit, oldest first. */
  public static List<CheckSuite> of(Repository repository, String sha) {
    return HeadChecks.of(repository, sha).runs().stream()
        .map(run -> of(repository, run))
        .distinct()
        .sorted(Comparator.comparing(CheckSuite::id))
        .toList();
  }

  public String status() {
    if (runs.stream().allMatch(run -> run.status.equals("completed"))) return "completed";
    return runs.stream().allMatch(run -> run.status.equals("queued")) ? "queued" : "in_progress";
  }

  /** Null until all runs are completed. */
  public @Nullable String conclusion() {
    if (!status().equals("completed")) return null;
    return runs.stream()
        .map(run -> Objects.requireNonNullElse(run.conclusion, "neutral"))
        .min(Comparator.comparing(WEIGHTS::indexOf))
        .orElse(null);
  }

  public Instant createdAt() {
    return runs.stream()
        .map(run -> run.startedAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  public Instant updatedAt() {
    return runs.stream()
        .map(run -> run.completedAt == null ? run.startedAt : run.completedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
