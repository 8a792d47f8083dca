package dev.pawl.mirror;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The issues of the same repository that a pull request's text speaks of. What stands in code or in
 * a hidden comment is no reference, as on GitHub.
 *
 * @param closes those after one of GitHub's closing words
 * @param names all of them
 * @see <a
 *     href="https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue">Linking
 *     a pull request to an issue</a>
 */
public record IssueReferences(Set<Integer> closes, Set<Integer> names) {
  /** A hostile text may name any number of issues; nobody needs more. */
  private static final int MOST = 50;

  private static final Pattern HIDDEN =
      Pattern.compile(
          "<!--.*?(?:-->|\\z)|^[ ]{0,3}(`{3,}|~{3,}).*?(?:^[ ]{0,3}\\1|\\z)|`[^`\\n]*+`",
          Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:\\b(close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \\t]++)?"
              + "(?:(?<![\\w/&])(?:([\\w.-]{1,100}+/[\\w.-]{1,100}+)?#|GH-)(\\d{1,9}+)"
              + "|https?://[^\\s/]{1,200}+/([\\w.-]{1,100}+/[\\w.-]{1,100}+)/(?:issues|pull)/(\\d{1,9}+))\\b",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads a text.
   *
   * @param repository the repository's owner and name, as in {@code acme/lighthouse}; a reference
   *     to another one does not count
   */
  public static IssueReferences in(String text, String repository) {
    Set<Integer> closes = new TreeSet<>();
    Set<Integer> names = new TreeSet<>();
    Matcher found = REFERENCE.matcher(HIDDEN.matcher(text).replaceAll(" "));
    while (found.find() && names.size() < MOST) {
      String where = found.group(2) == null ? found.group(4) : found.group(2);
      if (where != null && !where.equalsIgnoreCase(repository)) {
        continue;
      }
      int number = Integer.parseInt(found.group(3) == null ? found.group(5) : found.group(3));
      names.add(number);
      if (found.group(1) != null) {
        closes.add(number);
      }
    }
    return new IssueReferences(closes, names);
  }
}
