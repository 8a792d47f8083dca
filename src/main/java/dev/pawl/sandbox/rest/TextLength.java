package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.http.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * How long a text may be. Of bodies GitHub says "body is too long (maximum is 65536 characters)"
 * (reported); of a check run's output its documentation names 65535:
 * https://docs.github.com/en/rest/checks/runs#create-a-check-run.
 */
final class TextLength {
  private static final int BODY = 65_536;
  private static final int OUTPUT = 65_535;

  private TextLength() {}

  static @Nullable String body(String resource, @Nullable String body) {
    return atMost(resource, "body", body, BODY);
  }

  static @Nullable String output(String field, @Nullable String text) {
    return atMost("CheckRun", field, text, OUTPUT);
  }

  private static @Nullable String atMost(
      String resource, String field, @Nullable String text, int most) {
    if (text != null && text.codePointCount(0, text.length()) > most)
      throw ApiError.custom(resource, field + " is too long (maximum is " + most + " characters)");
    return text;
  }
}
