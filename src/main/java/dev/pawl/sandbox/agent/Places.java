package dev.pawl.sandbox.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the planning files are: as the issue's text names them, else the usual places.
 *
 * @param queue the folder that has pending/ in it
 * @param reviews the folder of reviews
 */
record Places(String goal, String capabilities, String queue, String goalReached, String reviews) {
  static Places in(String body) {
    String output = new IssueText(body).output();
    return new Places(
        first(
            body,
            "planning/vision/goal.md",
            "(?i)\\bgoal: `([^`\\s]{1,300})`",
            "`(\\S*goal\\.md)`"),
        first(
            body,
            "planning/state/system_capabilities.md",
            "(?i)\\bcan do now: `([^`\\s]{1,300})`",
            "`(\\S*capabilit\\S*\\.md)`"),
        first(body, "planning/issue_queue", "`(\\S+)/pending/[^`\\s]*`"),
        reached(output, body),
        first(output, "planning/reviews", "`([^`\\s]+)/review-[^`\\s/]*\\.md`"));
  }

  /** The output's one document outside of the queue; elsewhere what has such a name. */
  private static String reached(String output, String body) {
    if (output.contains("/pending/dev-"))
      for (String document : IssueText.documents(output))
        if (!document.contains("/pending/")) return document;
    return first(body, "planning/state/goal_reached.md", "`(\\S*goal_?reached\\S*\\.md)`");
  }

  private static String first(String text, String otherwise, String... patterns) {
    for (String pattern : patterns) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      if (matcher.find()) return matcher.group(1);
    }
    return otherwise;
  }
}
