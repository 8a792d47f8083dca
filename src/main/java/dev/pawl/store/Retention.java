package dev.pawl.store;

/**
 * Drops what has had its time from the tables of one room, a bounded number of rows at a call. To
 * have something else dropped, add a bean of this type.
 */
public interface Retention {
  /** What is dropped, in a word or two, for the log. */
  String what();

  /**
   * Drops some rows, each statement committed by itself and found through an index, so that nobody
   * waits for long.
   *
   * @param most how many at most
   * @return how many were dropped; fewer than {@code most} when nothing is left
   */
  int drop(int most);
}
