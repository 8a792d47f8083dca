package dev.pawl.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Lease;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lease is kept while its worker goes on, at little cost, and its loss is noticed. */
@QuarkusTest
class LeaseRenewalStoryTest extends Story {
  private static final String LANE = "repo:-33";

  @Inject LaneLeases leases;

  @AfterEach
  void tidy() {
    database().execute("delete from lane where name = $1", LANE);
  }

  private long until() {
    return count(
        "select (1e6 * extract(epoch from lease_until))::bigint as n from lane where name = '"
            + LANE
            + "'");
  }

  @Test
  void itIsRenewedWhenATenthOfItIsOver() {
    Lease lease = leases.claim(LANE).orElseThrow().lease();
    long first = until();
    LeaseRenewal young = new LeaseRenewal(leases, lease, Duration.ofHours(1));
    assertThat(young.getAsBoolean()).isTrue();
    assertThat(until()).as("it is young").isEqualTo(first);

    LeaseRenewal due = new LeaseRenewal(leases, lease, Duration.ZERO);
    assertThat(due.getAsBoolean()).isTrue();
    assertThat(until()).isGreaterThan(first);

    database()
        .execute("update lane set lease_until = now() - interval '1 s' where name = $1", LANE);
    leases.claim(LANE).orElseThrow();
    assertThat(due.getAsBoolean()).as("somebody else has it").isFalse();
  }
}
