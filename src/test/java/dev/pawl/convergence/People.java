package dev.pawl.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.convergence.Fate.Step;
import dev.pawl.sandbox.SandboxControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Those who do what Pawl's issues ask for. They see GitHub, and the queue on Pawl's page. */
final class People {
  private static final String UPDATE = "Bring the capabilities up to date with ";
  private static final String GAP = "Gap analysis: ";
  private static final String TASK = "Task ";
  private static final String GONE = Place.PENDING + "z-gone.md";

  private final Place place;
  private final Script script;

  /** How many steps were taken, by what they are about. */
  private final Map<String, Integer> taken = new HashMap<>();

  /** The latest pull request, by what it is about. */
  private final Map<String, Integer> pulls = new HashMap<>();

  private int mostOpen;

  People(Place place, Script script) {
    this.place = place;
    this.script = script;
  }

  /** Something that may be done now. */
  record Turn(String about, Step step, int issue) {
    @Override
    public String toString() {
      return step + " " + about;
    }
  }

  /** How many tasks were open at once on GitHub whenever people looked. */
  int mostOpen() {
    return mostOpen;
  }

  /** Whether everything that was to be done is done. */
  boolean finished() {
    return script.fates().entrySet().stream()
            .filter(one -> script.comes(one.getKey()))
            .allMatch(one -> taken.getOrDefault(one.getKey(), 0) == one.getValue().steps().size())
        && open().isEmpty();
  }

  /** What may be done now, the oldest issue's first. */
  List<Turn> turns() {
    List<Turn> turns = new ArrayList<>();
    Map<String, Integer> open = open();
    Map<String, String> files = place.tree();
    boolean known = place.knowsTheQueue(files);
    Set<String> tree = files.keySet();
    open.forEach(
        (about, issue) -> {
          int next = taken.getOrDefault(about, 0);
          List<Step> steps = script.fate(about).steps();
          if (next < steps.size() && mayBegin(about, steps.get(next), known, tree)) {
            turns.add(new Turn(about, steps.get(next), issue));
          }
        });
    return turns;
  }

  /**
   * Whoever works looks first whether Pawl has seen the whole queue: when it is to run dry is a
   * matter of what Pawl knows. While it is being filled, nobody does, until it is handed over.
   */
  private boolean mayBegin(String about, Step step, boolean known, Set<String> tree) {
    if (about.equals("gap-1")) {
      return known || step != Step.MERGE;
    }
    boolean task = !about.startsWith("gap-") && !about.startsWith("update-");
    if (task && !tree.contains(Place.QUEUE + "processed/" + about + ".md")) {
      return false;
    }
    boolean fresh = taken.getOrDefault(about, 0) == 0;
    // What is put away with the last task is all there was: it must have ended by then.
    return known && !(about.equals("gap-2") && fresh && !place.unrest().isEmpty());
  }

  /** Pawl's open issues by what they are about; of two about the same, the older. */
  private Map<String, Integer> open() {
    Map<String, Integer> open = new LinkedHashMap<>();
    int gaps = 0;
    for (JsonNode issue : place.ownIssues()) {
      String title = issue.path("title").asText();
      if (title.startsWith(GAP)) {
        gaps++;
      }
      if (issue.path("state").asText().equals("open")) {
        open.putIfAbsent(about(title, gaps), issue.path("number").asInt());
      }
    }
    int tasks =
        open.keySet().stream()
            .filter(about -> !about.startsWith("gap-") && !about.startsWith("update-"))
            .collect(Collectors.toSet())
            .size();
    mostOpen = Math.max(mostOpen, tasks);
    return open;
  }

  private String about(String title, int gaps) {
    if (title.startsWith(GAP)) {
      return "gap-" + gaps;
    }
    if (title.startsWith(UPDATE)) {
      // The pull request has the title of its task.
      return "update-" + place.named(title).replaceFirst(".*«" + TASK + "(.*)»", "$1");
    }
    return title.replaceFirst("^" + TASK, "");
  }

  /**
   * Does it.
   *
   * @param by whether GitHub tells of it
   */
  void take(Turn turn, SandboxControl by) {
    String repository = place.repository;
    String about = turn.about();
    switch (turn.step()) {
      case OPEN -> open(turn, by);
      case FINISH -> {
        int number = pull(about);
        String head = place.github.pullRequest(repository, number).at("/head/sha").asText();
        by.check(repository, head, "build", "success");
        by.requestReview(repository, number, place.ada, place.bob);
      }
      case MERGE -> by.mergePullRequest(repository, pull(about), place.bob, "squash");
      case OPEN_AND_MERGE -> {
        open(turn, by);
        by.mergePullRequest(repository, pull(about), place.bob, "squash");
      }
      case DROP -> by.closePullRequest(repository, pull(about), place.bob);
      case CLOSE -> by.closeIssue(repository, turn.issue(), place.bob);
      case ADD_FILE -> commit(by, "Add", GONE, Place.text("gone"));
      case MEND_FILE ->
          commit(by, "Mend", Place.PENDING + Script.MENDED + ".md", Place.text(Script.MENDED));
      case TAKE_FILE_AWAY -> commit(by, "Take away", GONE, null);
    }
    taken.merge(about, 1, Integer::sum);
  }

  private int pull(String about) {
    Integer number = pulls.get(about);
    if (number == null) {
      throw new AssertionError("no pull request about " + about);
    }
    return number;
  }

  private void commit(SandboxControl by, String message, String path, @Nullable String text) {
    Map<String, @Nullable String> files = new HashMap<>();
    files.put(path, text);
    by.commit(place.repository, place.ada, "main", message, files);
  }

  private void open(Turn turn, SandboxControl by) {
    String about = turn.about();
    int before = taken.getOrDefault(about, 0);
    pulls.put(
        about,
        by.openPullRequest(
            place.repository,
            place.ada,
            about + "-" + before,
            about.startsWith("gap-") || about.startsWith("update-") ? about : TASK + about,
            "Fixes #" + turn.issue(),
            files(about)));
  }

  /** What a pull request brings. */
  private Map<String, @Nullable String> files(String about) {
    Map<String, @Nullable String> files = new HashMap<>();
    switch (about) {
      case "gap-1" ->
          Script.BROUGHT.forEach(task -> files.put(Place.PENDING + task + ".md", Place.text(task)));
      case "gap-2" -> files.put(Place.PENDING + Script.LAST + ".md", Place.text(Script.LAST));
      case "gap-3" ->
          files.put(
              Place.GOAL_REACHED, "The goal " + place.tree().get(Place.GOAL) + " is reached.\n");
      default -> {
        String task = about.replaceFirst("^update-", "");
        boolean update = !task.equals(about);
        if (!update) {
          files.put("src/" + task + ".md", "Here is " + task + ".\n");
        }
        if (update || script.fate(task) == Fate.WITH_CAPABILITIES) {
          files.put(
              Place.CAPABILITIES,
              place
                  .read(Place.CAPABILITIES)
                  .replace("Nothing of " + task + " yet.", "It has " + task + "."));
        }
      }
    }
    return files;
  }
}
