package dev.pawl.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A check run of an App on one commit. */
public final class CheckRun {
  public long id;
  public long suite;

  /** The id and name of the App that made it; 0 is the one that the sandbox was set up for. */
  public long app;

  public String appSlug = "";

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

  /** How many annotations it has by now; what they say is not kept. */
  public int annotations;
}
