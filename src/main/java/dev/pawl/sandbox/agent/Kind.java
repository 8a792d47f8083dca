package dev.pawl.sandbox.agent;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an issue asks of an agent, as its text says. */
enum Kind {
  GAP_ANALYSIS,
  DEVELOPMENT,
  CAPABILITY_UPDATE,
  REVIEW_CONSUMPTION,
  REVIEW,
  REPAIR;

  /** {@code kind: gap-analysis}, or a hidden line that begins with the kind. */
  private static final Pattern STATED =
      Pattern.compile(
          "(?:\\bkind:\\s*[`*\"]*|<!-- pawl:effect=)"
              + "(gap-analysis|development|capability-update|review-consumption|review|repair)\\b");

  /** Where nothing is stated, what the text most looks like. */
  static Kind of(String title, String body) {
    String text = body.toLowerCase(Locale.ROOT);
    Matcher stated = STATED.matcher(text);
    if (stated.find()) return valueOf(stated.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
    String name = title.toLowerCase(Locale.ROOT);
    if (name.contains("gap analysis")) return GAP_ANALYSIS;
    if (name.contains("capabilit")) return CAPABILITY_UPDATE;
    return DEVELOPMENT;
  }
}
