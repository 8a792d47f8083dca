package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payloads go by whole days, and never one that somebody still waits for. */
@QuarkusTest
class RetentionStoryTest extends Story {
  private static final String LANE = "repo:-31";
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  @Inject PayloadDays days;
  @Inject DeliveryRetention deliveries;

  @AfterEach
  void tidy() {
    database().execute("delete from delivery where lane = $1", LANE);
    database().execute("delete from lane where name = $1", LANE);
    database().execute("drop table if exists " + table(TODAY.minusDays(31)));
  }

  @Test
  void aDayIsDroppedWholeUnlessSomebodyWaits() {
    // In somebody's hands, so that nobody works on it meanwhile.
    database()
        .execute(
            "insert into lane (name, held_by, lease_until) values ($1, $2, now() + interval '1 hour')",
            LANE,
            UUID.randomUUID());
    UUID done = delivery(TODAY.minusDays(30), "projected");
    UUID waiting = delivery(TODAY.minusDays(31), "pending");
    UUID recent = delivery(TODAY, "projected");

    days.turn();
    deliveries.drop(100);

    assertThat(exists(table(TODAY.minusDays(30)))).isFalse();
    assertThat(exists(table(TODAY.minusDays(31)))).isTrue();
    // Today's may be missing: what came before its partition lies in the default one.
    for (int ahead = 1; ahead <= 3; ahead++) {
      assertThat(exists(table(TODAY.plusDays(ahead)))).isTrue();
    }
    assertThat(stored("delivery", done)).isZero();
    assertThat(stored("delivery_payload", done)).isZero();
    assertThat(stored("delivery", waiting)).isOne();
    assertThat(stored("delivery_payload", waiting)).isOne();
    assertThat(stored("delivery", recent)).isOne();
    assertThat(stored("delivery_payload", recent)).isOne();

    database().execute("update delivery set state = 'projected' where guid = $1", waiting);
    days.turn();
    deliveries.drop(100);
    assertThat(exists(table(TODAY.minusDays(31)))).isFalse();
    assertThat(stored("delivery", waiting)).isZero();
  }

  private UUID delivery(LocalDate day, String state) {
    if (day.isBefore(TODAY) && !exists(table(day))) {
      database()
          .execute(
              "create table %s partition of delivery_payload for values from ('%s') to ('%s')"
                  .formatted(table(day), day, day.plusDays(1)));
    }
    UUID guid = UUID.randomUUID();
    database()
        .execute(
            """
            insert into delivery (guid, event, lane, bytes, state, received_at, received_on)
            values ($1, 'watch', $2, 2, $3, $4::date, $4)
            """,
            guid,
            LANE,
            state,
            day);
    database()
        .execute(
            "insert into delivery_payload (received_on, guid, payload) values ($1, $2, '{}')",
            day,
            guid);
    return guid;
  }

  private long stored(String table, UUID guid) {
    return count("select count(*) as n from " + table + " where guid = '" + guid + "'");
  }

  private boolean exists(String table) {
    return count("select count(*) as n from pg_class where relname = '" + table + "'") == 1;
  }

  private static String table(LocalDate day) {
    return "delivery_payload_" + DateTimeFormatter.ofPattern("yyyyMMdd").format(day);
  }
}
