package dev.pawl.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A review of a pull request. */
public final class Review {
  /** GitHub's own values of {@code state}. */
  public enum State {
    PENDING,
    COMMENTED,
    APPROVED,
    CHANGES_REQUESTED,
    DISMISSED
  }

  public long id;
  public long author;
  public boolean byApp;
  public State state = State.PENDING;
  public String body = "";

  /** The commit that was looked at; the branch may have moved on. */
  public String commit = "";

  public Instant updatedAt = Instant.EPOCH;
  public @Nullable Instant submittedAt;
}
