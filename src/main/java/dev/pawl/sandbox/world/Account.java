package dev.pawl.sandbox.world;

import java.time.Instant;

/** A user, an organisation or a bot. */
public final class Account {
  /** GitHub's own three values of {@code type}. */
  public enum Type {
    User,
    Organization,
    Bot
  }

  public long id;
  public String login = "";
  public Type type = Type.User;
  public Instant createdAt = Instant.EPOCH;
}
