package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to the files of the queue, as people and Pawl move them. */
@QuarkusTest
class QueueStoryTest extends Story {
  private static final String QUEUE = "planning/issue_queue/";
  private static final String SETTINGS = ".github/pawl.yml";

  private Visitor visitor;
  private Api reader;

  @BeforeEach
  void come() {
    visitor = new Visitor(webhook());
    reader = new Api(github.url(), github.createPerson(owner + "-reader"));
  }

  @Test
  void L8_promoteOrder() {
    String repository =
        queued("order", Map.of("b.md", "# B\n", "a.md", "# A\n", "nested/c.md", "# C\n"));
    eventually(() -> files(repository).contains(QUEUE + "processed/a.md"));
    settled();
    assertThat(titles(repository)).containsExactly("A");
    assertThat(queue(repository))
        .containsExactly("pending/b.md", "pending/nested/c.md", "processed/a.md");
    assertThat(reason(repository)).contains("#1");

    close(repository, 1);
    eventually(() -> files(repository).contains(QUEUE + "processed/b.md"));
    settled();
    assertThat(titles(repository)).containsExactly("A", "B");
    assertThat(queue(repository))
        .as("what has ended is put away by the same commit")
        .containsExactly("complete/a.md", "pending/nested/c.md", "processed/b.md");
    assertThat(commits(repository)).isEqualTo(2);

    close(repository, 2);
    eventually(() -> files(repository).contains(QUEUE + "processed/nested/c.md"));
    settled();
    assertThat(titles(repository)).containsExactly("A", "B", "C");
  }

  @Test
  void L21_humanCloses() {
    String repository = queued("closed", Map.of("a.md", "# A\n\nDo it.\n", "b.md", "# B\n"));
    eventually(() -> files(repository).contains(QUEUE + "processed/a.md"));
    settled();
    close(repository, 1);
    eventually(() -> files(repository).contains(QUEUE + "complete/a.md"));
    settled();
    assertThat(text(repository, QUEUE + "complete/a.md"))
        .startsWith("# A\n\nDo it.\n")
        .endsWith("\nNot done: #1 was closed without a merge.\n");
  }

  @Test
  void L10_promoteRace() {
    String repository = "raced";
    Map<String, String> files = files(Map.of("a.md", "# A\n"));
    String name = repository(repository, files);
    github.failNext(100, "POST", "/repos/" + name + "/issues", 503);
    github.install(owner);
    eventually(() -> !github.requests("POST", "/repos/" + name + "/issues").isEmpty());
    github.clearFaults();
    remove(name, QUEUE + "pending/a.md");
    settled();
    passTime(Duration.ofSeconds(61));
    eventually(
        () -> {
          passTime(Duration.ofSeconds(61));
          settled();
          return phases(name).contains("development cancelled");
        });
    settled();
    assertThat(ownIssues(name))
        .filteredOn(issue -> issue.path("title").asText().equals("A"))
        .allSatisfy(issue -> assertThat(issue.path("state").asText()).isEqualTo("closed"));
    assertThat(queue(name)).isEmpty();
  }

  @Test
  void L11_emptyFile() {
    String repository = queued("bad", Map.of("a.md", " \n", "b.md", "---\n***\n", "c.md", "# C\n"));
    eventually(() -> titles(repository).equals(List.of("C")));
    settled();
    assertThat(needs(repository))
        .extracting(need -> need.path("why").asText())
        .containsExactly(
            "`" + QUEUE + "pending/a.md` is empty, so it is set aside",
            "`" + QUEUE + "pending/b.md` does not say what its task is called, so it is set aside");
    assertThat(visitor.get("/").body()).contains("is empty, so it is set aside");

    github.commit(
        repository, owner, "main", "Mend", Map.of(QUEUE + "pending/a.md", "# Now it is one\n"));
    eventually(() -> needs(repository).size() == 1);
    close(repository, 1);
    eventually(() -> titles(repository).contains("Now it is one"));
    settled();
  }

  @Test
  void L12_sameName() {
    String repository =
        queued("twins", Map.of("one/x.md", "# X of one\n", "two/x.md", "# X of two\n"));
    eventually(() -> files(repository).contains(QUEUE + "processed/one/x.md"));
    settled();
    close(repository, 1);
    eventually(() -> files(repository).contains(QUEUE + "processed/two/x.md"));
    settled();
    close(repository, 2);
    settled();
    assertThat(titles(repository)).startsWith("X of one", "X of two");

    github.commit(
        repository, owner, "main", "Again", Map.of(QUEUE + "pending/one/x.md", "# X again\n"));
    settled();
    closeOpen(repository);
    eventually(() -> titles(repository).contains("X again"));
    eventually(() -> files(repository).contains(QUEUE + "processed/one/x-2.md"));
    settled();
    assertThat(queue(repository)).contains("complete/one/x.md", "processed/one/x-2.md");
  }

  /** Such as {@code pending/a.md}, in order. */
  private List<String> queue(String repository) {
    return files(repository).stream()
        .filter(path -> path.startsWith(QUEUE))
        .map(path -> path.substring(QUEUE.length()))
        .sorted()
        .toList();
  }

  private String queued(String name, Map<String, String> pending) {
    String repository = repository(name, files(pending));
    github.install(owner);
    return repository;
  }

  private static Map<String, String> files(Map<String, String> pending) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", "#");
    files.put(GOAL, "Light up.");
    files.put(SETTINGS, "agent:\n  max_attempts: 2\n");
    pending.forEach((name, text) -> files.put(QUEUE + "pending/" + name, text));
    return files;
  }

  private void remove(String repository, String path) {
    Map<String, String> gone = new LinkedHashMap<>();
    gone.put(path, null);
    github.commit(repository, owner, "main", "Not needed", gone);
  }

  /** GitHub's times know seconds only. */
  private void close(String repository, int issue) {
    passTime(Duration.ofSeconds(2));
    github.closeIssue(repository, issue, owner);
  }

  private void closeOpen(String repository) {
    passTime(Duration.ofSeconds(2));
    ownIssues(repository).stream()
        .filter(issue -> issue.path("state").asText().equals("open"))
        .forEach(issue -> github.closeIssue(repository, issue.path("number").asInt(), owner));
  }

  private List<String> titles(String repository) {
    return ownIssues(repository).stream()
        .map(issue -> issue.path("title").asText())
        .filter(title -> !title.startsWith("Gap analysis"))
        .toList();
  }

  private List<JsonNode> needs(String repository) {
    return visitor
        .json("/api/repositories/" + repository + "/work")
        .path("interventions")
        .valueStream()
        .toList();
  }

  private List<String> phases(String repository) {
    List<String> phases = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                "select kind || ' ' || state as t from phase where repository_id = $1 order by id",
                repositoryId(repository))) {
      phases.add(row.getString("t"));
    }
    return phases;
  }

  private long commits(String repository) {
    return count(
        "select count(*) as n from effect where kind = 'commit-files' and state = 'done'"
            + " and repository_id = "
            + repositoryId(repository));
  }

  private List<String> files(String repository) {
    List<String> paths = new ArrayList<>();
    for (JsonNode file :
        reader.get("/repos/" + repository + "/git/trees/main?recursive=1").json().path("tree")) {
      if (file.path("type").asText().equals("blob")) {
        paths.add(file.path("path").asText());
      }
    }
    return paths;
  }

  private String text(String repository, String path) {
    JsonNode file = reader.get("/repos/" + repository + "/contents/" + path).json();
    return new String(
        Base64.getMimeDecoder().decode(file.path("content").asText()), StandardCharsets.UTF_8);
  }
}
