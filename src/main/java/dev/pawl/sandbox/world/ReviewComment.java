package dev.pawl.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A comment on a line of a pull request, or on a whole file. */
public final class ReviewComment {
  public long id;

  /** The review that it came with; a single comment makes one of its own. */
  public long review;

  public String body = "";
  public long author;
  public boolean byApp;

  /** The comment that it answers; null: it began the thread. */
  public @Nullable Long replyTo;

  public Instant createdAt = Instant.EPOCH;
  public Instant updatedAt = Instant.EPOCH;
}
