package dev.pawl.sandbox.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an issue as an agent reads it: what it wants to have in the end stands in its last
 * section {@code ## Output}; files are named in backticks.
 */
record IssueText(String body) {
  private static final Pattern OUTPUT = Pattern.compile("(?m)^## Output[ \\t]*\\R");

  /** Another heading, or the line under which remarks stand. */
  private static final Pattern END = Pattern.compile("(?m)^(## |---[ \\t]*$)");

  private static final Pattern DOCUMENT = Pattern.compile("`([^`\\s]{1,300}\\.md)`");

  /** The last one: what is quoted above it may have one of its own. Empty where there is none. */
  String output() {
    Matcher heading = OUTPUT.matcher(body);
    int from = -1;
    while (heading.find()) from = heading.end();
    if (from < 0) return "";
    String rest = body.substring(from);
    Matcher end = END.matcher(rest);
    return end.find() ? rest.substring(0, end.start()) : rest;
  }

  /** The documents that a text names, in their order. */
  static List<String> documents(String text) {
    List<String> found = new ArrayList<>();
    Matcher document = DOCUMENT.matcher(text);
    while (document.find()) found.add(document.group(1));
    return found;
  }
}
