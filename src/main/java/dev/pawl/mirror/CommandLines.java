package dev.pawl.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * The lines of a text that are said to Pawl: those of a paragraph that begin with {@code /pawl}.
 * What stands in code, in a quote, in HTML or in a comment is not said, just as people do not see
 * it as said: the text is read as GitHub reads it. A line that follows on a quote without an empty
 * line between belongs to the quote.
 *
 * <p>The text is anybody's. What is built so that reading it would take long has no commands.
 */
final class CommandLines {
  /** More in one text is no conversation any more. */
  static final int MOST = 10;

  /** Characters of one command. */
  static final int LONGEST = 500;

  private static final String WORD = "/pawl";

  /** For each that could open a tag, a link or emphasis, the library looks through what follows. */
  private static final int MOST_OPEN = 2_000;

  /** So many quotes and lists may one line open. */
  private static final int DEEPEST = 50;

  private static final Parser PARSER =
      Parser.builder().extensions(Set.of(StrikethroughExtension.create())).build();

  private CommandLines() {}

  /** In their order, each with single blanks; the first {@value #MOST}. */
  static List<String> in(String text) {
    if (text.length() > Bounded.BODY
        || !text.toLowerCase(Locale.ROOT).contains(WORD)
        || text.chars().filter(sign -> "<[*_`~!".indexOf(sign) >= 0).count() > MOST_OPEN
        || text.lines().anyMatch(line -> marks(line) > DEEPEST)) {
      return List.of();
    }
    try {
      List<String> found = new ArrayList<>();
      blocks(PARSER.parse(text), found);
      return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    } catch (StackOverflowError deep) {
      return List.of();
    }
  }

  /** How many quotes and lists a line opens. */
  private static int marks(String line) {
    int marks = 0;
    for (int i = 0; i < line.length(); i++) {
      char sign = line.charAt(i);
      boolean ends = i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1));
      if (sign == '>' || ends && "-+*.)".indexOf(sign) >= 0) {
        marks++;
      } else if (!Character.isWhitespace(sign) && !Character.isDigit(sign)) {
        break;
      }
    }
    return marks;
  }

  private static void blocks(Node parent, List<String> found) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Paragraph paragraph -> paragraph(paragraph, found);
        case Document _, ListBlock _, ListItem _ -> blocks(node, found);
        default -> {}
      }
    }
  }

  private static void paragraph(Paragraph paragraph, List<String> found) {
    boolean begins = true;
    boolean said = false;
    StringBuilder line = new StringBuilder();
    for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
        add(said, line, found);
        line.setLength(0);
        begins = true;
        continue;
      }
      if (begins) {
        said = node instanceof Text text && begins(text.getLiteral());
        begins = false;
      }
      if (said) {
        words(node, line);
      }
    }
    add(said && !begins, line, found);
  }

  private static boolean begins(String literal) {
    return literal.regionMatches(true, 0, WORD, 0, WORD.length())
        && (literal.length() == WORD.length()
            || Character.isWhitespace(literal.charAt(WORD.length())));
  }

  /** What people see of a part of a line. */
  private static void words(Node node, StringBuilder line) {
    switch (node) {
      case Text text -> line.append(text.getLiteral());
      case Code code -> line.append(code.getLiteral());
      case SoftLineBreak _, HardLineBreak _ -> line.append(' ');
      case HtmlInline _, Image _ -> {}
      default -> {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
          words(child, line);
        }
      }
    }
  }

  private static void add(boolean said, StringBuilder line, List<String> found) {
    if (said) {
      String whole = Bounded.text(line.toString(), 10 * LONGEST);
      found.add(Bounded.text(whole.replaceAll("\\s+", " ").strip(), LONGEST));
    }
  }
}
