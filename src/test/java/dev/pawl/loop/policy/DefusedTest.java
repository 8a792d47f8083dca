package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do not see is not there, and what would act does not. */
class DefusedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a <!-- pawl:effect=x --> b     | a  b
          a <!<!-- x -->-- y --> b       | a  b
          a <!--> b                      | a  b
          a <!-- without an end          | a < !-- without an end
          <?php hidden ?> b              | < ?php hidden ?> b
          <details>long</details>        | < details>long< /details>
          List<String> a < b             | List< String> a < b
          [//]: # (hidden)               | [//] : # (hidden)
          """)
  void htmlIsTextAndHiddenTextIsNot(String text, String expected) {
    assertThat(Defused.of(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @ada, look                     | @ ada, look
          cc @acme/crew and (@eve)       | cc @ acme/crew and (@ eve)
          `@copilot` go                  | `@ copilot` go
          @@ada                          | @ @ ada
          half past @ noon               | half past @ noon
          """)
  void nobodyIsNotified(String text, String expected) {
    assertThat(Defused.of(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Fixes #12                                   | Fixes no. 12
          closes: #1, resolved #2                     | closes: no. 1, resolved no. 2
          FIX GH-3                                    | FIX no. 3
          Fixes acme/lamp#4                           | Fixes acme/lamp no. 4
          Resolves https://github.com/acme/lamp/issues/5 | Resolves acme/lamp no. 5
          fixed **#6**                                | fixed **no. 6**
          a fix. As in #7                             | a fix. As in #7
          prefixes #8 and fixes it, #9                | prefixes #8 and fixes it, #9
          """)
  void noIssueIsClosed(String text, String expected) {
    assertThat(Defused.of(text)).isEqualTo(expected);
  }

  @Test
  void aClosingWordOfTheLineBeforeClosesNothingEither() {
    assertThat(Defused.of("Fixes\n#12")).isEqualTo("Fixes\nno. 12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /pawl pause                    | / pawl pause
          /PAWL merge                    | / PAWL merge
          see src/pawl and ./pawl        | see src/pawl and ./pawl
          """)
  void noCommandIsGiven(String text, String expected) {
    assertThat(Defused.of(text)).isEqualTo(expected);
  }

  @Test
  void hiddenCharactersAreTakenOut() {
    String tags = new String(Character.toChars(0xe0041));
    for (String hidden :
        List.of(
            "\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u0000", "\u001b", "\u2800",
            "\u3164", "\ufe0f", "\ud800", tags)) {
      assertThat(Defused.of("li" + hidden + "ght")).isEqualTo("light");
      assertThat(Defused.of("@" + hidden + "ada")).isEqualTo("@ ada");
      assertThat(Defused.of("<!" + hidden + "-- x -->")).isEmpty();
    }
  }

  @Test
  void whatPeopleSeeStays() {
    assertThat(Defused.of("Grüße 灯台 🗼\r\n- one\r- two\n\n\n\n\tcode\u2028end"))
        .isEqualTo("Grüße 灯台 🗼\n- one\n- two\n\n\tcode\nend");
  }
}
