package dev.pawl.merge.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a guard says. Every text is Pawl's own; what comes from elsewhere stands in it as {@link
 * Quoted}.
 */
public sealed interface Verdict {
  /** One sentence for people. */
  String sentence();

  /** What the guard found. */
  String found();

  /** What the guard wants. */
  String wanted();

  /** Nothing stands in the way. */
  record Pass(String sentence, String found, String wanted) implements Verdict {}

  /**
   * Something is still to come by itself.
   *
   * @param change what would change this
   * @param until when to read the pull request again without an event, by the world's clock; null:
   *     an event tells
   */
  record Wait(String sentence, String found, String wanted, String change, @Nullable Instant until)
      implements Verdict {}

  /**
   * It will not be merged as it is.
   *
   * @param change what would change this
   */
  record Block(String sentence, String found, String wanted, String change, Remedy remedy)
      implements Verdict {}

  /** Who can change what blocks. */
  enum Remedy {
    /** Whoever works on it, by new commits. */
    COMMITS,
    /** A person with rights in the repository. */
    PERSON,
    /** Nobody needs to: it is over. */
    NONE
  }

  static Verdict pass(String sentence, String found, String wanted) {
    return new Pass(sentence, found, wanted);
  }

  static Verdict await(String sentence, String found, String wanted, String change) {
    return new Wait(sentence, found, wanted, change, null);
  }

  static Verdict block(String sentence, String found, String wanted, String change, Remedy remedy) {
    return new Block(sentence, found, wanted, change, remedy);
  }
}
