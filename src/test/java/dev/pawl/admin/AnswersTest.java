package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a form leads back to, and what a typed number is. */
class AnswersTest {
  @ParameterizedTest
  @CsvSource({
    "/repositories/acme/lighthouse, true",
    "/repositories/acme/lighthouse/pull-requests/41, true",
    "/runs/7, true",
    "/repositories/acme/lighthouse/pull-requests/41/merge, false",
    "/repositories/acme, false",
    "//evil.example/repositories/a/b, false",
    "https://evil.example, false",
    "/effects/1, false",
  })
  void formsLeadBackToPawlsOwnPagesOnly(String back, boolean own) {
    assertThat(Answers.own(back, "/there")).isEqualTo(own ? back : "/there");
    assertThat(Answers.own(null, "/there")).isEqualTo("/there");
  }

  @ParameterizedTest
  @CsvSource({"41, 41", "#41, 41", "' #7 ', 7", "41a, 0", "-1, 0", "'', 0", "12345678901, 0"})
  void whatIsNoNumberIsNone(String typed, int number) {
    assertThat(Answers.number(typed)).isEqualTo(number);
  }

  @Test
  void whatIsNoLengthOfTimeIsNotForEver() {
    Instant now = Instant.parse("2026-05-01T12:00:00Z");
    assertThat(Answers.until(null, now)).isNull();
    assertThat(Answers.until("", now)).isNull();
    assertThat(Answers.until("60", now)).isEqualTo(now.plusSeconds(3600));
    for (String slip : List.of("2h", "-60", "0", "60.5")) {
      assertThat(Answers.until(slip, now)).as(slip).isEqualTo(now);
    }
  }
}
