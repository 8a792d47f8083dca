package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts;

/** The base's rules are known, and allow the way in which Pawl merges. */
final class RulesGuard implements Guard {
  @Override
  public String name() {
    return "Rules";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    PullRequestFacts.Rules rules = candidate.pull().rules();
    String base = Quoted.of(candidate.pull().base().branch());
    String method = candidate.settings().method().toString();
    String wanted = "known, and allow " + method;
    if (!rules.known()) {
      return Verdict.await(
          "Waiting for the rules of " + base + " to be read, for " + candidate.name() + ".",
          "unknown",
          wanted,
          "GitHub says which rules hold.");
    }
    boolean allowed =
        rules.methods().isEmpty() || rules.methods().stream().anyMatch(method::equalsIgnoreCase);
    if (!allowed) {
      return Verdict.block(
          "Needs you: the rules of "
              + base
              + " do not allow "
              + candidate.name()
              + " to be merged by "
              + method
              + ".",
          Quoted.of(String.join(", ", rules.methods().stream().sorted().toList())),
          wanted,
          "`merge.method` names a way that the rules allow, or the rules change.",
          Remedy.PERSON);
    }
    return Verdict.pass("The rules of " + base + " are known.", "known", wanted);
  }
}
