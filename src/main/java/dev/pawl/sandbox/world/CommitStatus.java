package dev.pawl.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of one commit under one name; the last word of a name counts. Source:
 * https://docs.github.com/en/rest/commits/statuses.
 */
public final class CommitStatus {
  public long id;
  public String sha = "";

  /** error, failure, pending or success. */
  public String state = "pending";

  public String context = "default";
  public @Nullable String description;
  public @Nullable String targetUrl;
  public long creator;
  public Instant createdAt = Instant.EPOCH;
}
