package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

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
}
