package dev.pawl.settings;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nothing is merged: each day ({@code 18:00}), each week ({@code fri 16:00}) or
 * once ({@code 2026-12-20} or {@code 2026-12-20T16:00}).
 *
 * @param reason one line for people
 * @param from its beginning, which belongs to it
 * @param to its end, which does not; of the same form as the beginning
 * @param zone the time zone that both are meant in
 * @param except labels with one of which a pull request is merged all the same
 */
public record Freeze(String reason, String from, String to, String zone, List<String> except) {
  private static final int DAY = 3;

  public Freeze {
    except = List.copyOf(except);
  }

  /**
   * When the freeze that holds at a moment ends; empty while none does.
   *
   * <p>A clock that is put forward skips what it skips, and one that is put back goes on with the
   * first of the two hours: as {@link ZonedDateTime} takes local times.
   */
  public Optional<Instant> endsAfter(Instant moment) {
    ZonedDateTime at = moment.atZone(ZoneId.of(zone));
    ZonedDateTime begun = point(from).lastUntil(at);
    if (begun == null) {
      return Optional.empty();
    }
    ZonedDateTime end = point(to).firstAfter(begun);
    return Optional.ofNullable(end).filter(at::isBefore).map(ZonedDateTime::toInstant);
  }

  /** When it begins next; empty when it never does again. */
  public Optional<Instant> beginsAfter(Instant moment) {
    return Optional.ofNullable(point(from).firstAfter(moment.atZone(ZoneId.of(zone))))
        .map(ZonedDateTime::toInstant);
  }

  /** Whether one of a pull request's labels lifts it for that one; case does not matter. */
  public boolean spares(Iterable<String> labels) {
    for (String label : labels) {
      if (except.stream().anyMatch(label::equalsIgnoreCase)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What is wrong with it, as a sentence; null when nothing is. Belongs before any other question.
   */
  @Nullable String mistake() {
    try {
      ZoneId.of(zone);
    } catch (java.time.DateTimeException unknown) {
      return "`zone` is a time zone such as `Europe/Berlin`; there is no `" + zone + "`.";
    }
    Point begin;
    Point end;
    try {
      begin = point(from);
      end = point(to);
    } catch (DateTimeParseException unreadable) {
      return "`from` and `to` are times such as `18:00`, `fri 16:00`, `2026-12-20` or"
          + " `2026-12-20T16:00`, in quotes.";
    }
    if (!begin.getClass().equals(end.getClass())) {
      return "`from` and `to` are of the same form: both each day, each week, or once.";
    }
    if (begin.equals(end)) {
      return "`from` and `to` are not the same.";
    }
    if (begin instanceof Once first && end instanceof Once last && !first.at.isBefore(last.at)) {
      return "`to` is later than `from`.";
    }
    return null;
  }

  private static Point point(String text) {
    String word = text.strip();
    if (word.length() > DAY && Character.isLetter(word.charAt(0))) {
      return new Weekly(day(word.substring(0, DAY)), time(word.substring(DAY).strip()));
    }
    if (word.contains("T")) {
      return new Once(LocalDateTime.parse(word));
    }
    return word.contains("-")
        ? new Once(LocalDate.parse(word).atStartOfDay())
        : new Daily(time(word));
  }

  private static LocalTime time(String text) {
    return LocalTime.parse(text);
  }

  private static DayOfWeek day(String word) {
    return Stream.of(DayOfWeek.values())
        .filter(day -> day.name().startsWith(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new DateTimeParseException("no day of the week", word, 0));
  }

  /** A point in local time that comes again, or came or comes once. */
  private sealed interface Point {
    /** The last one at a moment or before; null: there was none. */
    @Nullable ZonedDateTime lastUntil(ZonedDateTime at);

    /** The first one after a moment; null: there will be none. */
    @Nullable ZonedDateTime firstAfter(ZonedDateTime at);
  }

  private record Daily(LocalTime time) implements Point {
    @Override
    public ZonedDateTime lastUntil(ZonedDateTime at) {
      ZonedDateTime today = at.toLocalDate().atTime(time).atZone(at.getZone());
      return today.isAfter(at) ? on(at.toLocalDate().minusDays(1), at) : today;
    }

    @Override
    public ZonedDateTime firstAfter(ZonedDateTime at) {
      ZonedDateTime today = on(at.toLocalDate(), at);
      return today.isAfter(at) ? today : on(at.toLocalDate().plusDays(1), at);
    }

    private ZonedDateTime on(LocalDate date, ZonedDateTime at) {
      return date.atTime(time).atZone(at.getZone());
    }
  }

  private record Weekly(DayOfWeek day, LocalTime time) implements Point {
    @Override
    public ZonedDateTime lastUntil(ZonedDateTime at) {
      LocalDate date = at.toLocalDate().with(TemporalAdjusters.previousOrSame(day));
      ZonedDateTime near = on(date, at);
      return near.isAfter(at) ? on(date.minusWeeks(1), at) : near;
    }

    @Override
    public ZonedDateTime firstAfter(ZonedDateTime at) {
      LocalDate date = at.toLocalDate().with(TemporalAdjusters.nextOrSame(day));
      ZonedDateTime near = on(date, at);
      return near.isAfter(at) ? near : on(date.plusWeeks(1), at);
    }

    private ZonedDateTime on(LocalDate date, ZonedDateTime at) {
      return date.atTime(time).atZone(at.getZone());
    }
  }

  private record Once(LocalDateTime at) implements Point {
    @Override
    public @Nullable ZonedDateTime lastUntil(ZonedDateTime moment) {
      ZonedDateTime point = at.atZone(moment.getZone());
      return point.isAfter(moment) ? null : point;
    }

    @Override
    public @Nullable ZonedDateTime firstAfter(ZonedDateTime moment) {
      ZonedDateTime point = at.atZone(moment.getZone());
      return point.isAfter(moment) ? point : null;
    }
  }
}
