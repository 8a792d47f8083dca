package dev.pawl.effect;

/** What a definite no of GitHub's means for an effect. Its writer knows. */
public sealed interface Refusal {
  /** There is nothing left to do: what was to be written is there, or cannot be any more. */
  record Done() implements Refusal {}

  /** The same may be tried again, later each time and a bounded number of times. */
  record Again() implements Refusal {}

  /**
   * Something moved between the look and the write: it is looked at anew and tried again at once, a
   * few times in a row; then later, as {@link Again}.
   */
  record Stale() implements Refusal {}

  /**
   * The same will not be tried again.
   *
   * @param outcome what that means for what comes next, in one word for policies, such as {@code
   *     judge-anew}
   */
  record Over(String outcome) implements Refusal {}

  /** The outcome of what is wrong with the request itself. */
  String INVALID = "invalid";

  /** The outcome of what may have been written, and leaves nothing that could be looked for. */
  String UNCERTAIN = "uncertain";

  /** The outcome of what was tried as often as it may be. */
  String GIVEN_UP = "given-up";

  /** The outcome of what may have been written, and GitHub never said. */
  String UNSURE = "unsure";
}
