package dev.pawl.sandbox;

import io.quarkus.qute.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The issues as Pawl writes them, rendered from its own templates. */
public final class TaskTexts {
  private static final Engine ENGINE = Engine.builder().addDefaults().build();

  private static final Map<String, String> USUAL =
      Map.of(
          "goal", "planning/vision/goal.md",
          "capabilities", "planning/state/system_capabilities.md",
          "goalReached", "planning/state/goal_reached.md",
          "reviews", "planning/reviews",
          "queue", "planning/issue_queue");

  /** Nothing of it is where the defaults would have it. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "goal", "aim/north.md",
          "capabilities", "aim/able.md",
          "goalReached", "aim/arrived.md",
          "reviews", "aim/looks",
          "queue", "aim/line");

  private final Map<String, String> planning;

  private TaskTexts(Map<String, String> planning) {
    this.planning = planning;
  }

  public static TaskTexts usual() {
    return new TaskTexts(USUAL);
  }

  public static TaskTexts elsewhere() {
    return new TaskTexts(ELSEWHERE);
  }

  public String gapAnalysis(String blob, boolean hasCapabilities) {
    return text(
        "gap-analysis",
        Map.of(
            "goalBlob",
            blob,
            "hasCapabilities",
            hasCapabilities,
            "lack",
            hasCapabilities ? "" : "does not exist yet",
            "assigned",
            true));
  }

  public String development(String task) {
    return text("development", Map.of("task", task));
  }

  public String repair(String task) {
    return text("repair", Map.of("task", task));
  }

  public String capabilityUpdate(int pull, String title, String discussion) {
    return text(
        "capability-update", Map.of("pull", pull, "title", title, "discussion", discussion));
  }

  public String review(String lens, String lensTask) {
    return text("review", Map.of("lens", lens, "lensTask", lensTask));
  }

  public String reviewConsumption(String review) {
    return text("review-consumption", Map.of("review", review));
  }

  private String text(String name, Map<String, ?> data) {
    var template = ENGINE.parse(resource("/templates/issues/" + name + ".md"));
    var instance = template.instance().data("planning", planning);
    data.forEach(instance::data);
    return instance.render();
  }

  private static String resource(String path) {
    try (InputStream in = TaskTexts.class.getResourceAsStream(path)) {
      if (in == null) throw new IllegalStateException("no " + path);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
