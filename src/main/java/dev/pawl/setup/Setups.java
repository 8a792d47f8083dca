package dev.pawl.setup;

import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The set-ups that were begun and sent to GitHub. Each is known by a state that GitHub brings back:
 * 256 random bits, good for one App, for an hour, in the browser that began it; only hashes are
 * kept.
 *
 * <p>Races: a page that is opened twice asks GitHub once, since asking is claimed by one statement.
 * Crashes: a claim without an end is free again after 30 s, longer than GitHub may take.
 */
@ApplicationScoped
class Setups {
  /** How many may be begun in ten minutes, and how often GitHub is asked for one of them. */
  private static final int MOST_BEGUN = 20;

  private static final int MOST_ASKED = 10;

  private final Database database;

  Setups(Database database) {
    this.database = database;
  }

  /** What a state that GitHub brings back is worth. */
  sealed interface Claim {
    /**
     * GitHub may be asked now.
     *
     * @param replaces the App that is knowingly replaced; null: there must be none
     */
    record Taken(String name, @Nullable Long replaces) implements Claim {}

    /** It is being asked at this moment. */
    record Busy() implements Claim {}

    /** It was used already. */
    record Ended() implements Claim {}

    /** It was not begun in this browser, or too long ago. */
    record Foreign() implements Claim {}
  }

  /**
   * Begins one.
   *
   * @param browser the secret of the browser that begins it
   * @return its state; empty when too many were begun
   */
  Optional<String> begin(SetupWish wish, @Nullable Long replaces, String browser) {
    database.execute("delete from app_setup where until < clock_timestamp() - interval '1 day'");
    String state = RandomToken.create();
    boolean begun =
        database
                .execute(
                    """
                    insert into app_setup (state, session, account, name, replaces, stage, until)
                    select $1, $2, $3, $4, $5, 'begun', clock_timestamp() + interval '1 hour'
                    where (select count(*) from app_setup
                      where begun_at > clock_timestamp() - interval '10 minutes') < $6
                    """,
                    RandomToken.hash(state),
                    RandomToken.hash(browser),
                    wish.organization(),
                    wish.name(),
                    replaces,
                    MOST_BEGUN)
                .rowCount()
            == 1;
    return begun ? Optional.of(state) : Optional.empty();
  }

  /** Takes a set-up, to ask GitHub for what it stands for. */
  Claim claim(String state, String browser) {
    RowSet<Row> taken =
        database.execute(
            """
            update app_setup set stage = 'asking', asked_at = clock_timestamp(), asked = asked + 1
            where state = $1 and session = $2 and until > clock_timestamp() and asked < $3
              and (stage = 'begun'
                or stage = 'asking' and asked_at < clock_timestamp() - interval '30 seconds')
            returning name, replaces
            """,
            RandomToken.hash(state),
            RandomToken.hash(browser),
            MOST_ASKED);
    for (Row row : taken) {
      return new Claim.Taken(row.getString("name"), row.getLong("replaces"));
    }
    for (Row row :
        database.execute(
            """
            select stage from app_setup
            where state = $1 and session = $2 and until > clock_timestamp()
            """,
            RandomToken.hash(state),
            RandomToken.hash(browser))) {
      return row.getString("stage").equals("asking") ? new Claim.Busy() : new Claim.Ended();
    }
    return new Claim.Foreign();
  }

  /** It was not found out what GitHub says; it may be asked again. */
  void release(String state) {
    stage(state, "begun");
  }

  /** Nothing more comes of it. */
  void end(String state) {
    stage(state, "ended");
  }

  private void stage(String state, String stage) {
    database.execute(
        "update app_setup set stage = $2 where state = $1", RandomToken.hash(state), stage);
  }

  /** Notes in the audit log what somebody did to the App; never a secret. */
  void note(String what, String object, @Nullable String before, @Nullable String after) {
    database.execute(
        "insert into audit (who, what, object, before, after) values ('operator', $1, $2, $3, $4)",
        what,
        object,
        before,
        after);
  }
}
