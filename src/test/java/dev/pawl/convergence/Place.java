package dev.pawl.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.chaos.Stage;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.SandboxControl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A repository, as it is on GitHub and as Pawl believes it to be. */
final class Place {
  static final String GOAL = "planning/vision/goal.md";
  static final String CAPABILITIES = "planning/state/system_capabilities.md";
  static final String GOAL_REACHED = "planning/state/goal_reached.md";
  static final String SETTINGS = ".github/pawl.yml";
  static final String QUEUE = "planning/issue_queue/";
  static final String PENDING = QUEUE + "pending/";

  private static final Pattern NUMBER = Pattern.compile("#(\\d+)");
  private static final String OPEN_EFFECTS =
      "select count(*) from effect where state in ('planned', 'claimed', 'unknown')";
  private static final String DOUBTS =
      "select count(*) from mirror_pull_request where tracked"
          + " and (dirty is not null or ask_at is not null)";
  private static int places;

  final Stage stage;
  final SandboxControl github;
  final String repository;
  final String ada;
  final String bob;
  private final Api reader;

  /**
   * @param inFlight {@code loop.max_in_flight}
   */
  Place(Stage stage, int inFlight) {
    this.stage = stage;
    github = stage.github();
    String owner = "loop" + ++places;
    repository = owner + "/lamp";
    github.createAccount(owner, "Organization");
    github.createRepository(owner, "lamp", files(inFlight));
    ada = owner + "-ada";
    bob = owner + "-bob";
    reader = new Api(github.url(), github.createPerson(ada));
    github.createPerson(bob);
    github.permit(repository, ada, "write");
    github.permit(repository, bob, "write");
  }

  private static Map<String, String> files(int inFlight) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", "# lamp\n");
    files.put(GOAL, "Light up the coast.\n");
    files.put(CAPABILITIES, capabilities());
    files.put(SETTINGS, "loop:\n  max_in_flight: %d\nreviews:\n  every: 0\n".formatted(inFlight));
    for (String task : Script.AT_FIRST) {
      files.put(PENDING + task + ".md", text(task));
    }
    files.put(PENDING + Script.MENDED + ".md", " \n");
    return files;
  }

  /** A paragraph for each task, far enough apart that no two changes touch each other. */
  private static String capabilities() {
    return Script.tasks().stream()
        .map(task -> "## About %s\n\nNothing of %s yet.\n\n".formatted(task, task))
        .collect(Collectors.joining("\n", "# Capabilities\n\n", ""));
  }

  /** The file of a task. */
  static String text(String task) {
    return "# Task " + task + "\n\nMake it.\n";
  }

  void install() {
    github.install(repository.split("/")[0]);
  }

  /** What the repository has in its default branch: blobs by path. */
  Map<String, String> tree() {
    Map<String, String> tree = new TreeMap<>();
    for (JsonNode file :
        reader.get("/repos/" + repository + "/git/trees/main?recursive=1").json().path("tree")) {
      if (file.path("type").asText().equals("blob")) {
        tree.put(file.path("path").asText(), file.path("sha").asText());
      }
    }
    return tree;
  }

  String read(String path) {
    JsonNode file = reader.get("/repos/" + repository + "/contents/" + path).json();
    return new String(
        Base64.getMimeDecoder().decode(file.path("content").asText()), StandardCharsets.UTF_8);
  }

  /** The issues that Pawl has made, oldest first. */
  List<JsonNode> ownIssues() {
    return github.issues(repository).stream()
        .filter(issue -> issue.path("pull_request").isMissingNode())
        .filter(issue -> !issue.path("performed_via_github_app").path("id").isMissingNode())
        .toList();
  }

  /** The same words with the titles of issues and pull requests for their numbers. */
  String named(String words) {
    Map<Integer, String> titles =
        github.issues(repository).stream()
            .collect(
                Collectors.toMap(
                    issue -> issue.path("number").asInt(), issue -> issue.path("title").asText()));
    return NUMBER
        .matcher(words)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "«" + titles.getOrDefault(Integer.valueOf(found.group(1)), "?") + "»"));
  }

  long id() {
    return stage.count(
        "select id from mirror_repository where owner = '" + repository.split("/")[0] + "'");
  }

  /** Counts in this repository, whose id is put behind the statement. */
  long count(String sql) {
    return stage.count(sql + id());
  }

  List<String> texts(String sql) {
    return stage.texts(sql.formatted(id()));
  }

  /** Whether Pawl knows each file of this tree that waits. */
  boolean knowsTheQueue(Map<String, String> tree) {
    Set<String> waiting =
        tree.entrySet().stream()
            .filter(file -> file.getKey().startsWith(PENDING))
            .map(file -> file.getKey() + " " + file.getValue())
            .collect(Collectors.toSet());
    return waiting.equals(
        new HashSet<>(
            texts(
                "select path || ' ' || blob from mirror_file where role like 'PENDING%%'"
                    + " and repository_id = %d")));
  }

  /** Waits until nothing is on its way to Pawl, and nobody works in this repository's lane. */
  void quiet() {
    // To wait takes a moment even where there is nothing to wait for.
    if (!isQuiet()) {
      stage.eventually(this::isQuiet);
    }
  }

  private boolean isQuiet() {
    return stage.count(
            """
            select case when r.id is null then 1 else
              (select count(*) from delivery d where d.state = 'pending'
                and d.lane = 'repo:' || r.id)
              + (select count(*) from lane l where l.name = 'repo:' || r.id
                and (l.lease_until > clock_timestamp() or l.wake_at <= '%s')) end
            from (select max(id) as id from mirror_repository
              where owner || '/' || name = '%s') r
            """
                .formatted(github.now(), repository))
        == 0;
  }

  /** What GitHub and Pawl do not agree about, and what is not over; empty at rest. */
  List<String> unrest() {
    List<String> unrest = new ArrayList<>();
    if (!github.deliveriesSettled()) {
      unrest.add("a delivery is under way");
    }
    differ(
        unrest,
        "issues",
        ownIssues().stream()
            .map(issue -> issue.path("number").asInt() + " " + issue.path("state").asText())
            .toList(),
        "select number || ' ' || state from mirror_issue where effect_key is not null"
            + " and repository_id = %d");
    differ(
        unrest,
        "pull requests",
        github.pullRequests(repository).stream()
            .filter(pull -> open(pull) || merged(pull) || isKnown(pull))
            .map(
                pull ->
                    pull.path("number").asInt()
                        + " "
                        + (merged(pull) ? "merged" : pull.path("state").asText()))
            .toList(),
        "select number || ' ' || state from mirror_pull_request where repository_id = %d");
    Map<String, String> tree = tree();
    differ(
        unrest,
        "files",
        List.of(GOAL, CAPABILITIES, GOAL_REACHED).stream()
            .filter(tree::containsKey)
            .map(path -> path + " " + tree.get(path))
            .toList(),
        "select path || ' ' || blob from mirror_file where role in ('GOAL', 'CAPABILITIES',"
            + " 'GOAL_REACHED') and repository_id = %d");
    if (!knowsTheQueue(tree)) {
      unrest.add("the queue is another one than Pawl knows");
    }
    if (count(OPEN_EFFECTS + " and repository_id = ") > 0) {
      unrest.add("a write is under way");
    }
    if (count(DOUBTS + " and repository_id = ") > 0) {
      unrest.add("a pull request is in doubt");
    }
    return unrest;
  }

  /** One that was opened and closed without a word is nobody's work, and nothing asks for it. */
  private boolean isKnown(JsonNode pull) {
    return texts("select number::text from mirror_pull_request where repository_id = %d")
        .contains(pull.path("number").asText());
  }

  private static boolean open(JsonNode pull) {
    return pull.path("state").asText().equals("open");
  }

  private static boolean merged(JsonNode pull) {
    return pull.path("merged").asBoolean();
  }

  private void differ(List<String> unrest, String what, List<String> truth, String sql) {
    Set<String> believed = new HashSet<>(texts(sql));
    if (!believed.equals(new HashSet<>(truth))) {
      unrest.add(what + ": GitHub has " + truth + ", Pawl believes " + believed);
    }
  }
}
