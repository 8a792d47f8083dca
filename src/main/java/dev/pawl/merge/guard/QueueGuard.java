package dev.pawl.merge.guard;

/**
 * A merge queue merges by itself; nothing goes past it, and Pawl puts into it what may be merged.
 */
final class QueueGuard implements Guard {
  private static final String WANTED = "not in a merge queue";

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
      return Verdict.pass(
          base + " has a merge queue, into which " + name + " is put.",
          "a merge queue on " + base + ", and not in it",
          WANTED);
    }
    return Verdict.pass("No merge queue stands before " + name + ".", "none", WANTED);
  }
}
