package dev.pawl.admin;

import io.quarkus.qute.TemplateExtension;

/**
 * How the pages show what a guard, and what the watch over a base says: by a sign and a colour
 * beside the word.
 */
@TemplateExtension
final class VerdictWords {
  private VerdictWords() {}

  /** The part of a style's name. */
  static String watchLook(String watch) {
    return switch (watch) {
      case "red", "unclear" -> "needs-you";
      case "green", "over", "mended" -> "done";
      case "open", "reverted", "kept", "inherited" -> "waiting";
      default -> "idle";
    };
  }

  static String watchSign(String watch) {
    return switch (watch) {
      case "red" -> "!";
      case "unclear" -> "?";
      case "green", "over", "mended" -> "✓";
      case "open" -> "◷";
      case "reverted" -> "↶";
      case "kept", "inherited" -> "≠";
      default -> "○";
    };
  }

  /** The part of a style's name. */
  static String verdictLook(String verdict) {
    return switch (verdict) {
      case "pass" -> "done";
      case "wait" -> "waiting";
      case "block" -> "needs-you";
      default -> "idle";
    };
  }

  static String verdictSign(String verdict) {
    return switch (verdict) {
      case "pass" -> "✓";
      case "wait" -> "◷";
      case "block" -> "!";
      default -> "○";
    };
  }
}
