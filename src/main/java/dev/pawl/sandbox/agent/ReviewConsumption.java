package dev.pawl.sandbox.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a file in the queue of each task that a review proposes. */
final class ReviewConsumption {
  private static final int MOST_TASKS = 10;
  private static final Pattern BULLET = Pattern.compile("(?m)^[-*] +(\\S.*)$");
  private static final Pattern REVIEW = Pattern.compile("(?:.*/)?review-[^/<>]*\\.md");

  private final Assignment assignment;

  ReviewConsumption(Assignment assignment) {
    this.assignment = assignment;
  }

  Work make() {
    String review = review();
    Set<String> taken = new LinkedHashSet<>(assignment.project().paths());
    Map<String, String> files = new TreeMap<>();
    for (String wish : wishes(review)) {
      Feature task = Feature.named(wish);
      Queue queue = new Queue(assignment.places().queue(), taken);
      String path = queue.free("review-" + task.slug());
      taken.add(path);
      files.put(path, text(task, review));
    }
    return new Work(
        "Tasks of a review",
        "What `" + review + "` advises, as " + files.size() + " tasks.",
        files,
        Map.of());
  }

  /** The review that the issue names; empty where it names none. */
  private String review() {
    for (String document : IssueText.documents(assignment.body()))
      if (!document.contains("/pending/") && REVIEW.matcher(document).matches()) return document;
    return "";
  }

  /** One at least: who is asked for tasks finds one. */
  private List<String> wishes(String review) {
    String text = review.isEmpty() ? "" : assignment.text(review);
    int at = text.indexOf(Reviewing.CANDIDATES);
    Matcher bullet = BULLET.matcher(at < 0 ? text : text.substring(at));
    List<String> wishes = new ArrayList<>();
    while (bullet.find() && wishes.size() < MOST_TASKS) wishes.add(bullet.group(1).strip());
    return wishes.isEmpty() ? List.of("Say what happens on a timeout.") : wishes;
  }

  private static String text(Feature task, String review) {
    return """
        # %s

        ## Why

        `%s` says: %s

        ## What must exist

        The smallest thing that does it.

        ## How one sees that it works

        A test shows it.
        """
        .formatted(task.title(), review, task.wish());
  }
}
