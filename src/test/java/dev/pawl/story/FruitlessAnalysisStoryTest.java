package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gap analysis that somebody merged though it brings nothing the loop could go on with. */
@QuarkusTest
@Tag("system")
class FruitlessAnalysisStoryTest extends PullRequestStory {
  private static final String REACHED = "planning/state/goal_reached.md";

  @Test
  void aPersonIsAskedAndAnotherOneIsOpenedWhenItIsToGoOn() {
    String repository = fruitless("again");
    github.clearRequests();
    asked(repository);
    assertThat(questions()).as("it is read once more before anybody is asked").isOne();
    assertThat(reason(repository))
        .isEqualTo(
            "Needs you: the gap analysis #1 has left neither a task nor word that the goal is"
                + " reached.");
    assertThat(new Visitor(webhook()).get("/").body()).contains("left neither a task nor word");

    long id = needs(repository).getFirst().path("id").asLong();
    assertThat(
            new Visitor(webhook())
                .api("POST", "/api/interventions/" + id, Map.of("choice", "go-on"))
                .statusCode())
        .isEqualTo(200);
    eventually(() -> ownIssues(repository).size() == 2);
    settled();
    assertThat(ownIssues(repository).getLast().path("title").asText()).startsWith("Gap analysis");
    assertThat(needs(repository)).isEmpty();
    assertThat(state(repository)).isEqualTo("Waiting");
  }

  /** A word that the goal is reached, which does not say so. */
  @ParameterizedTest
  @CsvSource({
    "empty, '', is empty.",
    "binary, GIF~~, is not a text that can be read.",
    "wrong, 'All is done.', does not name the goal's blob `"
  })
  void L6_aWordThatDoesNotCountIsNamedToAPerson(String name, String text, String wrong) {
    String repository = fruitless(name, new HashMap<>(Map.of(REACHED, text.replace('~', '\0'))));
    assertThat(reason(repository)).contains("`" + REACHED + "` " + wrong);
    asked(repository);
    assertThat(needs(repository))
        .singleElement()
        .satisfies(
            need -> {
              assertThat(need.path("why").asText()).contains("has left neither a task nor word");
              assertThat(need.path("what").asText())
                  .startsWith("Mind that `" + REACHED + "` " + wrong);
            });
    assertThat(ownIssues(repository)).as("no further gap issue").hasSize(1);
  }

  @Test
  void whoWritesATaskNeedNotSaySo() {
    String repository = fruitless("written");
    asked(repository);
    github.commit(
        repository,
        owner,
        "main",
        "A task",
        Map.of("planning/issue_queue/pending/lamp.md", "# A lamp\n"));
    eventually(() -> ownIssues(repository).size() == 2);
    settled();
    assertThat(ownIssues(repository))
        .anyMatch(issue -> issue.path("title").asText().equals("A lamp"));
    assertThat(needs(repository)).isEmpty();
  }

  private String fruitless(String name) {
    return fruitless(name, new HashMap<>(Map.of("words.md", "Words.\n")));
  }

  private String fruitless(String name, Map<String, @Nullable String> files) {
    String repository = repositoryWithTask(name);
    int number = github.openDraft(repository, AGENT, "copilot/x", "Words", "Fixes #1", files);
    certain(repository);
    passTime(Duration.ofSeconds(5));
    github.markReady(repository, number, AGENT);
    github.mergePullRequest(repository, number, owner, "merge");
    certain(repository);
    assertThat(reason(repository)).contains("has left neither a task in");
    assertThat(needs(repository)).isEmpty();
    return repository;
  }

  private void asked(String repository) {
    passTime(Duration.ofSeconds(121));
    eventually(() -> state(repository).equals("Needs you"));
    settled();
    assertThat(needs(repository)).hasSize(1);
  }

  private List<JsonNode> needs(String repository) {
    return new Visitor(webhook())
        .json("/api/repositories/" + repository + "/work")
        .path("interventions")
        .valueStream()
        .toList();
  }
}
