package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings that are proposed, broken, mended, and given by an owner to all repositories. */
@QuarkusTest
class SettingsStoryTest extends Story {
  private static final String FILE = ".github/pawl.yml";
  private Visitor visitor;

  @BeforeEach
  void come() {
    visitor = new Visitor(webhook());
  }

  private JsonNode shown(String repository) {
    var answer = visitor.get("/api/repositories/" + repository + "/settings");
    // Pawl may not have heard of it yet.
    return Json.tree(answer.statusCode() == 200 ? answer.body() : "{}");
  }

  private JsonNode setting(String repository, String key) {
    return StreamSupport.stream(shown(repository).path("settings").spliterator(), false)
        .filter(line -> line.path("key").asText().equals(key))
        .findFirst()
        .orElse(Json.tree("{}"));
  }

  private String value(String repository, String key) {
    return setting(repository, key).path("value").asText();
  }

  private List<JsonNode> checks(String repository, @Nullable String head) {
    return github.checkRuns(repository).stream()
        .filter(run -> run.path("name").asText().equals("Pawl settings"))
        .filter(run -> head == null || run.path("head_sha").asText().equals(head))
        .toList();
  }

  private boolean concludes(String repository, String head, String conclusion) {
    List<JsonNode> runs = checks(repository, head);
    return runs.size() == 1 && runs.getFirst().path("conclusion").asText().equals(conclusion);
  }

  private String head(String repository, int number) {
    return github.pullRequest(repository, number).at("/head/sha").asText();
  }

  /** How often GitHub was asked by GraphQL for this story's owner; others' timers run as well. */
  private int questions() {
    long installation =
        count("select max(id) as n from mirror_installation where account = '" + owner + "'");
    return (int)
        github.requests("POST", "/graphql").stream()
            .map(request -> request.path("caller").asText())
            .filter(("installation:" + installation)::equals)
            .count();
  }

  @Test
  void C7_aPullRequestThatChangesTheSettingsIsJudgedOnItsHead() {
    String repository =
        repository("proposed", Map.of("README.md", "# P", FILE, "merge: {max_files: 9}\n"));
    github.install(owner);
    eventually(() -> value(repository, "merge.max_files").equals("9"));

    String text = "merge:\n  methd: rebase\n  max_files: 0\n";
    int number =
        github.openPullRequest(repository, owner, "set", "Settings", "", Map.of(FILE, text));
    int other =
        github.openPullRequest(repository, owner, "tea", "Tea", "", Map.of("tea.md", "tea\n"));
    String first = head(repository, number);
    eventually(() -> concludes(repository, first, "failure"));
    JsonNode output = checks(repository, first).getFirst().path("output");
    assertThat(output.path("title").asText()).isEqualTo("2 mistakes in .github/pawl.yml");
    assertThat(output.path("summary").asText())
        .contains(
            "`merge.methd` (line 2, column 3): there is no such key; did you mean `merge.method`?",
            "`merge.max_files` (line 3, column 14): a whole number from 1 to 3000 is wanted.");
    assertThat(output.path("annotations_count").asInt()).isEqualTo(2);

    String second =
        github.pushToPullRequest(
            repository, number, owner, "Mend", Map.of(FILE, "merge:\n  method: rebase\n"));
    eventually(() -> concludes(repository, second, "success"));
    output = checks(repository, second).getFirst().path("output");
    assertThat(output.path("title").asText()).isEqualTo("2 settings change with the merge");
    assertThat(output.path("summary").asText())
        .contains(
            "| `merge.method` | `squash` | `rebase` |", "| `merge.max_files` | `9` | `100` |");
    eventually(
        () ->
            checks(repository, second)
                .getFirst()
                .at("/output/summary")
                .asText()
                .contains("Tried on the last 7 days"));
    settled();
    assertThat(checks(repository, null)).as("one a head, none for the tea").hasSize(2);
    assertThat(checks(repository, head(repository, other))).isEmpty();
    assertThat(value(repository, "merge.max_files"))
        .as("what is proposed is not gone by")
        .isEqualTo("9");

    // Not within the second of the push: of two tales of one second the head is asked for again.
    passTime(Duration.ofSeconds(2));
    settled();
    int asked = questions();
    github.editPullRequest(repository, number, owner, Map.of("title", "The settings"));
    settled();
    assertThat(questions()).as("each head is looked at once").isEqualTo(asked);
  }

  @Test
  void C7_aForksHeadIsJudgedAsWell() {
    String repository = repository("forked", Map.of("README.md", "# F"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    String stranger = owner + "-mallory";
    github.createPerson(stranger);
    String fork = github.fork(repository, stranger);
    int number =
        github.openPullRequest(
            repository,
            stranger,
            Map.of(
                "head",
                "set",
                "fork",
                fork,
                "title",
                "Settings",
                "body",
                "",
                "files",
                Map.of(FILE, "merge: {methd: x}\n")));
    eventually(() -> concludes(repository, head(repository, number), "failure"));
  }

  @Test
  void C9_brokenSettingsOnTheDefaultBranchAreSaidThereUntilTheyAreMended() {
    String repository =
        repository("broken", Map.of("README.md", "# B", FILE, "merge: {max_files: 9}\n"));
    github.install(owner);
    eventually(() -> value(repository, "merge.max_files").equals("9"));

    String broken =
        github.commit(repository, owner, "main", "Break", Map.of(FILE, "merge: {max_fils: 3}\n"));
    eventually(() -> concludes(repository, broken, "failure"));
    assertThat(checks(repository, broken).getFirst().at("/output/summary").asText())
        .contains("`merge.max_fils` (line 1, column 9)", "stays in force");
    assertThat(value(repository, "merge.max_files")).isEqualTo("9");
    assertThat(shown(repository).path("mistakes").size()).isEqualTo(1);
    assertThat(visitor.get("/").body()).contains("Settings are not in force", "merge.max_fils");

    String mended =
        github.commit(repository, owner, "main", "Mend", Map.of(FILE, "merge: {max_files: 3}\n"));
    eventually(() -> concludes(repository, mended, "success"));
    assertThat(value(repository, "merge.max_files")).isEqualTo("3");
    settled();
    github.commit(repository, owner, "main", "More", Map.of("README.md", "# More"));
    settled();
    assertThat(checks(repository, null)).as("said once").hasSize(2);
  }

  @Test
  void C10_whatAnOwnerSaysHoldsInAllRepositoriesBelowTheirOwn() {
    repository(".github", Map.of(FILE, "merge:\n  method: rebase\n  max_files: 7\n"));
    String one = repository("one", Map.of("README.md", "# 1", FILE, "merge:\n  max_files: 9\n"));
    String two = repository("two", Map.of("README.md", "# 2"));
    String three = repository("three", Map.of("README.md", "# 3"));
    github.install(owner);
    eventually(() -> value(one, "merge.method").equals("rebase"));
    settled();
    assertThat(setting(one, "merge.method").path("from").asText()).isEqualTo("owner");
    assertThat(setting(one, "merge.method").path("link").asText())
        .endsWith("/" + owner + "/.github/blob/main/.github/pawl.yml#L2");
    assertThat(setting(one, "merge.max_files").path("value").asText()).isEqualTo("9");
    assertThat(setting(one, "merge.max_files").path("link").asText())
        .endsWith("/one/blob/main/.github/pawl.yml#L2");
    assertThat(setting(one, "merge.max_lines").path("from").asText()).isEqualTo("default");
    assertThat(value(two, "merge.max_files")).isEqualTo("7");
    assertThat(visitor.get("/repositories/" + one + "/settings").body())
        .contains("merge.method", ">owner</a>", ".github has a .github/pawl.yml");

    int asked = questions();
    github.commit(
        owner + "/.github", owner, "main", "Other", Map.of(FILE, "merge: {method: merge}\n"));
    for (String repository : List.of(one, two, three)) {
      eventually(() -> value(repository, "merge.method").equals("merge"));
    }
    settled();
    assertThat(value(one, "merge.max_files")).isEqualTo("9");
    assertThat(value(two, "merge.max_files")).isEqualTo("100");
    assertThat(questions() - asked).as("one reading, whatever the number of lanes").isEqualTo(1);

    github.commit(
        owner + "/.github", owner, "main", "Slip", Map.of(FILE, "merge: {methd: rebase}\n"));
    eventually(() -> shown(three).path("mistakes").size() == 1);
    assertThat(shown(three).path("mistakes").path(0).asText())
        .startsWith(owner + "/.github: `merge.methd` (line 1, column 9)");
    assertThat(value(three, "merge.method")).as("the last good one holds").isEqualTo("merge");
    settled();
  }

  /** An editor signs in nowhere. */
  @Test
  void C8_theSchemaIsServed() {
    var answer = visitor.get("/schema/pawl.yml.json");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.tree(answer.body()).at("/properties/merge/properties/method/enum").size())
        .isEqualTo(3);
  }
}
