package dev.pawl.sandbox.world;

import java.time.Instant;

/** A comment on an issue. */
public final class Comment {
  public long id;
  public int issue;
  public String body = "";
  public long author;
  public boolean byApp;
  public Instant createdAt = Instant.EPOCH;
  public Instant updatedAt = Instant.EPOCH;
}
