package dev.pawl.command;

/** What a person's wish came to. */
public sealed interface Outcome {
  /**
   * @param id of what was made or changed; 0 where it has none
   */
  record Done(long id) implements Outcome {}

  /** There is no such thing. */
  record Missing() implements Outcome {}

  /**
   * It is not wished for in a way that can be done.
   *
   * @param why one sentence for people
   */
  record Refused(String why) implements Outcome {}

  /**
   * Things are not so any more that it could be done.
   *
   * @param why one sentence for people
   */
  record Overtaken(String why) implements Outcome {}
}
