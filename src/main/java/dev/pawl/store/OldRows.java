package dev.pawl.store;

import java.time.Duration;
import java.time.ZoneOffset;

/** Rows that are dropped when they are so many days old, by the world's clock. */
public final class OldRows {
  private final Database database;
  private final WorldClock clock;
  private final Duration keep;
  private final String drop;

  /**
   * @param days how long they are kept
   * @param drop the statement: {@code $1} is the time before which a row is old, {@code $2} how
   *     many it may drop
   */
  public OldRows(Database database, WorldClock clock, int days, String drop) {
    this.database = database;
    this.clock = clock;
    this.keep = Duration.ofDays(days);
    this.drop = drop;
  }

  /**
   * @param most how many at most
   * @return how many were dropped
   */
  public int drop(int most) {
    return database
        .execute(drop, clock.instant().minus(keep).atOffset(ZoneOffset.UTC), most)
        .rowCount();
  }
}
