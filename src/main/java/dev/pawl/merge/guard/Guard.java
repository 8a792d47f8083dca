package dev.pawl.merge.guard;

/**
 * One condition on a merge. It knows what it is given and nothing else, so that the same candidate
 * always gets the same verdict. What is not known, or not known whole, never passes.
 *
 * <p>To add one, write a class beside the others and name it in {@link Guards}.
 */
public interface Guard {
  /** What it is called in tables, in two words at most. */
  String name();

  Verdict judge(Candidate candidate);

  /**
   * What it goes by besides the candidate, such as an operator's settings, as a text that is always
   * the same for the same. It is stored with what was judged, so that a decision can be replayed.
   */
  default String settings() {
    return "";
  }
}
