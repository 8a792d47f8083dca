package dev.pawl.command;

import java.util.regex.Pattern;

/**
 * A person's text as it may be written into an issue: without anything that an agent reads and a
 * person does not see.
 */
final class CleanText {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

  /**
   * Zero-width and directional characters, tags, soft hyphens, and controls but for line breaks.
   */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f"
              + "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb"
              + "\\x{e0000}-\\x{e007f}\\x{e0100}-\\x{e01ef}\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]");

  private CleanText() {}

  /** Several lines; without hidden text. */
  static String lines(String text) {
    String clean = HIDDEN.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    String before;
    do {
      // What is taken out may leave another comment behind.
      before = clean;
      clean = COMMENT.matcher(clean).replaceAll("");
    } while (!clean.equals(before));
    // One that never ends would hide all that follows.
    return clean.replace("<!--", "&lt;!--").strip();
  }

  /** One line; without hidden text. */
  static String line(String text) {
    return lines(text).replaceAll("\\s+", " ").strip();
  }
}
