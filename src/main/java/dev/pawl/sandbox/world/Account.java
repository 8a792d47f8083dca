package dev.pawl.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /** What GraphQL calls a bot where that is not its login without {@code [bot]}. */
  public @Nullable String slug;

  /** Whether the person may start Copilot. */
  public boolean copilotSeat;

  public Instant createdAt = Instant.EPOCH;
}
