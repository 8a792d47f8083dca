package dev.pawl.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A check run of the App on one commit. */
public final class CheckRun {
  public long id;
  public long suite;
  public String name = "";
  public String headSha = "";
  public String status = "queued";
  public @Nullable String conclusion;
  public String externalId = "";
  public @Nullable String detailsUrl;
  public @Nullable Instant startedAt;
  public @Nullable Instant completedAt;
  public @Nullable String title;
  public @Nullable String summary;
  public @Nullable String text;
}
