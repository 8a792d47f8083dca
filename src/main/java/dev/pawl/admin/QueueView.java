package dev.pawl.admin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The tasks that wait for their turn, in the order in which they are promoted. */
final class QueueView {
  /** How many are shown. */
  private static final int MOST = 100;

  /** Bytewise, as git has them: no language's order, and capital letters first. */
  private static final Comparator<Waiting> PROMOTED =
      Comparator.comparing(
          waiting -> waiting.path().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private QueueView() {}

  /**
   * A file below {@code pending/} as the mirror has it.
   *
   * @param aside whether it is set aside, since it is no task that can be taken up
   */
  record Waiting(String path, long bytes, boolean aside) {}

  /**
   * @param items at most 100, in their order
   * @param more how many tasks are not shown
   * @param aside how many are set aside
   * @param others files below {@code pending/} that are no tasks, since they are no Markdown
   * @param folder where tasks are put
   * @param link where on GitHub one is written
   */
  record Queue(
      List<Item> items, int more, int aside, List<String> others, String folder, String link) {
    /** How many tasks there are. */
    public int all() {
      return items.size() + more;
    }
  }

  /**
   * @param name without its folder
   * @param next whether its turn is the next one
   * @param aside whether it is set aside; an intervention says why
   */
  record Item(String path, String name, long bytes, boolean next, boolean aside, String link) {}

  /**
   * @param beyond how many files come after these, which were not looked at yet
   * @param folder the queue's folder of the settings
   */
  static Queue of(List<Waiting> files, int beyond, String folder, FileLinks links) {
    String pending = folder + "/pending/";
    List<Waiting> tasks = files.stream().filter(QueueView::task).sorted(PROMOTED).toList();
    List<Item> items = new ArrayList<>();
    boolean found = false;
    for (Waiting task : tasks.subList(0, Math.min(MOST, tasks.size()))) {
      boolean next = !task.aside() && !found;
      found |= next;
      items.add(
          new Item(
              task.path(),
              name(task, pending),
              task.bytes(),
              next,
              task.aside(),
              links.show(task.path())));
    }
    return new Queue(
        List.copyOf(items),
        tasks.size() - items.size() + beyond,
        (int) tasks.stream().filter(Waiting::aside).count(),
        files.stream()
            .filter(file -> !task(file))
            .sorted(PROMOTED)
            .limit(MOST)
            .map(file -> name(file, pending))
            .toList(),
        pending,
        links.write(pending + "dev-.md"));
  }

  private static boolean task(Waiting file) {
    return file.path().endsWith(".md");
  }

  private static String name(Waiting file, String pending) {
    return file.path().startsWith(pending) ? file.path().substring(pending.length()) : file.path();
  }
}
