package dev.pawl.story;

import static java.nio.charset.StandardCharsets.UTF_8;
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
  private static final String UPDATE = "Bring the capabilities up to date";
  private static final Map<String, String> LAMP = Map.of("lamp.md", "light\n");
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
    isClosedAsGone(name, "A");
    assertThat(queue(name)).isEmpty();
  }

  /** The issue is there; the commit fails, and the file is gone before it is tried again. */
  @Test
  void L10_promoteRaceBetweenIssueAndCommit() {
    String name = repository("raced-late", files(Map.of("a.md", "# A\n")));
    github.fault(
        Map.of(
            "kind", "fail-before",
            "method", "POST",
            "path", "/graphql",
            "body", "mutation CommitFiles",
            "times", 100,
            "status", 502));
    github.install(owner);
    eventually(() -> commitTries(name) == 1);
    assertThat(titles(name)).containsExactly("A");
    Map<String, String> gone = new LinkedHashMap<>();
    gone.put(QUEUE + "pending/a.md", null);
    github.untold().commit(name, owner, "main", "Not needed", gone);
    github.clearFaults();
    settled();
    eventually(
        () -> {
          passTime(Duration.ofSeconds(61));
          settled();
          return phases(name).contains("development cancelled");
        });
    settled();
    isClosedAsGone(name, "A");
    assertThat(queue(name)).as("nothing is moved").isEmpty();
    assertThat(commits(name)).isZero();
  }

  /** One issue, closed with the reason, which is said once. */
  private void isClosedAsGone(String repository, String title) {
    assertThat(ownIssues(repository))
        .filteredOn(issue -> issue.path("title").asText().equals(title))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.path("state").asText()).isEqualTo("closed");
              assertThat(issue.path("state_reason").asText()).isEqualTo("not_planned");
              assertThat(github.comments(repository, issue.path("number").asInt()))
                  .singleElement()
                  .satisfies(
                      comment ->
                          assertThat(comment.path("body").asText())
                              .startsWith("The file of this task, `" + QUEUE + "pending/a.md`"));
            });
  }

  private long commitTries(String repository) {
    return count(
        "select coalesce(sum(attempts), 0) as n from effect where kind = 'commit-files'"
            + " and repository_id = "
            + repositoryId(repository));
  }

  /** A person does it and merges it; GitHub tells of the merge twice, and nobody is asked twice. */
  @Test
  void L20_humanMerge() {
    String repository = queued("by-hand", Map.of("a.md", "# A\n"));
    eventually(() -> files(repository).contains(QUEUE + "processed/a.md"));
    settled();
    String ada = owner + "-ada";
    github.createPerson(ada);
    github.permit(repository, ada, "write");
    passTime(Duration.ofSeconds(2));
    int pull =
        github.openPullRequest(
            repository, ada, "lamp", "A lamp", "Closes #1", new LinkedHashMap<>(LAMP));
    settled();
    passTime(Duration.ofSeconds(2));
    github.recordBodies(true);
    github.clearRequests();
    try {
      github.doubleDeliveries(10);
      github.mergePullRequest(repository, pull, ada, "squash");
      eventually(() -> updates(repository).size() == 1);
      settled();
      github.redeliver(github.deliveries("pull_request", "closed").getLast().path("guid").asText());
      settled();
      passTime(Duration.ofHours(7));
      settled();
      assertThat(updates(repository)).hasSize(1);
      assertThat(
              github.requests("POST", "/repos/" + repository + "/issues").stream()
                  .filter(request -> request.path("body").asText().contains(UPDATE)))
          .as("asked for once")
          .hasSize(1);
      assertThat(github.requests("PUT", "/repos/" + repository + "/pulls/.*/merge")).isEmpty();
    } finally {
      github.recordBodies(false);
    }
    assertThat(phases(repository))
        .startsWith("development done", "capability-update issued")
        .hasSize(2);
  }

  private List<String> updates(String repository) {
    return titles(repository).stream().filter(title -> title.startsWith(UPDATE)).toList();
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
  void L11_whatIsNoTextOfBearableSize() {
    String repository = repository("unreadable", files(Map.of("z.md", "# Z\n")));
    github.permit(repository, owner + "-reader", "write");
    put(repository, "binary.md", new byte[] {'#', ' ', 0, 1, 2, (byte) 0xff});
    put(repository, "large.md", ("# Large\n" + "x".repeat(64 * 1024)).getBytes(UTF_8));
    put(repository, "latin.md", "# Café\n".getBytes(StandardCharsets.ISO_8859_1));
    put(repository, "blank.md", " \n\n\t\n".getBytes(UTF_8));
    put(repository, "whole.md", ("# Whole\n" + "x".repeat(64 * 1024 - 8)).getBytes(UTF_8));
    github.install(owner);
    eventually(() -> titles(repository).equals(List.of("Whole")));
    settled();
    assertThat(needs(repository))
        .extracting(need -> need.path("why").asText())
        .containsExactlyInAnyOrder(
            aside("binary.md", "is not a text of at most 64 KB"),
            aside("large.md", "is not a text of at most 64 KB"),
            aside("latin.md", "is not a text of at most 64 KB"),
            aside("blank.md", "is empty"));
    assertThat(queue(repository))
        .contains("pending/binary.md", "pending/blank.md", "pending/large.md", "pending/latin.md");

    close(repository, 1);
    eventually(() -> titles(repository).contains("Z"));
    settled();
    assertThat(titles(repository)).containsExactly("Whole", "Z");
  }

  /** A question that was decided is not asked again, however many there were since. */
  @Test
  void whatAPersonHasDecidedIsNotAskedAgain() {
    String repository = queued("decided", Map.of("a.md", " \n", "b.md", "# B\n"));
    eventually(() -> needs(repository).size() == 1);
    settled();
    long id = needs(repository).getFirst().path("id").asLong();
    assertThat(
            visitor.api("POST", "/api/interventions/" + id, Map.of("choice", "go-on")).statusCode())
        .isEqualTo(200);
    settled();
    database()
        .execute(
            """
            insert into intervention (repository_id, scope, name, why, what, choices, raised_at, resolved_at)
            select $1, 'file', 'other ' || n, 'w', 'w', 'go-on', now(), now()
            from generate_series(1, 60) n
            """,
            repositoryId(repository));
    close(repository, 1);
    eventually(() -> files(repository).contains(QUEUE + "processed/b.md"));
    settled();
    assertThat(needs(repository)).isEmpty();
    assertThat(
            count(
                "select count(*) as n from intervention where name like 'queue:%' and repository_id = "
                    + repositoryId(repository)))
        .isOne();
    assertThat(
            database()
                .execute(
                    """
                    select (v.content::json -> 'asked')::text as t from decision d
                    join view v on v.hash = d.view_hash where d.repository_id = $1
                    order by d.id desc limit 1
                    """,
                    repositoryId(repository))
                .iterator()
                .next()
                .getString("t"))
        .doesNotContain("other");
  }

  @Test
  void L41_forcePush() {
    String repository = repository("forced", files(Map.of()));
    String before = head(repository);
    github.commit(
        repository,
        owner,
        "main",
        "Tasks",
        Map.of(QUEUE + "pending/a.md", "# A\n", QUEUE + "pending/b.md", "# B\n"));
    github.permit(repository, owner + "-reader", "write");
    github.install(owner);
    eventually(() -> files(repository).contains(QUEUE + "processed/a.md"));
    settled();
    assertThat(titles(repository)).containsExactly("A");

    passTime(Duration.ofSeconds(2));
    Api.Reply forced =
        reader.patch(
            "/repos/" + repository + "/git/refs/heads/main", Map.of("sha", before, "force", true));
    assertThat(forced.status()).as(forced.body()).isEqualTo(200);
    eventually(() -> phases(repository).contains("development cancelled"));
    settled();
    assertThat(queue(repository)).isEmpty();
    JsonNode issue = ownIssues(repository).getFirst();
    assertThat(issue.path("state").asText()).isEqualTo("closed");
    assertThat(issue.path("state_reason").asText()).isEqualTo("not_planned");
    assertThat(github.comments(repository, 1).getLast().path("body").asText())
        .startsWith("The file of this task, `" + QUEUE + "pending/a.md`, was taken away");
    // The loop goes on with what is there: a goal, and no task.
    assertThat(phases(repository)).containsExactly("development cancelled", "gap-analysis issued");
    assertThat(titles(repository)).containsExactly("A");
  }

  /** The same, and GitHub does not tell: the regular reading finds it. */
  @Test
  void L41_forcePushUntold() {
    String repository = repository("silently", files(Map.of()));
    String before = head(repository);
    github.commit(repository, owner, "main", "Tasks", Map.of(QUEUE + "pending/a.md", "# A\n"));
    github.permit(repository, owner + "-reader", "write");
    github.install(owner);
    eventually(() -> files(repository).contains(QUEUE + "processed/a.md"));
    settled();
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "push"));
    reader.patch(
        "/repos/" + repository + "/git/refs/heads/main", Map.of("sha", before, "force", true));
    settled();
    github.clearFaults();
    assertThat(phases(repository)).containsExactly("development issued");

    passTime(Duration.ofHours(9));
    eventually(() -> phases(repository).contains("development cancelled"));
    settled();
  }

  @Test
  void L34_defaultBranchRenamed() {
    String repository = queued("renamed", Map.of("a.md", "# A\n"));
    eventually(() -> files(repository).contains(QUEUE + "processed/a.md"));
    settled();
    passTime(Duration.ofSeconds(2));
    github.renameDefaultBranch(repository, "trunk");
    settled();
    assertThat(phases(repository)).as("the same files").containsExactly("development issued");

    github.commit(
        repository, owner, "trunk", "B", Map.of(QUEUE + "pending/b.md", "# B\n", GOAL, "More."));
    settled();
    close(repository, 1);
    eventually(() -> files(repository, "trunk").contains(QUEUE + "processed/b.md"));
    settled();
    assertThat(titles(repository)).containsExactly("A", "B");
    assertThat(files(repository, "trunk")).contains(QUEUE + "complete/a.md");
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

  private static String aside(String name, String why) {
    return "`" + QUEUE + "pending/" + name + "` " + why + ", so it is set aside";
  }

  /** Any bytes, which the control API does not take. */
  private void put(String repository, String name, byte[] content) {
    Api.Reply reply =
        reader.put(
            "/repos/" + repository + "/contents/" + QUEUE + "pending/" + name,
            Map.of("message", "By hand", "content", Base64.getEncoder().encodeToString(content)));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
  }

  private String head(String repository) {
    return reader
        .get("/repos/" + repository + "/git/ref/heads/main")
        .json()
        .at("/object/sha")
        .asText();
  }

  private List<String> files(String repository) {
    return files(repository, "main");
  }

  private List<String> files(String repository, String branch) {
    List<String> paths = new ArrayList<>();
    for (JsonNode file :
        reader
            .get("/repos/" + repository + "/git/trees/" + branch + "?recursive=1")
            .json()
            .path("tree")) {
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
