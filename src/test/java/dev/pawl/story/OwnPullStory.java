package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Stories of pull requests that Pawl makes itself. */
abstract class OwnPullStory extends MergeStory {
  static final String QUEUE = "planning/issue_queue/";
  static final String PENDING = QUEUE + "pending/a.md";
  static final String PROCESSED = QUEUE + "processed/a.md";

  Visitor visitor;
  private @Nullable Api reader;

  @BeforeEach
  void come() {
    visitor = new Visitor(webhook());
    reader = new Api(github.url(), github.createPerson(owner + "-reader"));
  }

  /** A repository with one task, whose default branch takes nothing but pull requests. */
  String guarded(String name, int approvals) {
    String repository =
        repository(
            name,
            Map.of(
                "README.md",
                "#",
                GOAL,
                "Light up.",
                ".github/pawl.yml",
                "agent:\n  max_attempts: 2\n",
                PENDING,
                "# A\n\nDo it.\n"));
    github
        .untold()
        .rule(repository, "pull_request", Map.of("required_approving_review_count", approvals));
    github.install(owner);
    return repository;
  }

  /** Pawl's own pull requests, oldest first. */
  List<JsonNode> own(String repository) {
    return github.pullRequests(repository).stream()
        .filter(pull -> pull.at("/head/ref").asText().startsWith("pawl/"))
        .sorted((one, other) -> one.path("number").asInt() - other.path("number").asInt())
        .toList();
  }

  List<Integer> open(String repository) {
    return own(repository).stream()
        .filter(pull -> pull.path("state").asText().equals("open"))
        .map(pull -> pull.path("number").asInt())
        .toList();
  }

  /** The one that is open, once it is there. */
  int opened(String repository) {
    eventually(() -> open(repository).size() == 1);
    settled();
    return open(repository).getFirst();
  }

  void passesItsCheck(String repository, int number) {
    github.check(
        repository,
        github.pullRequest(repository, number).at("/head/sha").asText(),
        "build",
        "success");
  }

  List<JsonNode> needs(String repository) {
    return visitor
        .json("/api/repositories/" + repository + "/work")
        .path("interventions")
        .valueStream()
        .toList();
  }

  List<String> files(String repository, String branch) {
    List<String> paths = new ArrayList<>();
    for (JsonNode file : tree(repository, branch)) {
      if (file.path("type").asText().equals("blob")) {
        paths.add(file.path("path").asText());
      }
    }
    return paths;
  }

  private JsonNode tree(String repository, String branch) {
    return get("/repos/" + repository + "/git/trees/" + branch.replace("/", "%2F") + "?recursive=1")
        .path("tree");
  }

  String text(String repository, String branch, String path) {
    String blob =
        tree(repository, branch)
            .valueStream()
            .filter(file -> file.path("path").asText().equals(path))
            .findFirst()
            .map(file -> file.path("sha").asText())
            .orElseThrow(() -> new AssertionError("no " + path + " on " + branch));
    return new String(
        Base64.getMimeDecoder()
            .decode(get("/repos/" + repository + "/git/blobs/" + blob).path("content").asText()),
        StandardCharsets.UTF_8);
  }

  JsonNode get(String path) {
    return Objects.requireNonNull(reader).get(path).json();
  }

  boolean branchIsThere(String repository, String branch) {
    return Objects.requireNonNull(reader)
            .get("/repos/" + repository + "/git/ref/heads/" + branch)
            .status()
        == 200;
  }

  static Map<String, @Nullable String> without(String path) {
    Map<String, @Nullable String> files = new HashMap<>();
    files.put(path, null);
    return files;
  }

  /** How many requests of a kind have written something. */
  long written(String repository, String method, String path) {
    return github.requests(method, "/repos/" + repository + path).stream()
        .filter(request -> request.path("wrote").asBoolean(request.path("status").asInt() < 300))
        .count();
  }

  void goOn(JsonNode need) {
    assertThat(
            visitor
                .api(
                    "POST",
                    "/api/interventions/" + need.path("id").asLong(),
                    Map.of("choice", "go-on"))
                .statusCode())
        .isEqualTo(200);
  }

  /** How far the files are whose tasks were taken up. */
  String items(String repository) {
    return database()
        .execute(
            "select string_agg(state, ' ' order by id) as s from queue_item"
                + " where repository_id = $1",
            repositoryId(repository))
        .iterator()
        .next()
        .getString("s");
  }

  List<String> titles(String repository) {
    return ownIssues(repository).stream()
        .filter(issue -> issue.path("pull_request").isMissingNode())
        .map(issue -> issue.path("title").asText())
        .filter(title -> !title.startsWith("Gap analysis"))
        .toList();
  }
}
