package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;

/** A merge queue merges by itself; nothing goes past it. */
final class QueueGuard implements Guard {
  private static final String WANTED = "no merge queue";

  @Override
  public String name() {
    return "Merge queue";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String name = candidate.name();
    if (candidate.pull().inMergeQueue()) {
      return Verdict.await(
          "Waiting for the merge queue to merge " + name + ".",
          "in the queue",
          WANTED,
          "The queue merges it, or takes it out.");
    }
    if (candidate.pull().rules().mergeQueue()) {
      String base = Quoted.of(candidate.pull().base().branch());
      return Verdict.block(
          "Needs you: " + base + " has a merge queue, and " + name + " is not in it.",
          "a merge queue on " + base,
          WANTED,
          "A person puts it into the queue.",
          Remedy.PERSON);
    }
    return Verdict.pass("No merge queue stands before " + name + ".", "none", WANTED);
  }
}
