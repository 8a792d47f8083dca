package dev.pawl.mirror;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a repository is read though nothing was told of it. Pure: each repository has a place of its
 * own within the interval, which follows from its id, so that however many there are, and whatever
 * they were last read for, they come one after the other.
 *
 * @param interval how far two readings lie apart where nothing happens between them
 */
record ReadingTimes(Duration interval) {
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** Over so long a time those that may be read again at the same moment are spread. */
  private static final Duration SPREAD = Duration.ofMinutes(5);

  ReadingTimes {
    interval = interval.compareTo(LEAST) < 0 ? LEAST : interval;
  }

  /**
   * The next one after a reading: between half of the interval and one and a half after it, on the
   * repository's own place.
   */
  Instant next(long repository, Instant read) {
    long every = interval.toMillis();
    long place = (long) (fraction(repository) * every);
    long earliest = read.toEpochMilli() + every / 2;
    return Instant.ofEpochMilli(place + (Math.floorDiv(earliest - place, every) + 1) * every);
  }

  /**
   * @param read when it was last read; a time that is still to come is one of a clock that was put
   *     back since
   * @param wished since when it is to be read because something was lost; null: nothing was
   */
  Instant due(long repository, Instant read, @Nullable Instant wished, Instant now) {
    Instant next = next(repository, read.isAfter(now) ? now : read);
    return wished != null && wished.isAfter(read) && wished.isBefore(next) ? wished : next;
  }

  /** Soon after a time for which many wait. */
  Instant soonAfter(long repository, Instant time) {
    return time.plusMillis((long) (fraction(repository) * SPREAD.toMillis()));
  }

  /**
   * Followed pull requests that were not read since then are read along with the repository: what
   * their checks, reviews and rules say does not show in their outline.
   */
  Instant stale(@Nullable Instant wished, Instant now) {
    Instant old = now.minus(interval.dividedBy(2));
    return wished != null && wished.isAfter(old) && !wished.isAfter(now) ? wished : old;
  }

  /** Of ids that follow on each other, neighbours lie far apart. From 0 to below 1. */
  private static double fraction(long id) {
    // The last steps of SplitMix64.
    long mixed = (id ^ (id >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
