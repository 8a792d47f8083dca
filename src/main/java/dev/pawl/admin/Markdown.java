package dev.pawl.admin;

import java.util.List;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Shows a text that people or agents wrote as GitHub would: headings, lists, tables, code. It may
 * be hostile. HTML in it is text, links lead to harmless places only, no image is loaded, and what
 * would grow out of all proportion is not made into HTML at all.
 */
final class Markdown {
  /** A table may have so many cells; a short line is otherwise filled up to the longest. */
  private static final long MOST_CELLS = 50_000;

  /** For each that could open a tag or a link, the library looks through all that follows. */
  private static final int MOST_OPEN = 5_000;

  /** So deep may a quote in a list in a quote be; the library goes through them recursively. */
  private static final int DEEPEST = 100;

  /** Characters of HTML; a text of 64 KiB that people wrote is far from it. */
  private static final int LONGEST = 600_000;

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), StrikethroughExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private Markdown() {}

  /**
   * The text as HTML; empty where it is built so that it is better shown as it is.
   *
   * @param links where the links of the text lead
   */
  static Optional<String> html(String text, Destinations links) {
    if (cells(text) > MOST_CELLS
        || text.chars().filter(character -> character == '<' || character == '[').count()
            > MOST_OPEN
        || text.lines().anyMatch(line -> marks(line) > DEEPEST)) {
      return Optional.empty();
    }
    try {
      Node document = PARSER.parse(text);
      return depth(document) > DEEPEST ? Optional.empty() : html(document, links);
    } catch (StackOverflowError deep) {
      // The library also goes through emphasis recursively, while it reads.
      return Optional.empty();
    }
  }

  private static Optional<String> html(Node document, Destinations links) {
    document.accept(new Embedding(links));
    String html =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(links)
            .percentEncodeUrls(true)
            .build()
            .render(document);
    return html.length() > LONGEST ? Optional.empty() : Optional.of(html);
  }

  /** What a table of these lines could have at most. */
  private static long cells(String text) {
    return text.lines()
            .mapToLong(line -> line.chars().filter(character -> character == '|').count() + 1)
            .max()
            .orElse(0)
        * text.lines().filter(line -> line.indexOf('|') >= 0).count();
  }

  /**
   * How many quotes and lists a line opens. Each line after it is held against each of them, so
   * that a few thousands take the parser seconds.
   */
  private static int marks(String line) {
    int marks = 0;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      boolean ends = i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1));
      if (character == '>' || ends && "-+*.)".indexOf(character) >= 0) {
        marks++;
      } else if (!Character.isWhitespace(character) && !Character.isDigit(character)) {
        break;
      }
    }
    return marks;
  }

  /** Without recursion: it is what tells whether there may be any. */
  private static int depth(Node document) {
    int deepest = 0;
    int depth = 0;
    Node node = document;
    while (node != null) {
      deepest = Math.max(deepest, depth);
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
        continue;
      }
      while (node != null && node.getNext() == null) {
        node = node == document ? null : node.getParent();
        depth--;
      }
      node = node == null ? null : node.getNext();
    }
    return deepest;
  }
}
