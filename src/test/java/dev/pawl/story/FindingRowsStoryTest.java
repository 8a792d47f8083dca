package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.Findings;
import dev.pawl.run.Findings.Found;
import dev.pawl.run.Findings.Told;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever guards say can be kept, once, and ends when it is not said any more. */
@QuarkusTest
class FindingRowsStoryTest extends Story {
  private static final long REPOSITORY = -37;
  private static final Instant BEGIN = Instant.parse("2026-01-05T10:00:00Z");

  @Inject Findings findings;

  private Instant now = BEGIN;

  @AfterEach
  void forget() {
    database().execute("delete from finding where repository_id = $1", REPOSITORY);
  }

  @Test
  void whatTwoGuardsOfOneNameSayIsKeptOnce() {
    note(found("Twin", "Not like this."), found("Twin", "Not like this."));
    note(found("Twin", "Not like this."), found("Twin", "Not like this."));
    assertThat(rows()).containsExactly("Twin: Not like this. 0-");
  }

  @Test
  void whatPostgresqlCannotKeepIsLeftOut() {
    String lamp = "\uD83D\uDCA1";
    note(found("a\u0000b", "x\u0000y"), found("Long", "x".repeat(1023) + lamp));
    assertThat(rows()).containsExactly("Long: " + "x".repeat(1023) + " 0-", "ab: xy 0-");
    // What was shortened is the same finding still.
    note(found("a\u0000b", "x\u0000y"), found("Long", "x".repeat(1023) + lamp));
    assertThat(rows()).hasSize(2);
  }

  @Test
  void halfACharacterStopsNothing() {
    note(found("Half", "a\uD83Db"));
    note(found("Half", "a\uD83Db"));
    assertThat(rows()).containsExactly("Half: a?b 0-");
  }

  @Test
  void whatIsUnclearStaysAndWhatIsNotSaidAnyMoreIsResolved() {
    note(found("Checks", "One failed."), found("Reviews", "None."));
    note(Set.of(7), List.of());
    assertThat(rows()).containsExactly("Checks: One failed. 0-", "Reviews: None. 0-");
    note(found("Checks", "Two failed."), found("Reviews", "None."));
    note(found("Checks", "One failed."));
    assertThat(rows())
        .containsExactly(
            "Checks: One failed. 0-2",
            "Checks: One failed. 3-",
            "Checks: Two failed. 2-3",
            "Reviews: None. 0-3");
  }

  private static Found found(String guard, String text) {
    return new Found(7, null, guard, text, "commits", "abc");
  }

  private void note(Found... found) {
    note(Set.of(), List.of(found));
  }

  /** An hour after the one before. */
  private void note(Set<Integer> unclear, List<Found> found) {
    Instant at = now;
    now = now.plus(Duration.ofHours(1));
    database().write(() -> findings.note(REPOSITORY, new Told(found, unclear), at));
  }

  /** Each with the hours from which and until which it holds. */
  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                "select guard || ': ' || text as said, found_at, resolved_at from finding"
                    + " where repository_id = $1"
                    + " order by guard collate \"C\", text collate \"C\", found_at",
                REPOSITORY)) {
      rows.add(
          row.getString("said")
              + " "
              + hours(row.getOffsetDateTime("found_at").toInstant())
              + "-"
              + (row.getOffsetDateTime("resolved_at") == null
                  ? ""
                  : hours(row.getOffsetDateTime("resolved_at").toInstant())));
    }
    return rows;
  }

  private static long hours(Instant moment) {
    return Duration.between(BEGIN, moment).toHours();
  }
}
