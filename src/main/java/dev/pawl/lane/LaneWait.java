package dev.pawl.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a lane waits for.
 *
 * @param until null: only an event wakes it
 * @param rereadAt when its repository is to be read though nothing is told of it; null: as before
 */
record LaneWait(@Nullable Instant until, @Nullable String why, @Nullable Instant rereadAt) {
  LaneWait(@Nullable Instant until, @Nullable String why) {
    this(until, why, null);
  }

  /** The lane has one timer: the reading is waited for where nothing comes before it. */
  static LaneWait before(@Nullable Instant rereadAt, @Nullable Instant until, String why) {
    return rereadAt != null && (until == null || rereadAt.isBefore(until))
        ? new LaneWait(rereadAt, "the repository is read though nothing was told of it", rereadAt)
        : new LaneWait(until, why, rereadAt);
  }
}
