package dev.pawl.admin;

import dev.pawl.command.HoldWish;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the fields of a form say, of which a browser may leave out any. */
final class FormFields {
  private FormFields() {}

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** 0 for what is no number. */
  static int number(@Nullable String text) {
    String digits = text(text).strip().replaceFirst("^#", "");
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
  }

  /**
   * For how long something is to be held back, and why.
   *
   * @param minutes what names no time means: until somebody ends it
   */
  static HoldWish hold(@Nullable String why, @Nullable String minutes, Instant now) {
    int length = number(minutes);
    return new HoldWish(text(why), length == 0 ? null : now.plus(Duration.ofMinutes(length)));
  }
}
