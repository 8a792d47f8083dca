package dev.pawl.loop;

import dev.pawl.merge.MergeGuards;
import dev.pawl.mirror.SettingsProposal;
import dev.pawl.mirror.SettingsProposals;
import dev.pawl.run.View;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsLoader;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import dev.pawl.store.WorldClock;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tries proposed settings on the decisions of the last days, for the check run of whoever proposes
 * them. Done when a lane has nothing else to do, one proposal a step, and bounded: anybody may open
 * a pull request.
 *
 * <p>Race: the head or the settings in force change meanwhile. What came of it is stored with what
 * it was made of, and is made anew where that is not so any more.
 */
@ApplicationScoped
public class Backtests {
  private static final Logger LOG = Logger.getLogger(Backtests.class);
  private static final int PAGE = 250;
  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Between two for one pull request, by the world's clock. */
  private static final Duration BETWEEN = Duration.ofMinutes(10);

  private static final String WAITING =
      """
      select s.number, s.content, s.backtested_at, %s as of
      from settings_proposal s
      join repository_settings f on f.repository_id = s.repository_id
      join mirror_repository r on r.id = s.repository_id
      join mirror_pull_request p on p.repository_id = s.repository_id and p.number = s.number
      where s.repository_id = $1 and s.changes and s.content is not null
        and p.state = 'open' and p.head_sha = s.head and p.base_branch = r.default_branch
        and s.backtest_of is distinct from %s
      order by s.backtested_at nulls first, s.number desc limit 1
      """
          .formatted(SettingsProposal.MADE_OF, SettingsProposal.MADE_OF);

  private static final String VIEWS =
      """
      select d.id, d.decided_at, v.content from decision d join view v on v.hash = d.view_hash
      where d.repository_id = $1 and d.id < $2 and d.decided_at > $3 and v.version <= $4
      order by d.id desc limit $5
      """;

  private final Database database;
  private final MergeGuards guards;
  private final WorldClock clock;
  private final Duration reach;

  Backtests(
      Database database,
      MergeGuards guards,
      WorldClock clock,
      @ConfigProperty(name = "pawl.backtest.days", defaultValue = "7") int days) {
    this.database = database;
    this.guards = guards;
    this.clock = clock;
    this.reach = Duration.ofDays(days);
  }

  /**
   * Tries one proposal that was not tried yet.
   *
   * @param renew renews the lease; false when it is lost
   * @return whether there was one: what it came to may be told now; or when the next may be tried
   * @throws LeaseLost when another worker has the lane
   */
  public SettingsProposals.Outcome step(Lease lease, long repository, BooleanSupplier renew) {
    Instant now = clock.instant();
    Row waiting = null;
    for (Row row : database.execute(WAITING, repository)) {
      waiting = row;
    }
    if (waiting == null) {
      return new SettingsProposals.Outcome.Nothing();
    }
    OffsetDateTime last = waiting.getOffsetDateTime("backtested_at");
    if (last != null && last.toInstant().plus(BETWEEN).isAfter(now)) {
      return new SettingsProposals.Outcome.Later(last.toInstant().plus(BETWEEN));
    }
    int number = waiting.getInteger("number");
    String of = waiting.getString("of");
    String text = tried(lease, repository, waiting.getString("content"), now, renew);
    database.writeFenced(
        lease,
        () ->
            SettingsProposal.update(
                    "backtest = ?1, backtestOf = ?2, backtestedAt = ?3"
                        + " where repositoryId = ?4 and number = ?5",
                    text,
                    of,
                    now,
                    repository,
                    number)
                .replaceWithVoid());
    return new SettingsProposals.Outcome.Looked();
  }

  /** Empty: there is nothing to tell of a file with a mistake. */
  private String tried(
      Lease lease, long repository, String proposed, Instant now, BooleanSupplier renew) {
    @Nullable RepositorySettings row =
        database.read(() -> RepositorySettings.<RepositorySettings>findById(repository));
    if (row == null
        || !(SettingsLoader.load(proposed, row.baseContent)
            instanceof SettingsLoader.Outcome.Good good)) {
      return "";
    }
    return BacktestText.of(
        replayed(lease, repository, row.settings(), good.settings(), now, renew), reach);
  }

  private Backtest.Result replayed(
      Lease lease,
      long repository,
      Settings before,
      Settings after,
      Instant now,
      BooleanSupplier renew) {
    Backtest backtest = new Backtest(before, after, guards.inOrder());
    long begun = System.nanoTime();
    long below = Long.MAX_VALUE;
    for (int taken = 0; taken < MOST; taken += PAGE) {
      if (!renew.getAsBoolean()) {
        throw new LeaseLost(lease);
      }
      RowSet<Row> page =
          database.execute(
              VIEWS,
              repository,
              below,
              now.minus(reach).atOffset(ZoneOffset.UTC),
              View.VERSION,
              PAGE);
      for (Row row : page) {
        below = row.getLong("id");
        backtest.take(
            below, row.getOffsetDateTime("decided_at").toInstant(), row.getString("content"));
      }
      boolean late = System.nanoTime() - begun > LONGEST.toNanos();
      if (page.size() < PAGE || late) {
        break;
      }
    }
    Backtest.Result result = backtest.result();
    LOG.infof(
        "proposed settings of repository %d tried on %d decisions in %d ms",
        repository, result.views(), Duration.ofNanos(System.nanoTime() - begun).toMillis());
    return result;
  }
}
