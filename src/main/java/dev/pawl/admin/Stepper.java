package dev.pawl.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The nine steps of the loop, with the one where a repository stands.
 *
 * @param groups the three parts of a turn, in order
 * @param current the label of the current step, such as {@code 2b}; empty: it stands at none
 * @param outside why it stands at none, as one sentence; empty where it stands at one
 */
record Stepper(List<Group> groups, String current, String outside) {
  private static final List<String> NAMES =
      List.of("Gap analysis", "Development", "Capability update");
  private static final List<Letter> LETTERS =
      List.of(
          new Letter("a", "issue, no pull request yet"),
          new Letter("b", "pull request at work"),
          new Letter("c", "pull request ready"));
  private static final String BETWEEN = "·";

  private record Letter(String letter, String what) {}

  /** One part of a turn. */
  record Group(int number, String name, List<Step> steps) {
    /** Whether the current step is one of its. */
    public boolean holds() {
      return steps.stream().anyMatch(Step::current);
    }
  }

  /**
   * @param label such as {@code 2b}
   * @param what what it means, in half a sentence
   */
  record Step(String label, String what, boolean current) {}

  /**
   * @param stage as a decision has it; empty: nothing was decided yet
   */
  static Stepper of(String stage) {
    List<Group> groups = new ArrayList<>();
    for (int number = 1; number <= NAMES.size(); number++) {
      List<Step> steps = new ArrayList<>();
      for (Letter letter : LETTERS) {
        String label = number + letter.letter();
        steps.add(new Step(label, letter.what(), label.equals(stage)));
      }
      groups.add(new Group(number, NAMES.get(number - 1), List.copyOf(steps)));
    }
    boolean inside = groups.stream().anyMatch(Group::holds);
    return new Stepper(List.copyOf(groups), inside ? stage : "", inside ? "" : outside(stage));
  }

  private static String outside(String stage) {
    return switch (stage) {
      case "" ->
          "At none of the steps yet: the repository is read first; where it has a goal, a turn"
              + " begins with 1a.";
      case "idle" -> "At none of the steps: the loop is not running here.";
      case "paused" -> "At none of the steps while it is paused.";
      case "needs-you" -> "At none of the steps until a person has decided.";
      case "done" -> "At none of the steps: the goal is reached. A new goal begins with 1a.";
      default -> "At a stage that this page does not know: " + stage + ".";
    };
  }

  /** The labels before the current one, for one line; empty where there is none. */
  public String before() {
    int at = labels().indexOf(current);
    return at <= 0 ? "" : joined(labels().subList(0, at)) + BETWEEN;
  }

  /** The labels after the current one, for one line; empty where there is none. */
  public String after() {
    List<String> labels = labels();
    int at = labels.indexOf(current);
    return at < 0 || at == labels.size() - 1
        ? ""
        : BETWEEN + joined(labels.subList(at + 1, labels.size()));
  }

  private List<String> labels() {
    return groups.stream().flatMap(group -> group.steps().stream()).map(Step::label).toList();
  }

  private static String joined(List<String> labels) {
    return labels.stream().collect(Collectors.joining(BETWEEN));
  }
}
