package dev.pawl.github;

import dev.pawl.store.ClockPut;
import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub still bears of each installation, shared by all replicas. Nobody sleeps on it: a call
 * that must wait is answered at once with the time to come back.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate
 *     limits</a>
 */
@ApplicationScoped
class RateBudget {
  private static final Duration FIRST_REFUSAL = Duration.ofSeconds(60);
  private static final int LAST_DOUBLING = 6;
  private static final int RACES = 20;

  /** The budget of calls made as the App itself. */
  static final long APP = 0;

  /** Stands for an installation where a person's token is used. */
  static final long PERSON = -1;

  /** Stands for nobody, whom GitHub gives little, by address. */
  static final long NOBODY = -2;

  static final String CORE = "core";
  static final String GRAPHQL = "graphql";

  private final Database database;
  private final WorldClock clock;

  RateBudget(Database database, WorldClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A limit that forbids a call just now; empty when it may go. */
  Optional<Answer.RateLimited> forbids(long installation, String resource) {
    return limit(known(installation, resource), clock.instant());
  }

  /** A limit met before the clock was put is met again in a while; GitHub then tells until when. */
  void clockPut(@Observes ClockPut put) {
    database.execute(
        """
        update rate_budget set blocked_until = case when blocked_until is null then null else $1 end,
          reset_at = null, minute_meter = null, hour_meter = null
        """,
        offset(put.now().plus(FIRST_REFUSAL)));
  }

  /**
   * When the hour begins anew, if less than a tenth of it is left; empty while there is enough. For
   * work that can wait, so that what cannot wait still finds something.
   */
  Optional<Instant> nearlyUsedUp(long installation, String resource) {
    for (Row row :
        database.execute(
            """
            select reset_at from rate_budget
            where installation_id = $1 and resource = $2 and remaining < "limit" / 10
              and reset_at > $3
            """,
            installation,
            resource,
            offset(clock.instant()))) {
      return Optional.of(row.getOffsetDateTime("reset_at").toInstant());
    }
    return Optional.empty();
  }

  /**
   * Takes a place for one creation of content; a limit when a call is forbidden just now, or no
   * place is free yet.
   */
  Optional<Answer.RateLimited> reserveContent(long installation, String resource) {
    for (int race = 0; race < RACES; race++) {
      Instant now = clock.instant();
      Known known = known(installation, resource);
      Optional<Answer.RateLimited> limit = limit(known, now);
      if (limit.isPresent()) {
        return limit;
      }
      if (!known.metered()) {
        meter(installation, now);
      }
      Optional<Instant> notBefore = known.spacing().notBefore(now);
      if (notBefore.isPresent()) {
        return Optional.of(new Answer.RateLimited(notBefore.get(), Answer.Limit.CONTENT));
      }
      if (taken(installation, known.spacing(), known.spacing().used(now))) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Answer.RateLimited(clock.instant().plusSeconds(1), Answer.Limit.CONTENT));
  }

  /**
   * What is known of an installation.
   *
   * @param metered whether its meters of content have a row
   */
  private record Known(
      @Nullable Instant until, boolean secondary, boolean metered, ContentSpacing spacing) {}

  private Known known(long installation, String resource) {
    Row row =
        database
            .execute(
                """
                select
                  max(blocked_until) filter (where resource = $2 or blocked_by = 'SECONDARY') as until,
                  bool_or(blocked_by = 'SECONDARY' and blocked_until > $4) as secondary,
                  coalesce(bool_or(resource = $3), false) as metered,
                  max(minute_meter) filter (where resource = $3) as minute_meter,
                  max(hour_meter) filter (where resource = $3) as hour_meter
                from rate_budget where installation_id = $1
                """,
                installation,
                resource,
                CORE,
                offset(clock.instant()))
            .iterator()
            .next();
    return new Known(
        instant(row.getOffsetDateTime("until")),
        Boolean.TRUE.equals(row.getBoolean("secondary")),
        row.getBoolean("metered"),
        new ContentSpacing(
            instant(row.getOffsetDateTime("minute_meter")),
            instant(row.getOffsetDateTime("hour_meter"))));
  }

  private static Optional<Answer.RateLimited> limit(Known known, Instant now) {
    Instant until = known.until();
    return until == null || !until.isAfter(now)
        ? Optional.empty()
        : Optional.of(
            new Answer.RateLimited(
                until, known.secondary() ? Answer.Limit.SECONDARY : Answer.Limit.PRIMARY));
  }

  private void meter(long installation, Instant now) {
    database.execute(
        """
        insert into rate_budget (installation_id, resource, seen_at) values ($1, $2, $3)
        on conflict do nothing
        """,
        installation,
        CORE,
        offset(now));
  }

  /**
   * Compare and set: another replica may have taken the place meanwhile. Its commit does not wait
   * for the disk: should the database crash and forget the last places taken, GitHub's own refusal
   * tells until when to rest.
   */
  private boolean taken(long installation, ContentSpacing before, ContentSpacing after) {
    return database
            .execute(
                """
                update rate_budget set minute_meter = $3, hour_meter = $4
                from (select set_config('synchronous_commit', 'off', true)) as unhurried
                where installation_id = $1 and resource = $2
                  and minute_meter is not distinct from $5
                  and hour_meter is not distinct from $6
                """,
                installation,
                CORE,
                offset(after.minute()),
                offset(after.hour()),
                offset(before.minute()),
                offset(before.hour()))
            .rowCount()
        == 1;
  }

  /** Notes what an answer says of the budget, without waiting for the database. */
  void observe(long installation, String resource, HttpHeaders headers) {
    Optional<Long> remaining = number(headers, "x-ratelimit-remaining");
    Optional<Long> limit = number(headers, "x-ratelimit-limit");
    if (remaining.isEmpty() || limit.isEmpty()) {
      return;
    }
    Instant reset = reset(headers).orElse(clock.instant());
    database
        .pool()
        .preparedQuery(
            """
            insert into rate_budget as b
              (installation_id, resource, "limit", remaining, reset_at, seen_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (installation_id, resource) do update set "limit" = excluded."limit",
              remaining = excluded.remaining, reset_at = excluded.reset_at, refusals = 0,
              seen_at = excluded.seen_at
            """)
        .execute(
            io.vertx.mutiny.sqlclient.Tuple.from(
                new Object[] {
                  installation,
                  resource,
                  limit.get().intValue(),
                  remaining.get().intValue(),
                  offset(reset),
                  offset(clock.instant())
                }))
        .subscribe()
        .with(stored -> {}, databaseAway -> {});
  }

  /** Notes that GitHub refused for a limit, and tells until when. */
  Answer.RateLimited limited(long installation, String resource, HttpHeaders headers) {
    Instant now = clock.instant();
    Optional<Long> retryAfter = number(headers, "retry-after");
    if (retryAfter.isEmpty()
        && number(headers, "x-ratelimit-remaining").filter(n -> n == 0).isPresent()) {
      Instant until = reset(headers).orElse(now.plus(FIRST_REFUSAL));
      return block(installation, resource, until, Answer.Limit.PRIMARY, 0);
    }
    int refusals = refusals(installation, resource);
    Duration rest =
        retryAfter
            .map(Duration::ofSeconds)
            .orElse(FIRST_REFUSAL.multipliedBy(1L << Math.min(refusals, LAST_DOUBLING)));
    return block(installation, resource, now.plus(rest), Answer.Limit.SECONDARY, refusals + 1);
  }

  private Answer.RateLimited block(
      long installation, String resource, Instant until, Answer.Limit limit, int refusals) {
    database.execute(
        """
        insert into rate_budget as b
          (installation_id, resource, blocked_until, blocked_by, refusals, seen_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (installation_id, resource) do update
          set blocked_until = excluded.blocked_until, blocked_by = excluded.blocked_by,
              refusals = excluded.refusals, seen_at = excluded.seen_at
        """,
        installation,
        resource,
        offset(until),
        limit.name(),
        refusals,
        offset(clock.instant()));
    return new Answer.RateLimited(until, limit);
  }

  private int refusals(long installation, String resource) {
    for (Row row :
        database.execute(
            "select refusals from rate_budget where installation_id = $1 and resource = $2",
            installation,
            resource)) {
      return row.getInteger("refusals");
    }
    return 0;
  }

  /** When the hour ends, as the world's clock has it: GitHub's own clock gives the distance. */
  private Optional<Instant> reset(HttpHeaders headers) {
    return number(headers, "x-ratelimit-reset")
        .map(Instant::ofEpochSecond)
        .map(
            reset -> {
              Duration rest =
                  Duration.between(GitHubTime.date(headers).orElseGet(clock::instant), reset);
              return clock.instant().plus(rest.isNegative() ? Duration.ZERO : rest);
            });
  }

  private static Optional<Long> number(HttpHeaders headers, String name) {
    try {
      return headers.firstValue(name).map(Long::parseLong);
    } catch (NumberFormatException malformed) {
      return Optional.empty();
    }
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
