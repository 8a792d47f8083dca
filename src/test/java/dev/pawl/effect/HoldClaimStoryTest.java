package dev.pawl.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Lease;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people hold back is claimed by nobody from the moment that it is committed. */
@QuarkusTest
class HoldClaimStoryTest extends Story {
  private static final long REPOSITORY = -47;
  private static final Lease LEASE = new Lease("repo:-47", 1);

  @Inject EffectClaims claims;

  @BeforeEach
  void prepare() {
    tidy();
    database().execute("insert into lane (name, fencing) values ($1, 1)", LEASE.lane());
    database()
        .execute(
            """
            insert into mirror_repository (id, installation_id, owner, name, state)
            values ($1, $1, 'held', 'back', 'active')
            """,
            REPOSITORY);
  }

  @AfterEach
  void tidy() {
    for (String table : java.util.List.of("effect", "hold")) {
      database().execute("delete from " + table + " where repository_id = $1", REPOSITORY);
    }
    database().execute("delete from mirror_repository where id = $1", REPOSITORY);
    database().execute("delete from lane where name = $1", LEASE.lane());
  }

  @Test
  void L35_aPauseStopsEveryClaimAndADrainThoseThatBegin() {
    long begins = effect("begins", null, false);
    long finishes = effect("finishes", null, true);

    hold(null, "stop", null);
    assertThat(claim(begins)).isEmpty();
    assertThat(claim(finishes)).isEmpty();

    database().execute("update hold set kind = 'drain' where repository_id = $1", REPOSITORY);
    assertThat(claim(begins)).isEmpty();
    assertThat(claim(finishes)).isPresent();

    database().execute("update hold set lifted_at = now() where repository_id = $1", REPOSITORY);
    assertThat(claim(begins)).isPresent();
  }

  @Test
  void aHoldStopsWhatIsAimedAtItsPullRequestOnly() {
    long held = effect("held", 41, true);
    long other = effect("other", 42, true);
    long none = effect("none", null, true);

    hold(41, "stop", null);
    assertThat(claim(held)).isEmpty();
    assertThat(claim(other)).isPresent();
    assertThat(claim(none)).isPresent();
  }

  /** A freeze beside a pause: each holds by itself. */
  @Test
  void M40_aFreezeStopsMergesAndNothingElse() {
    long merge = effect("merge", 41, false);
    long spared = effect("spared", 42, false);
    long other = effect("other", 43, false);
    database()
        .execute(
            "update effect set kind = 'merge-pull-request' where id in ($1, $2)", merge, spared);
    database().execute("update effect set spared = true where id = $1", spared);

    hold(null, "freeze", null);
    assertThat(claim(merge)).isEmpty();
    hold(null, "drain", null);
    assertThat(claim(spared)).isEmpty();
    assertThat(claim(other)).isEmpty();
    database().execute("update hold set lifted_at = now() where kind = 'drain'");
    assertThat(claim(spared)).isPresent();
    assertThat(claim(other)).isPresent();
    assertThat(claim(merge)).isEmpty();

    database().execute("update hold set lifted_at = now() where kind = 'freeze'");
    assertThat(claim(merge)).isPresent();
  }

  /** Decided before, claimed after: the freeze of the settings began in between. */
  @Test
  void M40_aMergeIsNotClaimedFromTheBeginningOfAFreezeOn() {
    long effect = effect("merge", 41, false);
    Instant begin = clock().instant().plusSeconds(60);
    database()
        .execute(
            "update effect set not_after = $2 where id = $1",
            effect,
            begin.atOffset(ZoneOffset.UTC));

    assertThat(claims.claim(LEASE, effect, begin)).isEmpty();
    assertThat(claims.claim(LEASE, effect, begin.plusSeconds(60))).isEmpty();
    assertThat(claims.claim(LEASE, effect, begin.minusMillis(1))).isPresent();
  }

  @Test
  void aHoldWhoseTimeIsUpHoldsNothing() {
    long effect = effect("late", 41, false);
    Instant until = clock().instant().plusSeconds(60);
    hold(41, "stop", until);

    assertThat(claims.claim(LEASE, effect, until.minusSeconds(1))).isEmpty();
    assertThat(claims.claim(LEASE, effect, until)).isPresent();
  }

  /** The claim's statement began before the pause was committed, and waited for the lane's row. */
  @Test
  void L35_aClaimThatWaitedForThePauseSeesIt() {
    long effect = effect("raced", null, false);
    SqlConnection connection = database().pool().getConnection().await().indefinitely();
    try {
      Transaction pausing = connection.begin().await().indefinitely();
      run(connection, "select 1 from lane where name = 'repo:-47' for update");
      CompletableFuture<Optional<EffectTarget>> claim = new CompletableFuture<>();
      Thread.startVirtualThread(() -> claim.complete(claim(effect)));
      eventually(() -> waiting() == 1);

      run(
          connection,
          "insert into hold (repository_id, kind, who, why, placed_at)"
              + " values (-47, 'stop', 'ada', 'now', now())");
      run(connection, "update lane set holds = holds + 1 where name = 'repo:-47'");
      pausing.commit().await().indefinitely();

      assertThat(claim.join()).isEmpty();
      assertThat(
              count("select count(*) as n from effect where key = 'raced' and state = 'planned'"))
          .isOne();
    } finally {
      connection.close().await().indefinitely();
    }
  }

  /** Nothing but a hold makes a claim that waited give up. */
  @Test
  void aClaimThatWaitedForSomethingElseGoesOn() {
    long effect = effect("patient", null, false);
    SqlConnection connection = database().pool().getConnection().await().indefinitely();
    try {
      Transaction working = connection.begin().await().indefinitely();
      run(connection, "update lane set wake_reason = 'x' where name = 'repo:-47'");
      CompletableFuture<Optional<EffectTarget>> claim = new CompletableFuture<>();
      Thread.startVirtualThread(() -> claim.complete(claim(effect)));
      eventually(() -> waiting() == 1);
      working.commit().await().indefinitely();

      assertThat(claim.join()).isPresent();
    } finally {
      connection.close().await().indefinitely();
    }
  }

  private long waiting() {
    return count(
        "select count(*) as n from pg_stat_activity where wait_event_type = 'Lock'"
            + " and query like 'with held as%'");
  }

  private static void run(SqlConnection connection, String sql) {
    connection.query(sql).execute().await().indefinitely();
  }

  private Optional<EffectTarget> claim(long effect) {
    return claims.claim(LEASE, effect, clock().instant());
  }

  private void hold(@Nullable Integer pullRequest, String kind, @Nullable Instant until) {
    database()
        .execute(
            """
            insert into hold (repository_id, pull_request, kind, who, why, placed_at, until)
            values ($1, $2, $3, 'ada', 'A release', now(), $4)
            """,
            REPOSITORY,
            pullRequest,
            kind,
            until == null ? null : until.atOffset(ZoneOffset.UTC));
  }

  private long effect(String key, @Nullable Integer pullRequest, boolean finishing) {
    return database()
        .execute(
            """
            insert into effect (key, kind, lane, repository_id, installation_id, principal, intent,
              reason, planned_at, pull_request, finishing)
            values ($1, 'create-issue', 'repo:-47', $2, $2, 'app', '{}', 'x', now(), $3, $4)
            returning id
            """,
            key,
            REPOSITORY,
            pullRequest,
            finishing)
        .iterator()
        .next()
        .getLong("id");
  }
}
