package dev.pawl.sandbox.agent;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in the queue's folders, whichever of them a file has come to.
 *
 * @param folder the one that has them
 * @param paths all of the project's files
 */
record Queue(String folder, Set<String> paths) {
  private static final List<String> PARTS = List.of("pending", "processed", "complete");

  /** Whether there was such a task, numbered or not. */
  boolean knows(String name) {
    Pattern file = Pattern.compile(Pattern.quote(name) + "(-\\d+)?\\.md");
    return PARTS.stream()
        .map(part -> folder + "/" + part + "/")
        .anyMatch(
            part ->
                paths.stream()
                    .anyMatch(
                        path ->
                            path.startsWith(part)
                                && file.matcher(path.substring(part.length())).matches()));
  }

  /** A path in pending/ for a new task; numbered where the name was used before. */
  String free(String name) {
    String free = name;
    for (int i = 2; isUsed(free); i++) free = name + "-" + i;
    return folder + "/pending/" + free + ".md";
  }

  private boolean isUsed(String name) {
    return PARTS.stream()
        .anyMatch(part -> paths.contains(folder + "/" + part + "/" + name + ".md"));
  }
}
