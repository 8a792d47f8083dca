package dev.pawl.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pull request in the merge queue of the branch that it goes into. */
public final class QueueEntry {
  public long id;
  public int pull;
  public long enqueuer;
  public Instant enqueuedAt = Instant.EPOCH;
  public boolean jump;

  /** The head that was put in; with another one the entry no longer holds. */
  public String headSha = "";

  /** What the branch shall point to, and what it is built on; null: not built yet. */
  public @Nullable String groupSha;

  public @Nullable String baseSha;

  /** The branch that checks of the group run on. */
  public String groupRef(PullRequest of) {
    return "refs/heads/gh-readonly-queue/" + of.base + "/pr-" + pull + "-" + baseSha;
  }
}
