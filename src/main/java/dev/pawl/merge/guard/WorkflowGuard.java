package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.settings.Wildcard;
import java.util.Optional;

/**
 * Workflow files are left to people. GitHub refuses the merge of an App that was not granted {@code
 * workflows}, and Pawl does not ask for it: whoever writes a workflow reads the secrets.
 */
final class WorkflowGuard implements Guard {
  private static final String WANTED = "no workflow file";

  @Override
  public String name() {
    return "Workflows";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    return candidate.touched().stream()
        .filter(path -> Wildcard.path(".github/workflows/**", path))
        .sorted()
        .findFirst()
        .map(
            path ->
                Verdict.block(
                    "Needs you: "
                        + candidate.name()
                        + " changes the workflow "
                        + Quoted.of(path)
                        + ", which only a person may merge.",
                    Quoted.of(path),
                    WANTED,
                    "A person merges it, or the change is taken out.",
                    Remedy.PERSON))
        .or(() -> Optional.ofNullable(candidate.unknownPaths(WANTED)))
        .orElseGet(() -> Verdict.pass(candidate.name() + " changes no workflow.", "none", WANTED));
  }
}
