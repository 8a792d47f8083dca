package dev.pawl.sandbox.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the planning files are: as the text names them, else the usual places.
 *
 * @param queue the folder that has pending/ in it
 */
record Places(String goal, String capabilities, String queue, String goalReached) {
  static final String REVIEWS = "planning/reviews/";

  static Places in(String body) {
    String pending = named(body, "(\\S+)/pending/\\S*", "planning/issue_queue");
    return new Places(
        named(body, "(\\S*goal\\.md)", "planning/vision/goal.md"),
        named(body, "(\\S*capabilit\\S*\\.md)", "planning/state/system_capabilities.md"),
        pending,
        named(body, "(\\S*goal_?reached\\S*\\.md)", "planning/state/goal_reached.md"));
  }

  private static String named(String body, String pattern, String otherwise) {
    Matcher matcher = Pattern.compile("`" + pattern + "`").matcher(body);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
