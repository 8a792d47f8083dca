package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;

/** Merges go into the default branch. */
final class BaseGuard implements Guard {
  @Override
  public String name() {
    return "Base";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String base = candidate.pull().base().branch();
    String wanted = Quoted.of(candidate.defaultBranch());
    if (!candidate.defaultBranch().isEmpty() && base.equals(candidate.defaultBranch())) {
      return Verdict.pass(candidate.name() + " goes into " + wanted + ".", wanted, wanted);
    }
    return Verdict.block(
        "Needs you: "
            + candidate.name()
            + " goes into "
            + Quoted.of(base)
            + ", not into "
            + wanted
            + ".",
        Quoted.of(base),
        wanted,
        "Its base becomes " + wanted + ".",
        Remedy.PERSON);
  }
}
