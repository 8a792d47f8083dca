package dev.pawl.sandbox.control;

import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.world.GitEntry;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Planning files as a person would write them, at their usual places. */
record PlanningFiles(World world) {
  private static final String GOAL = "planning/vision/goal.md";
  private static final String PENDING = "planning/issue_queue/pending/";

  /** What is to be committed. */
  record Change(String path, String text, String message) {}

  /** The goal with one point more. */
  Change goal(String fullName, String point) {
    String line = oneLine(point);
    String before = read(fullName);
    String text = before == null ? "# Goal\n" : before.stripTrailing() + "\n";
    long numbered = text.lines().filter(each -> each.matches("\\d+\\. .*")).count();
    boolean listed = numbered > 0 || text.lines().anyMatch(each -> each.startsWith("- "));
    String item = (numbered > 0 ? (numbered + 1) + ". " : "- ") + line + "\n";
    return new Change(GOAL, text + (listed ? "" : "\n") + item, "Ask for more: " + line);
  }

  /** A task in the queue. */
  Change task(String title, String text) {
    String line = oneLine(title);
    return new Change(
        PENDING + "dev-" + Forms.slug(line) + ".md",
        "# " + line + "\n" + (text.isBlank() ? "" : "\n" + text.strip() + "\n"),
        "Queue: " + line);
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(200, line.length()));
  }

  private @Nullable String read(String fullName) {
    world.lock.lock();
    try {
      int slash = fullName.indexOf('/');
      Repository repository =
          world.repository(
              fullName.substring(0, Math.max(0, slash)), fullName.substring(slash + 1));
      if (repository == null) throw ApiError.of(404, "There is no such repository.");
      GitRepository git = world.git.of(repository);
      String head = git.head(repository.defaultBranch);
      GitEntry entry = head == null ? null : git.at(head, GOAL);
      return entry == null ? null : new String(git.blob(entry.sha()), StandardCharsets.UTF_8);
    } finally {
      world.lock.unlock();
    }
  }
}
