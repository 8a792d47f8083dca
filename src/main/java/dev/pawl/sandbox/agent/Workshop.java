package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.world.AgentMood;
import java.util.Map;
import java.util.TreeMap;

/** Makes the work of an issue out of its text and what the project has; the same for the same. */
final class Workshop {
  /** What the checks stumble over in documents. */
  static final String UNFINISHED = "TODO(agent)";

  /** What they stumble over in code. */
  static final String UNSUPPORTED = "UnsupportedOperationException";

  private final Assignment assignment;
  private final Kind kind;

  Workshop(Assignment assignment) {
    this.assignment = assignment;
    this.kind = assignment.kind();
  }

  Kind kind() {
    return kind;
  }

  /** The work as an agent in this mood does it in this attempt. */
  Work make(AgentMood mood, int attempt) {
    Work work =
        mood == AgentMood.SAME_TASK_AGAIN && kind == Kind.GAP_ANALYSIS
            ? new GapAnalysis(assignment).makeAgain()
            : make();
    return mood == AgentMood.FAILS_CHECKS ? broken(work, attempt) : work;
  }

  private Work make() {
    return switch (kind) {
      case GAP_ANALYSIS -> new GapAnalysis(assignment).make();
      case CAPABILITY_UPDATE -> new CapabilityUpdate(assignment).make();
      case REVIEW -> new Reviewing(assignment).make();
      case REVIEW_CONSUMPTION -> new ReviewConsumption(assignment).make();
      case DEVELOPMENT, REPAIR -> new Development(assignment).make();
    };
  }

  /** What an agent in this mood changes besides, though its task says not to; text by path. */
  Map<String, String> excess(AgentMood mood) {
    String goal = assignment.places().goal();
    boolean gap = kind == Kind.GAP_ANALYSIS;
    return switch (mood) {
      case ANOTHER_FILE ->
          kind.isPlanning() && kind != Kind.CAPABILITY_UPDATE
              ? Map.of("README.md", assignment.text("README.md") + "\nMore is planned.\n")
              : Map.of();
      case TWO_TASKS -> gap ? new GapAnalysis(assignment).second() : Map.of();
      case EDITS_THE_GOAL ->
          gap
              ? Map.of(goal, assignment.text(goal) + "\n- It does all of this by itself.\n")
              : Map.of();
      case TOUCHES_CODE -> kind == Kind.CAPABILITY_UPDATE ? code() : Map.of();
      default -> Map.of();
    };
  }

  private Map<String, String> code() {
    String name = assignment.project().name();
    Feature beside = new Feature("What it can do", "", "Capabilities");
    return Map.of(beside.sourcePath(name), beside.source(name));
  }

  private static Work broken(Work work, int attempt) {
    var files = new TreeMap<String, String>();
    work.files().forEach((path, text) -> files.put(path, broken(path, text, attempt)));
    var proof = new TreeMap<String, String>();
    work.proof()
        .forEach(
            (path, text) ->
                proof.put(path, files.containsKey(path) ? broken(path, text, attempt) : text));
    return new Work(work.title(), work.summary(), files, proof);
  }

  private static String broken(String path, String text, int attempt) {
    String again = attempt == 1 ? "" : ", attempt " + attempt;
    return path.endsWith(".java")
        ? text.replaceFirst(
            "return ", "throw new " + UNSUPPORTED + "(\"not yet" + again + "\"); // return ")
        : text + "\n" + UNFINISHED + ": say more" + again + ".\n";
  }
}
