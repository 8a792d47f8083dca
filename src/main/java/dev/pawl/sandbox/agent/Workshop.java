package dev.pawl.sandbox.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the work of an issue out of its text and what the project has; the same for the same. */
final class Workshop {
  /** What the checks stumble over in documents. */
  static final String UNFINISHED = "TODO(agent)";

  /** What they stumble over in code. */
  static final String UNSUPPORTED = "UnsupportedOperationException";

  private final Project project;
  private final String title;
  private final Places places;

  /** The day of the issue, as 2026-01-31. */
  private final String day;

  private final String body;

  Workshop(Project project, String title, String body, String day) {
    this.project = project;
    this.title = title;
    this.body = body;
    this.day = day;
    this.places = Places.in(body);
  }

  /** In a state that the checks do not let pass, another one in each attempt. */
  Work makeBroken(int attempt) {
    return broken(make(), attempt);
  }

  Work make() {
    return switch (Kind.of(title, body)) {
      case GAP_ANALYSIS -> gap();
      case CAPABILITY_UPDATE -> capabilities();
      case REVIEW -> review();
      case REVIEW_CONSUMPTION -> consumption();
      case DEVELOPMENT, REPAIR -> development();
    };
  }

  private Work gap() {
    Set<String> paths = project.paths();
    String known = lower(text(places.capabilities()));
    for (Feature feature : features()) {
      String file = "/dev-" + feature.slug() + ".md";
      boolean there =
          paths.contains(feature.sourcePath(project.name()))
              || known.contains(lower(feature.title()))
              || paths.stream()
                  .anyMatch(p -> p.startsWith(places.queue() + "/") && p.endsWith(file));
      if (!there) return task(feature, places.queue() + "/pending" + file);
    }
    String reached =
        """
        # The goal is reached

        Compared with `%s` at blob %s. Every point of it is there, each with a test.
        """
            .formatted(places.goal(), project.blob(places.goal()));
    return new Work(
        "The goal is reached",
        "Nothing that the goal asks for is missing.",
        Map.of(places.goalReached(), reached),
        Map.of());
  }

  private Work task(Feature feature, String path) {
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
            """
                .formatted(feature.sourcePath(project.name()), feature.testPath(project.name()));
    return new Work(
        "Next task: " + feature.title(),
        "The most important thing that the goal asks for and that is not there yet.",
        Map.of(path, first),
        Map.of(path, whole));
  }

  private Work development() {
    Feature feature = feature();
    String name = project.name();
    return new Work(
        feature.title(),
        "Adds `" + feature.className() + "` with its test.",
        Map.of(feature.sourcePath(name), feature.source(name)),
        Map.of(feature.testPath(name), feature.test(name)));
  }

  /** What the issue names of the goal, or what its own title says. */
  private Feature feature() {
    String text = lower(title + "\n" + body);
    for (Feature feature : features()) if (text.contains(lower(feature.title()))) return feature;
    return Feature.titled(title.replaceFirst("^\\[[^\\]]*]\\s*", ""), title);
  }

  private Work capabilities() {
    String document = text(places.capabilities());
    if (document.isEmpty()) document = "# What the system can do\n";
    Set<String> paths = project.paths();
    List<String> lines = new ArrayList<>();
    for (Feature feature : features())
      if (paths.contains(feature.sourcePath(project.name()))
          && !lower(document).contains(lower(feature.title())))
        lines.add("- " + feature.title() + ".");
    if (lines.isEmpty()) lines.add("- " + feature().title() + ".");
    List<String> all = new ArrayList<>(document.lines().toList());
    int at = all.size();
    for (int i = 0; i < all.size(); i++) if (all.get(i).startsWith("- ")) at = i + 1;
    all.addAll(at, lines);
    return new Work(
        "The capabilities say what was merged",
        String.join("\n", lines),
        Map.of(places.capabilities(), String.join("\n", all) + "\n"),
        Map.of());
  }

  private Work review() {
    String slug = Feature.titled(title, title).slug();
    String text =
        """
        # %s

        ## Findings

        - Each class has one test; none looks at what happens when a host answers slowly.

        ## Advice

        - Write down what the program does on a timeout, and test it.
        """
            .formatted(title);
    String path = Places.REVIEWS + "review-" + day + "-" + slug + ".md";
    return new Work(title, "One look at what there is.", Map.of(path, text), Map.of());
  }

  private Work consumption() {
    String text =
        """
        # Say what happens on a timeout

        ## What must exist

        A test that shows what the program does when a host answers slowly.
        """;
    return new Work(
        title,
        "The advice of the review as a task.",
        Map.of(places.queue() + "/pending/review-" + day + "-timeout.md", text),
        Map.of());
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

  private List<Feature> features() {
    return Feature.of(text(places.goal()));
  }

  private String text(String path) {
    String text = project.read(path);
    return text == null ? "" : text;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
