package dev.pawl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people do not see is not there. */
class CleanTextTest {

  @Test
  void commentsAreTakenOutHoweverTheyAreNested() {
    assertThat(CleanText.lines("a <!-- pawl:effect=x --> b")).isEqualTo("a  b");
    assertThat(CleanText.lines("a <!-- two\nlines --> b")).isEqualTo("a  b");
    assertThat(CleanText.lines("a <!<!-- x -->-- pawl:effect=y --> b")).isEqualTo("a  b");
    assertThat(CleanText.lines("a <!\u200b-- hidden --> b")).isEqualTo("a  b");
    assertThat(CleanText.lines("a <!-- without an end")).isEqualTo("a &lt;!-- without an end");
  }

  @Test
  void hiddenCharactersAreTakenOut() {
    String tags = new String(Character.toChars(0xe0041));
    for (String hidden :
        List.of("\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u0000", "\u001b", tags)) {
      assertThat(CleanText.line("li" + hidden + "ght")).isEqualTo("light");
    }
  }

  @Test
  void whatPeopleSeeStays() {
    assertThat(CleanText.lines("Grüße 灯台 🗼\r\n- one\r- two\n\n\tcode <b>"))
        .isEqualTo("Grüße 灯台 🗼\n- one\n- two\n\n\tcode <b>");
    assertThat(CleanText.line("  one\n two\t three ")).isEqualTo("one two three");
  }
}
