package dev.pawl.admin;

import dev.pawl.github.GitHubAddresses;
import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the health page shows, read by a few indexed queries. */
@ApplicationScoped
class HealthView {
  private final Database database;
  private final GitHubAddresses addresses;
  private final WorldClock clock;
  private final HoldView holds;
  private final RepositoryRows repositories;

  HealthView(
      Database database,
      GitHubAddresses addresses,
      WorldClock clock,
      HoldView holds,
      RepositoryRows repositories) {
    this.holds = holds;
    this.repositories = repositories;
    this.database = database;
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * Everything on the page.
   *
   * @param interventions where a person is to choose how it goes on, the oldest of them
   * @param undecided how many of those there are in all
   * @param repositories the first of them, those that need somebody before all others
   * @param known how many of those there are in all
   */
  record Health(
      List<HoldView.Needed> interventions,
      long undecided,
      List<Trouble> troubles,
      List<RepositoryRow> repositories,
      long known,
      Deliveries deliveries,
      List<Budget> budgets,
      List<ReplicaRow> replicas,
      List<Component> components,
      long doubles,
      String github) {}

  /**
   * Something only a person can put right.
   *
   * @param link where it is shown in full
   */
  record Trouble(String object, String why, String what, String link, @Nullable Instant since) {}

  /**
   * @param tasks what goes on there, or what ended last
   */
  record RepositoryRow(
      long id,
      String owner,
      String name,
      String state,
      String stage,
      String reason,
      @Nullable Instant since,
      @Nullable Instant wake,
      List<RunView.PhaseLine> tasks) {
    RepositoryRow with(List<RunView.PhaseLine> found) {
      return new RepositoryRow(
          id, owner, name, state, stage, reason, since, wake, List.copyOf(found));
    }
  }

  /**
   * @param missed those that GitHub sent today and that did not come at first
   */
  record Deliveries(
      long today,
      long pending,
      long projected,
      long ignored,
      long dead,
      long missed,
      long healed) {}

  record Budget(
      String account,
      String resource,
      @Nullable Integer limit,
      @Nullable Integer remaining,
      @Nullable Instant reset,
      @Nullable Instant blocked) {}

  record ReplicaRow(
      String host,
      String version,
      @Nullable Instant started,
      @Nullable Instant beat,
      boolean alive,
      long steps,
      long failures,
      long deadLetters) {}

  /**
   * One part that Pawl stands on, as one replica found it.
   *
   * @param took milliseconds
   */
  record Component(
      String host,
      String name,
      boolean works,
      String detail,
      long took,
      @Nullable Instant checked) {}

  Health read() {
    return new Health(
        holds.needed(),
        holds.needing(),
        troubles(),
        repositories.read(),
        repositories.known(),
        deliveries(),
        budgets(),
        replicas(),
        components(),
        doubles(),
        addresses.web());
  }

  private List<Component> components() {
    return Rows.list(
        database.look(
            """
            select p.host, c.* from component_check c join replica p on p.id = c.replica_id
            where p.stopped_at is null and p.beat_at > clock_timestamp() - interval '90 seconds'
            order by c.works, c.component, p.host limit 100
            """),
        row ->
            new Component(
                Rows.text(row, "host"),
                Rows.text(row, "component"),
                row.getBoolean("works"),
                Rows.text(row, "detail"),
                row.getLong("took_ms"),
                Rows.time(row, "checked_at")));
  }

  /** How many doubles were found late and closed, ever. */
  private long doubles() {
    return database
        .look(
            "select count(*) as n from effect where kind = 'close-issue'"
                + " and key like 'close-double:%' and state = 'done'")
        .iterator()
        .next()
        .getLong("n");
  }

  private List<Trouble> troubles() {
    return Rows.list(
        database.look(
            """
            select * from (
              (select 'Delivery ' || left(guid::text, 8) as object,
                'It could not be worked on: ' || coalesce(error, 'no reason noted') as why,
                'Look at the payload, then replay it.' as what,
                '/deliveries/' || guid as link, finished_at as since
              from delivery where state = 'dead' order by sequence desc limit 20)
              union all
              (select 'Lane ' || name, 'It failed ' || failures || ' times in a row: ' || coalesce(error, ''),
                'It is tried again by itself; if it goes on, look at the log.', '/lanes/' || name, moved_at
              from lane where failures >= 3 limit 20)
              union all
              (select r.owner || '/' || r.name,
                case when e.outcome in ('unsure', 'uncertain')
                  then 'Whether a write was made is not known: '
                  else 'GitHub refused a write: ' end || coalesce(e.error, ''),
                case e.outcome when 'unsure'
                  then 'When GitHub answers again, have it tried again: it is looked for first.'
                  when 'uncertain'
                  then 'It leaves nothing to look for: have it tried again only if it was not made.'
                  else 'Mend what GitHub says, then try again.' end, '/effects/' || e.id, e.finished_at
              from effect e join mirror_repository r on r.id = e.repository_id
              where e.state = 'failed' order by e.id desc limit 20)
              union all
              (select r.owner || '/' || r.name, 'Settings are not in force: ' || s.mistakes,
                'Correct .github/pawl.yml; until then the last good settings hold.',
                '/repositories/' || r.owner || '/' || r.name, s.loaded_at
              from repository_settings s join mirror_repository r on r.id = s.repository_id
              where s.mistakes is not null limit 20)
              union all
              (select r.owner || '/' || r.name, 'The owner''s settings are not in force: ' || s.base_mistakes,
                'Correct .github/pawl.yml in the owner''s repository .github; until then the last good settings hold.',
                '/repositories/' || r.owner || '/' || r.name || '/settings', s.loaded_at
              from repository_settings s join mirror_repository r on r.id = s.repository_id
              where s.base_mistakes is not null limit 20)
              union all
              (select 'Component ' || c.component, 'It does not work on ' || p.host || ': ' || c.detail,
                'It is looked at every five minutes, or now with the button below.', '/#components', c.checked_at
              from component_check c join replica p on p.id = c.replica_id
              where not c.works and p.stopped_at is null
                and p.beat_at > clock_timestamp() - interval '90 seconds' limit 20)
              union all
              (select 'Delivery ' || left(guid::text, 8), 'It never came and is lost: ' || coalesce(error, ''),
                'Look at GitHub what it was; Pawl goes on with the next event.',
                '/ledger', ended_at
              from gap_delivery where state = 'lost' and ended_at > $1 order by ended_at desc limit 20)
              union all
              (select 'GitHub''s deliveries', 'They cannot be compared with the inbox: ' || error,
                'It is tried again by itself.', '/ledger', ended_at from gap_scan where error is not null)
              union all
              (select r.owner || '/' || r.name, 'It cannot be read: ' || r.unreadable,
                'Give the App access again, or remove it from the repository.',
                '/repositories/' || r.owner || '/' || r.name, r.read_at
              from mirror_repository r left join mirror_installation i on i.id = r.installation_id
              where r.unreadable is not null and r.state = 'active'
                and coalesce(i.state, 'active') = 'active' limit 20)
            ) t order by since desc nulls last
            """,
            clock.instant().minus(Duration.ofDays(3)).atOffset(ZoneOffset.UTC)),
        row ->
            new Trouble(
                Rows.text(row, "object"),
                Rows.text(row, "why"),
                Rows.text(row, "what"),
                Rows.text(row, "link"),
                Rows.time(row, "since")));
  }

  private Deliveries deliveries() {
    Row row =
        database
            .look(
                """
                select count(*) as today, count(*) filter (where state = 'projected') as projected,
                  count(*) filter (where state = 'ignored') as ignored,
                  (select count(*) from delivery where state = 'pending') as pending,
                  (select count(*) from delivery where state = 'dead') as dead,
                  (select count(*) from gap_delivery where delivered_at >= $1) as missed,
                  (select count(*) from gap_delivery where delivered_at >= $1 and state = 'healed') as healed
                from delivery
                where received_at >= date_trunc('day', clock_timestamp() at time zone 'UTC') at time zone 'UTC'
                """,
                clock.instant().truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
            .iterator()
            .next();
    return new Deliveries(
        row.getLong("today"),
        row.getLong("pending"),
        row.getLong("projected"),
        row.getLong("ignored"),
        row.getLong("dead"),
        row.getLong("missed"),
        row.getLong("healed"));
  }

  private List<Budget> budgets() {
    return Rows.list(
        database.look(
            """
            select coalesce(i.account, case b.installation_id when -1 then 'the person'
                when -2 then 'nobody' else 'the App' end)
                as account, b.resource, b."limit", b.remaining,
              b.reset_at, b.blocked_until
            from rate_budget b left join mirror_installation i on i.id = b.installation_id
            order by b.blocked_until is null, b.remaining is not null,
              b.remaining::real / nullif(b."limit", 0), account, resource limit 100
            """),
        row ->
            new Budget(
                Rows.text(row, "account"),
                Rows.text(row, "resource"),
                row.getInteger("limit"),
                row.getInteger("remaining"),
                Rows.time(row, "reset_at"),
                Rows.time(row, "blocked_until")));
  }

  private List<ReplicaRow> replicas() {
    return Rows.list(
        database.look(
            """
            select host, version, started_at, beat_at, steps, failures, dead_letters,
              stopped_at is null and beat_at > clock_timestamp() - interval '90 seconds' as alive
            from replica where stopped_at is null and beat_at > clock_timestamp() - interval '1 day'
            order by beat_at desc limit 20
            """),
        row ->
            new ReplicaRow(
                Rows.text(row, "host"),
                Rows.text(row, "version"),
                Rows.time(row, "started_at"),
                Rows.time(row, "beat_at"),
                row.getBoolean("alive"),
                row.getLong("steps"),
                row.getLong("failures"),
                row.getLong("dead_letters")));
  }
}
