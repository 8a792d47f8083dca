package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.EffectStep;
import dev.pawl.effect.Intent.CommitFiles;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.lane.HeldLane;
import dev.pawl.sandbox.Api;
import dev.pawl.testing.Story;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Stories of planning files that are moved by commits, with the lane in the test's own hand. */
abstract class CommitFilesStory extends Story {
  protected static final String QUEUE = "planning/issue_queue/";
  protected static final String PENDING = QUEUE + "pending/dev-lens.md";
  protected static final String PROCESSED = QUEUE + "processed/dev-lens.md";
  protected static final String TEXT = "# A lens\r\n\r\nGrind it – 研ぐ 💡, and no line end";
  private static final String MUTATION = "mutation CommitFiles";

  private static final String HISTORY =
      """
      query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
        defaultBranchRef { target { ... on Commit { history(first: 100) {
          nodes { oid message author { email } } } } } } } }
      """;

  @Inject HeldLane lane;
  private @Nullable Api reader;
  protected String repository = "";
  protected String key = "";

  @AfterEach
  void letGo() {
    lane.release();
    github.recordBodies(false);
  }

  /** A repository with one pending file, and its lane in hand. */
  protected void open(String name) {
    open(name, PENDING, TEXT);
  }

  protected void open(String name, String pending, String text) {
    repository = repository(name, Map.of("README.md", "#", pending, text));
    github.install(owner);
    reader = new Api(github.url(), github.createPerson(owner + "-reader"));
    // Without a goal nothing is taken up by itself.
    eventually(() -> state(repository).equals("Idle"));
    key = "queue-move:" + repository;
    settled();
    lane.hold(repositoryId(repository));
    github.recordBodies(true);
    github.clearRequests();
  }

  protected void plan() {
    plan("main", new CommitFiles.Move(PENDING, blob(PENDING), PROCESSED, null));
  }

  protected void plan(String branch, CommitFiles.Move... moves) {
    lane.plan(
        new PlannedEffect(
            key,
            new CommitFiles(branch, "Promote dev-lens.md", List.of(moves), List.of()),
            "It is the next."));
  }

  protected Row effect() {
    return database().execute("select * from effect where key = $1", key).iterator().next();
  }

  protected void isDone() {
    assertThat(effect().getString("error")).isNull();
    assertThat(effect().getString("state")).isEqualTo("done");
  }

  /** It has ended for good, with this word, after so many requests to write. */
  protected void isOver(String outcome, String words, int writes) {
    assertThat(effect().getString("state")).isEqualTo("failed");
    assertThat(effect().getString("outcome")).isEqualTo(outcome);
    assertThat(effect().getString("error")).contains(words);
    passTime(Duration.ofHours(2));
    lane.act();
    assertThat(mutations()).hasSize(writes);
  }

  /** The file is moved as it was, by one commit of Pawl's. */
  protected void isMovedOnce() {
    assertThat(text(PENDING)).isNull();
    assertThat(text(PROCESSED)).isEqualTo(TEXT);
    assertThat(ownCommits()).hasSize(1);
  }

  protected JsonNode get(String path) {
    return read().get("/repos/" + repository + path).json();
  }

  private Api read() {
    return Objects.requireNonNull(reader);
  }

  /** Any bytes, which the control API does not take. */
  protected void write(String path, byte[] content) {
    github.permit(repository, owner + "-reader", "write");
    Api.Reply reply =
        read()
            .put(
                "/repos/" + repository + "/contents/" + path,
                Map.of(
                    "message",
                    "By hand",
                    "sha",
                    blob(path),
                    "content",
                    Base64.getEncoder().encodeToString(content)));
    assertThat(reply.status()).isEqualTo(200);
  }

  /** Git's name of what stands at a path; empty where there is nothing. */
  protected String blob(String path) {
    return get("/git/trees/main?recursive=1")
        .path("tree")
        .valueStream()
        .filter(file -> file.path("path").asText().equals(path))
        .findFirst()
        .map(file -> file.path("sha").asText())
        .orElse("");
  }

  /** Null where there is no such file. */
  protected @Nullable String text(String path) {
    String blob = blob(path);
    return blob.isEmpty()
        ? null
        : new String(
            Base64.getMimeDecoder().decode(get("/git/blobs/" + blob).path("content").asText()),
            StandardCharsets.UTF_8);
  }

  protected String head() {
    return get("/git/ref/heads/main").at("/object/sha").asText();
  }

  protected List<JsonNode> ownCommits() {
    String[] name = repository.split("/", 2);
    JsonNode commits =
        read()
            .graphql(HISTORY, Map.of("owner", name[0], "name", name[1]))
            .json()
            .at("/data/repository/defaultBranchRef/target/history/nodes");
    return commits
        .valueStream()
        .filter(one -> one.at("/author/email").asText().contains("+pawl[bot]@"))
        .toList();
  }

  /** Pawl's requests to write files. */
  protected List<JsonNode> mutations() {
    return github.requests("POST", "/graphql").stream()
        .filter(request -> request.path("body").asText().contains(MUTATION))
        .toList();
  }

  /** Pawl's requests to read a repository. */
  protected long readings() {
    return github.requests("POST", "/graphql").stream()
        .filter(request -> request.path("body").asText().contains("query Repository"))
        .count();
  }

  /** Something goes wrong with the next request to write files, and with no other. */
  protected void fault(String kind, Map<String, ?> more) {
    Map<String, Object> fault = new HashMap<>(more);
    fault.put("kind", kind);
    fault.put("method", "POST");
    fault.put("path", "/graphql");
    fault.put("body", MUTATION);
    github.fault(fault);
  }

  /** What somebody does after Pawl has looked, and before its write arrives. */
  protected void between(Runnable act) {
    fault("slow", Map.of("after", "PT1.5S"));
    CompletableFuture<EffectStep> step = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            step.complete(lane.act());
          } catch (RuntimeException failure) {
            step.completeExceptionally(failure);
          }
        });
    eventually(() -> mutations().size() == 1);
    act.run();
    step.join();
  }

  protected void commit(Map<String, @Nullable String> files) {
    github.commit(repository, owner, "main", "By hand", files);
  }

  protected static Map<String, @Nullable String> without(String path) {
    Map<String, @Nullable String> files = new HashMap<>();
    files.put(path, null);
    return files;
  }
}
