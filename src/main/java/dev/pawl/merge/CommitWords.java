package dev.pawl.merge;

import dev.pawl.settings.CommitTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The words of the commit by which a pull request is merged, where its repository wants others than
 * GitHub's own. What people wrote goes in as it is, but for HTML comments, and bounded.
 *
 * @see <a
 *     href="https://docs.github.com/en/pull-requests/committing-changes-to-your-project/creating-and-editing-commits/creating-a-commit-with-multiple-authors">Creating
 *     a commit with multiple authors</a>
 */
final class CommitWords {
  private static final int MOST_TITLE = 250;
  private static final int MOST_BODY = 20_000;
  private static final int MOST_AUTHORS = 50;
  private static final String TRAILER = "Co-authored-by: ";

  private static final Pattern CO_AUTHOR =
      Pattern.compile("(?im)^co-authored-by:[ \\t]*([^<>\\r\\n]+?)[ \\t]*<([^<>\\s]+)>[ \\t]*$");

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  private CommitWords() {}

  /** Somebody who wrote a commit, as Git names them. */
  record Author(String name, String email) {}

  /**
   * A pull request, as far as its commit may speak of it.
   *
   * @param author the login of who opened it
   * @param authors who wrote its commits; the first is the author of the squashed one
   */
  record Subject(
      int number,
      String title,
      String description,
      String author,
      String branch,
      List<Author> authors) {}

  static String title(String template, Subject subject) {
    String title = CommitTemplate.filled(template, values(subject)).replaceAll("\\p{Cntrl}+", " ");
    return cut(title.strip(), MOST_TITLE);
  }

  static String body(String template, Subject subject) {
    String body = cut(CommitTemplate.filled(template, values(subject)).strip(), MOST_BODY);
    String trailers = trailers(body, subject.authors());
    return body.isEmpty() || trailers.isEmpty() ? body + trailers : body + "\n\n" + trailers;
  }

  /** Everybody but the first, once each, and nobody who is named already. */
  private static String trailers(String body, List<Author> authors) {
    Map<String, String> named = new LinkedHashMap<>();
    String first = authors.isEmpty() ? "" : key(authors.getFirst());
    for (Author author : authors) {
      String name = author.name().replaceAll("[<>\\s\\p{Cntrl}]+", " ").strip();
      String email = author.email().replaceAll("[<>\\s\\p{Cntrl}]+", "");
      boolean known =
          key(author).equals(first)
              || body.toLowerCase(Locale.ROOT).contains("<" + email.toLowerCase(Locale.ROOT) + ">");
      if (!known && !name.isEmpty() && !email.isEmpty() && named.size() < MOST_AUTHORS) {
        named.putIfAbsent(key(author), TRAILER + name + " <" + email + ">");
      }
    }
    return String.join("\n", named.values());
  }

  private static String key(Author author) {
    return author.email().toLowerCase(Locale.ROOT);
  }

  /** Whom a commit's message names as one who wrote it too. */
  static List<Author> named(String message) {
    return CO_AUTHOR
        .matcher(message)
        .results()
        .map(found -> new Author(found.group(1), found.group(2)))
        .toList();
  }

  private static Map<String, String> values(Subject subject) {
    return Map.of(
        "title",
        subject.title(),
        "number",
        Integer.toString(subject.number()),
        "author",
        subject.author(),
        "branch",
        subject.branch(),
        "description",
        withoutComments(subject.description()));
  }

  /** The same Markdown without HTML comments; what looks like one within code stays. */
  static String withoutComments(String markdown) {
    String text = markdown.replace("\r\n", "\n").replace("\u0000", "");
    List<SourceSpan> comments = new ArrayList<>();
    PARSER.parse(text).accept(new Comments(comments));
    StringBuilder left = new StringBuilder();
    int from = 0;
    for (SourceSpan span : comments) {
      left.append(text, Math.min(from, span.getInputIndex()), span.getInputIndex());
      from = span.getInputIndex() + span.getLength();
    }
    left.append(text, Math.min(from, text.length()), text.length());
    return left.toString().replaceAll("\n{3,}", "\n\n").strip();
  }

  /** Where comments stand, in their order. */
  private static final class Comments extends AbstractVisitor {
    private final List<SourceSpan> found;

    Comments(List<SourceSpan> found) {
      this.found = found;
    }

    @Override
    public void visit(HtmlBlock block) {
      note(block, block.getLiteral());
    }

    @Override
    public void visit(HtmlInline inline) {
      note(inline, inline.getLiteral());
    }

    private void note(Node node, @Nullable String literal) {
      if (literal != null && literal.stripLeading().startsWith("<!--")) {
        found.addAll(node.getSourceSpans());
      }
    }
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
