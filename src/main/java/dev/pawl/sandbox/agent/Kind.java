package dev.pawl.sandbox.agent;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  private static final Pattern REVIEW_FILE = Pattern.compile("(?:.*/)?review-[^/]*\\.md");

  /**
   * The files that its output names tell; where it names none of planning it is development. Only
   * where a text has no output what is stated counts, and then what the text most looks like.
   */
  static Kind of(String title, String body) {
    String output = new IssueText(body).output();
    if (!output.isBlank()) {
      Kind wanted = byOutput(output, Places.in(body));
      if (wanted != null) return wanted;
    }
    String text = body.toLowerCase(Locale.ROOT);
    Matcher stated = STATED.matcher(text);
    if (stated.find()) return valueOf(stated.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
    String name = title.toLowerCase(Locale.ROOT);
    if (!output.isBlank()) return DEVELOPMENT;
    if (name.contains("gap analysis")) return GAP_ANALYSIS;
    if (name.contains("capabilit")) return CAPABILITY_UPDATE;
    return DEVELOPMENT;
  }

  private static @Nullable Kind byOutput(String output, Places places) {
    List<String> documents = IssueText.documents(output);
    if (documents.stream().anyMatch(d -> d.contains("/pending/dev-"))) return GAP_ANALYSIS;
    if (documents.stream().anyMatch(d -> d.contains("/pending/review-"))) return REVIEW_CONSUMPTION;
    if (documents.stream().anyMatch(d -> REVIEW_FILE.matcher(d).matches())) return REVIEW;
    boolean only = documents.stream().allMatch(places.capabilities()::equals);
    return only && !documents.isEmpty() ? CAPABILITY_UPDATE : null;
  }

  /** Whether what comes of it is documents of planning and nothing else. */
  boolean isPlanning() {
    return this != DEVELOPMENT && this != REPAIR;
  }
}
