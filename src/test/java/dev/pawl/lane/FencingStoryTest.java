package dev.pawl.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.LeaseLost;
import dev.pawl.testing.Story;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invariant 2: whoever lost a lane can no longer write, however late it wakes up. */
@QuarkusTest
class FencingStoryTest extends Story {
  private static final String LANE = "repo:-32";

  @Inject LaneLeases leases;

  @AfterEach
  void tidy() {
    database().execute("delete from lane where name = $1", LANE);
    database().execute("delete from audit where who = 'fencing'");
  }

  @Test
  void onlyTheNewestClaimWrites() {
    LaneLeases.Claim first = leases.claim(LANE).orElseThrow();
    assertThat(leases.claim(LANE)).as("held").isEmpty();
    database().writeFenced(first.lease(), () -> note("first"));

    database()
        .execute("update lane set lease_until = now() - interval '1 s' where name = $1", LANE);
    LaneLeases.Claim second = leases.claim(LANE).orElseThrow();
    assertThat(second.lease().fencing()).isGreaterThan(first.lease().fencing());

    assertThatThrownBy(() -> database().writeFenced(first.lease(), () -> note("late")))
        .isInstanceOf(LeaseLost.class);
    assertThat(leases.renew(first.lease())).isFalse();
    database().writeFenced(second.lease(), () -> note("second"));

    assertThat(count("select count(*) as n from audit where who = 'fencing'")).isEqualTo(2);
    assertThat(count("select count(*) as n from audit where what = 'late'")).isZero();
  }

  private static Uni<Integer> note(String what) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "insert into audit (who, what, object) values ('fencing', ?1, 'lane')")
                    .setParameter(1, what)
                    .executeUpdate());
  }
}
