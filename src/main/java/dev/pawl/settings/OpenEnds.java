package dev.pawl.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Markdown text leaves open at its end, and so takes what follows into itself: a block of
 * code, or a comment, of which nobody would see anything.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/#fenced-code-blocks">Fenced code blocks</a>
 * @see <a href="https://spec.commonmark.org/0.31.2/#html-blocks">HTML blocks</a>
 */
public final class OpenEnds {
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}+|~{3,}+)(.*+)");
  private static final String COMMENT = "<!--";
  private static final String END = "-->";

  private OpenEnds() {}

  /** The line that ends what is open; empty where nothing is. */
  public static String of(String text) {
    String open = "";
    for (String line : text.split("\n", -1)) {
      open = open.equals(END) ? (line.contains(END) ? "" : END) : after(line, open);
    }
    return open;
  }

  /** With an end for what has none. */
  public static String closed(String text) {
    String end = of(text);
    return end.isEmpty() ? text : text + "\n" + end;
  }

  /**
   * @param open the signs of the code block that the line stands in; empty: it stands in none
   */
  private static String after(String line, String open) {
    Matcher fence = FENCE.matcher(line);
    if (fence.matches()) {
      return fenced(fence.group(1), fence.group(2), open);
    }
    // Within a line a comment without an end is none to Markdown, but to whoever reads the text.
    int comment = line.lastIndexOf(COMMENT);
    boolean begins = open.isEmpty() && comment >= 0;
    // GitHub takes "<!-->" for a whole one.
    return begins && line.indexOf(END, comment + 2) < 0 ? END : open;
  }

  private static String fenced(String signs, String rest, String open) {
    if (open.isEmpty()) {
      // Between backticks there may be none, else it is code within a line.
      return signs.startsWith("`") && rest.indexOf('`') >= 0 ? "" : signs;
    }
    boolean closes =
        signs.charAt(0) == open.charAt(0) && signs.length() >= open.length() && rest.isBlank();
    return closes ? "" : open;
  }
}
