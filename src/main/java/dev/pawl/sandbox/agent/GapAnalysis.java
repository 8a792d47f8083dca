package dev.pawl.sandbox.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the goal with what there is: the first point that is missing becomes a task. */
final class GapAnalysis {
  private final Assignment assignment;
  private final Places places;
  private final List<Feature> features;
  private final Set<String> paths;
  private final String name;

  GapAnalysis(Assignment assignment) {
    this.assignment = assignment;
    this.places = assignment.places();
    this.features = assignment.features();
    this.paths = assignment.project().paths();
    this.name = assignment.project().name();
  }

  Work make() {
    List<Feature> missing = missing();
    return missing.isEmpty() ? reached() : task(missing.getFirst());
  }

  /** The goal's first point, whatever was made of it before. */
  Work makeAgain() {
    return features.isEmpty() ? reached() : task(features.getFirst());
  }

  /** The task after the one that it is asked for, by path. */
  Map<String, String> second() {
    List<Feature> missing = missing();
    Feature next =
        missing.size() > 1
            ? missing.get(1)
            : Feature.titled("Look everything over once more", "all of it");
    return task(next).proof();
  }

  private List<Feature> missing() {
    String known = assignment.text(places.capabilities());
    Queue queue = new Queue(places.queue(), paths);
    return features.stream()
        .filter(
            feature ->
                !paths.contains(feature.sourcePath(name))
                    && !Assignment.contains(known, feature.title())
                    && !queue.knows("dev-" + feature.slug()))
        .toList();
  }

  private Work task(Feature feature) {
    String path = new Queue(places.queue(), paths).free("dev-" + feature.slug());
    String first =
        """
        # %s

        ## Why

        The goal says: %s
        """
            .formatted(feature.title(), feature.wish());
    String whole =
        first
            + """

            ## What must exist

            `%s`, small and without dependencies.

            ## How one sees that it works

            `%s` passes.

            ## Tests

            One class, run with assertions enabled, that fails when any of the above is not so.
            """
                .formatted(feature.sourcePath(name), feature.testPath(name));
    return new Work(
        "Next task: " + feature.title(),
        "The most important thing that the goal asks for and that is not there yet.",
        Map.of(path, first),
        Map.of(path, whole));
  }

  private Work reached() {
    StringBuilder text =
        new StringBuilder(
            """
            # The goal is reached

            Compared with `%s` at blob %s. Every point of it is there, each with a test.
            """
                .formatted(places.goal(), assignment.project().blob(places.goal())));
    if (!features.isEmpty()) text.append('\n');
    for (Feature feature : features) text.append("- ").append(feature.title()).append(".\n");
    return new Work(
        "The goal is reached",
        "Nothing that the goal asks for is missing.",
        Map.of(places.goalReached(), text.toString()),
        Map.of());
  }
}
