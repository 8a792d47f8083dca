package dev.pawl.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reading says of the checks of one head, beside what is known of them. A reading may come
 * from a copy that is older than GitHub's own events, so what an event told is not forgotten
 * because a reading does not show it: a failure that vanishes would let a merge through.
 *
 * @param added those that were not known
 * @param gone those that there are no more
 * @param until when GitHub is to be asked again, since something was told that it does not show;
 *     null: nothing was
 */
record ReadChecks(List<Check> added, List<Check> gone, @Nullable Instant until) {
  /** No copy of GitHub's is behind by more: what it does not show after that is gone. */
  static final Duration LAG = Duration.ofHours(1);

  /** Whether something is known of them that the reading does not know yet. */
  static boolean behind(Collection<Check> known, Collection<Check> read) {
    Map<Check.Key, Check> shown = latest(read);
    return known.stream()
        .filter(check -> !check.kind.equals(Check.WORKFLOW))
        .anyMatch(check -> newer(check, shown.get(check.key())));
  }

  private static boolean newer(Check known, @Nullable Check shown) {
    return shown == null || CheckNews.of(shown, known, false) == CheckNews.TAKE;
  }

  /**
   * Brings what is known up to what was read, and says what is to be stored and dropped.
   *
   * @param known those of the same head; they are changed
   */
  static ReadChecks of(Collection<Check> known, Collection<Check> read, Instant now) {
    Map<Check.Key, Check> left = latest(read);
    Set<Long> suites = read.stream().map(check -> check.suite).collect(Collectors.toSet());
    List<Check> gone = new ArrayList<>();
    Instant until = null;
    for (Check check : known) {
      Check shown = left.remove(check.key());
      if (check.kind.equals(Check.WORKFLOW)) {
        // It waited for approval, and its checks run now.
        if (suites.contains(check.suite)) {
          gone.add(check);
        }
        continue;
      }
      Instant kept = newer(check, shown) ? keptUntil(check, now) : null;
      if (kept != null) {
        until = until == null || kept.isBefore(until) ? kept : until;
      } else if (shown == null) {
        gone.add(check);
      } else {
        check.take(shown);
        check.toldAt = null;
      }
    }
    return new ReadChecks(List.copyOf(left.values()), List.copyOf(gone), until);
  }

  /** Until when what was told of it counts, by the world's clock; null when nothing was. */
  private static @Nullable Instant keptUntil(Check check, Instant now) {
    Instant told = check.toldAt;
    if (told == null) {
      return null;
    }
    if (told.isAfter(now)) {
      // A clock was put back.
      check.toldAt = now;
      return now.plus(LAG);
    }
    Instant end = told.plus(LAG);
    return end.isAfter(now) ? end : null;
  }

  private static Map<Check.Key, Check> latest(Collection<Check> read) {
    Map<Check.Key, Check> latest = new HashMap<>();
    for (Check check : read) {
      latest.merge(check.key(), check, (one, other) -> one.id > other.id ? one : other);
    }
    return latest;
  }
}
