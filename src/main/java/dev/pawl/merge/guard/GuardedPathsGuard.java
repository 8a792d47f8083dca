package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.settings.Settings;
import dev.pawl.settings.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What decides about Pawl and its loop is not changed by what the loop merges: the goal, Pawl's
 * settings, the code owners, the queue; and what the settings name besides. The queue is open to
 * those tasks that fill it, whose scope is narrower still.
 */
final class GuardedPathsGuard implements Guard {
  private static final String WANTED = "no guarded path";

  @Override
  public String name() {
    return "Guarded paths";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    List<String> guarded = guarded(candidate);
    for (String path : candidate.touched().stream().sorted().toList()) {
      Optional<String> by =
          guarded.stream().filter(pattern -> Wildcard.path(pattern, path)).findFirst();
      if (by.isPresent()) {
        return Verdict.block(
            "Needs you: "
                + candidate.name()
                + " changes the guarded path "
                + Quoted.of(path)
                + ", which only a person may merge.",
            Quoted.of(path),
            WANTED,
            "A person merges it, or the change is taken out.",
            Remedy.PERSON);
      }
    }
    return Optional.ofNullable(candidate.unknownPaths(WANTED))
        .orElseGet(
            () -> Verdict.pass(candidate.name() + " changes no guarded path.", "none", WANTED));
  }

  private static List<String> guarded(Candidate candidate) {
    Settings.Planning planning = candidate.planning();
    List<String> guarded =
        new ArrayList<>(
            List.of(
                Settings.FILE,
                "CODEOWNERS",
                ".github/CODEOWNERS",
                "docs/CODEOWNERS",
                planning.goal(),
                "planning/vision/**"));
    if (!fillsQueue(candidate)) {
      guarded.add(planning.queue() + "/**");
    }
    guarded.addAll(candidate.settings().guardedPaths());
    return guarded;
  }

  private static boolean fillsQueue(Candidate candidate) {
    if (candidate.ownAsPlanned()) {
      return true;
    }
    Candidate.Phase phase = candidate.phase();
    return phase != null
        && (phase.kind() == IssueKind.GAP_ANALYSIS || phase.kind() == IssueKind.REVIEW_CONSUMPTION);
  }
}
