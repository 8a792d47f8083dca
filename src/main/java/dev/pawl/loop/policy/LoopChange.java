package dev.pawl.loop.policy;

import dev.pawl.run.PhaseFacts.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the loop notes in Pawl's own books before it asks GitHub for anything: which task comes
 * next, and what became of the files of the queue.
 */
public sealed interface LoopChange {

  /**
   * A phase begins.
   *
   * @param origin what it is opened for, which nothing else was
   * @param pullRequest the pull request that it follows on; null: none
   * @param needless why it is skipped at once; null: it is not
   * @param text what its issue is made of; null: what was said about the pull request
   */
  record Open(
      Kind kind,
      String title,
      String origin,
      @Nullable Integer pullRequest,
      @Nullable String needless,
      @Nullable String text)
      implements LoopChange {
    public Open(
        Kind kind,
        String title,
        String origin,
        @Nullable Integer pullRequest,
        @Nullable String needless) {
      this(kind, title, origin, pullRequest, needless, null);
    }
  }

  /**
   * The task of a pending file is taken up.
   *
   * @param name its path below {@code pending/}
   */
  record Take(String path, String name, String blob, String title) implements LoopChange {}

  /** An item's file is in {@code processed/}. */
  record Processed(long item) implements LoopChange {}

  /**
   * An item's file went away.
   *
   * @param cancelled its phase, where no issue was made for it yet; null otherwise
   */
  record Gone(long item, String why, @Nullable Long cancelled) implements LoopChange {}

  /**
   * A person must look at something.
   *
   * @param name says what it is about; the same is never raised twice
   * @param file the one file it is about; null: it concerns the whole loop
   */
  record Ask(String name, @Nullable String file, String why, String what) implements LoopChange {}

  /**
   * The repository is read before anything else is decided.
   *
   * @param why such as “whether something is there”
   */
  record Look(String why) implements LoopChange {}

  /** What a person was to look at is not there any more. */
  record Settled(long intervention, String why) implements LoopChange {}
}
