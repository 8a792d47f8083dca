package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckNewsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Check check(long id, @Nullable String conclusion, Instant at) {
    Check check = new Check();
    check.id = id;
    check.status = conclusion == null ? "in_progress" : "completed";
    check.conclusion = conclusion;
    check.version = at;
    return check;
  }

  @Test
  void M22_a_rerun_has_a_greater_id_and_counts() {
    Check failed = check(1, "failure", NOON.plusSeconds(60));
    assertThat(CheckNews.of(failed, check(2, null, NOON), true)).isEqualTo(CheckNews.TAKE);
    assertThat(CheckNews.of(check(2, null, NOON), failed, false)).isEqualTo(CheckNews.DROP);
  }

  @Test
  void an_end_counts_and_a_late_beginning_does_not() {
    assertThat(CheckNews.of(check(1, null, NOON), check(1, "success", NOON), false))
        .isEqualTo(CheckNews.TAKE);
    assertThat(CheckNews.of(check(1, "success", NOON), check(1, null, NOON), true))
        .isEqualTo(CheckNews.DROP);
  }

  @Test
  void what_has_ended_and_runs_again_is_a_doubt() {
    assertThat(CheckNews.of(check(1, "success", NOON), check(1, null, NOON), false))
        .isEqualTo(CheckNews.DOUBT);
  }

  @Test
  void L43_two_ends_of_one_second_are_a_doubt_in_either_order() {
    Check passed = check(1, "success", NOON);
    Check failed = check(1, "failure", NOON);
    assertThat(CheckNews.of(passed, failed, false)).isEqualTo(CheckNews.DOUBT);
    assertThat(CheckNews.of(failed, passed, false)).isEqualTo(CheckNews.DOUBT);
    assertThat(CheckNews.of(passed, check(1, "success", NOON), false)).isEqualTo(CheckNews.DROP);
  }

  /** GraphQL tells no id of a commit status. */
  @Test
  void a_status_that_was_read_is_compared_by_its_time() {
    Check read = check(0, "failure", NOON);
    assertThat(CheckNews.of(read, check(9, "success", NOON.plusSeconds(1)), false))
        .isEqualTo(CheckNews.TAKE);
    assertThat(CheckNews.of(read, check(8, "success", NOON.minusSeconds(1)), false))
        .isEqualTo(CheckNews.DROP);
    assertThat(CheckNews.of(read, check(9, "success", NOON), false)).isEqualTo(CheckNews.DOUBT);
  }
}
