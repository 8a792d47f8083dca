package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a repository's settings ask of a pull request, from the file to the check run. */
@QuarkusTest
@Tag("system")
class GuardSettingsStoryTest extends MergeStory {
  private static final String SETTINGS = ".github/pawl.yml";

  private void freeze(String method, String repository, Map<String, ?> body) {
    Visitor visitor = new Visitor(webhook());
    assertThat(
            visitor.api(method, "/api/repositories/" + repository + "/freeze", body).statusCode())
        .isEqualTo(200);
  }

  private void edit(String repository, int number, Map<String, Object> change) {
    github.editPullRequest(repository, number, owner, change);
  }

  /** One after the other is mended, and the next one is named. */
  @Test
  void eachReasonInTurnIsShown() {
    String ada = owner + "-ada";
    String repository =
        repositoryWithTask(
            "asking",
            Map.of(
                SETTINGS,
                """
                guards:
                  approvals: 1
                  approvers: [%s]
                  required_checks: [deploy]
                  labels: [automerge]
                  titles: ['Light: *']
                  threads_resolved: true
                  quiet_minutes: 5
                """
                    .formatted(ada)));
    int number = opens(repository, "[WIP] Light", TASK);
    freeze("PUT", repository, Map.of("why", "the release"));
    edit(repository, number, Map.of("labels", List.of("hold")));
    eventually(() -> says(repository, number, "the release"));

    freeze("DELETE", repository, Map.of());
    eventually(() -> says(repository, number, "the label hold to be taken off"));
    edit(repository, number, Map.of("labels", List.of()));
    eventually(() -> says(repository, number, "Waiting for the label automerge on"));
    thePageSaysTheSame(repository, number);
    edit(repository, number, Map.of("labels", List.of("Automerge")));
    eventually(() -> says(repository, number, "work in progress"));
    edit(repository, number, Map.of("title", "Lamp"));
    eventually(() -> says(repository, number, "Lamp does not fit Light: *"));
    edit(repository, number, Map.of("title", "Light: the lamp"));
    eventually(() -> says(repository, number, "deploy on #" + number + ", which must pass"));
    github.check(repository, "copilot/light", "deploy", "in_progress");
    eventually(() -> says(repository, number, "Waiting for deploy on"));
    github.check(repository, "copilot/light", "deploy", "failure");
    eventually(() -> says(repository, number, "deploy did not pass"));
    github.check(repository, "copilot/light", "deploy", "success");
    eventually(() -> says(repository, number, "Waiting for a review to be asked for"));
    long thread = github.openThread(repository, number, owner, TASK, 1, "Why?");
    String grace = person(repository, "grace", "write");
    github.review(repository, number, grace, "changes_requested", "Brighter.");
    eventually(() -> says(repository, number, grace));
    github.review(repository, number, grace, "approved", "Bright.");
    eventually(() -> says(repository, number, "the approval of " + ada));
    github.review(repository, number, person(repository, "ada", "write"), "approved", "Yes.");
    eventually(() -> says(repository, number, "1 conversation"));
    github.resolveThread(repository, number, thread, owner);
    eventually(() -> says(repository, number, "left alone for 5 minutes"));
    settled();
    assertThat(puts(repository)).isEmpty();

    passTime(Duration.ofMinutes(6));
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
    settled();
    assertThat(page(repository, number)).contains("no guard is asked any more", "receipt");
  }

  private String page(String repository, int number) {
    return new Visitor(webhook())
        .get("/repositories/" + repository + "/pull-requests/" + number)
        .body();
  }

  /** The same guards with the same words, in the same order. */
  private void thePageSaysTheSame(String repository, int number) {
    settled();
    List<String> told =
        check(repository, number)
            .at("/output/summary")
            .asText()
            .lines()
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();
    assertThat(told).hasSizeGreaterThan(20);
    JsonNode whole =
        new Visitor(webhook()).json("/api/repositories/" + repository + "/pull-requests/" + number);
    List<String> shown = new ArrayList<>();
    for (JsonNode row : whole.at("/judged/guards")) {
      shown.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  row.path("guard").asText(),
                  row.path("verdict").asText(),
                  row.path("found").asText(),
                  row.path("wanted").asText()));
    }
    assertThat(shown).isEqualTo(told);
    assertThat(page(repository, number))
        .contains("Waiting for the label <code>automerge</code> on", "<th scope=\"row\" role=")
        .contains("> later</span>", "> wait</span>", "> pass</span>");
  }

  /** What it brings, one after the other taken out again; what is against it then, and a review. */
  @Test
  void whatTheWorkItselfMustNotBringIsShown() {
    String repository =
        repositoryWithTask("bringing", Map.of(SETTINGS, "merge:\n  max_lines: 5\n"));
    int number = opens(repository, "Light", TASK);
    github.openPullRequest(repository, owner, "release", "Release", "", Map.of("r.md", "r\n"));
    edit(repository, number, Map.of("base", "release"));
    eventually(() -> says(repository, number, "goes into release, not into main"));
    edit(repository, number, Map.of("base", "main"));

    String workflow = ".github/workflows/build.yml";
    pushes(repository, number, workflow, "on: push\n");
    eventually(() -> says(repository, number, "changes the workflow " + workflow));
    pushes(repository, number, workflow, null);
    pushes(repository, number, GOAL, "Darkness.\n");
    eventually(() -> says(repository, number, "changes the guarded path " + GOAL));
    pushes(repository, number, GOAL, "Light up the coast.");
    pushes(repository, number, "src/Lamp.java", "class Lamp {}\n");
    eventually(() -> says(repository, number, "and it touches src/Lamp.java"));
    pushes(repository, number, "src/Lamp.java", null);
    pushes(repository, number, TASK, "Light it.\n".repeat(6));
    eventually(() -> says(repository, number, "more than Pawl may merge"));
    pushes(repository, number, TASK, "Light it now.\n");
    eventually(() -> says(repository, number, "Waiting for a check"));
    String grace = person(repository, "grace", "write");
    github.review(repository, number, grace, "changes_requested", "Brighter.");
    eventually(() -> says(repository, number, grace + " asked for changes"));
    github.review(repository, number, grace, "approved", "Bright.");
    github.commit(repository, owner, "main", "Another", Map.of(TASK, "Light it by gas.\n"));
    eventually(() -> says(repository, number, "it conflicts with main"));
    settled();
    assertThat(puts(repository)).isEmpty();
  }

  private void pushes(String repository, int number, String path, @Nullable String text) {
    Map<String, @Nullable String> files = new HashMap<>();
    files.put(path, text);
    github.pushToPullRequest(repository, number, AGENT, "More", files);
  }

  @Test
  void M40_aFreezeOfTheSettingsEndsByItself() {
    Instant end = clock().instant().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
    String repository =
        repositoryWithTask(
            "frozen",
            Map.of(
                SETTINGS,
                "guards:\n  freezes:\n    - {reason: Christmas, from: '2020-01-01', to: '%s'}\n"
                    .formatted(end.toString().replace("Z", ""))));
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "the end of the freeze Christmas"));
    passTime(Duration.ofHours(2));
    settled();
    assertThat(puts(repository)).isEmpty();

    passTime(Duration.ofMinutes(61));
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  /** The rest of the loop goes on meanwhile: the draft is judged, and nothing else is held. */
  @Test
  void M40_aFreezeThatSomebodyBeganHoldsMergesOnly() {
    String repository = repositoryWithTask("release");
    freeze("PUT", repository, Map.of("why", "the release"));
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "the release"));
    settled();
    assertThat(state(repository)).isNotEqualTo("Paused");
    assertThat(new Visitor(webhook()).get("/repositories/" + repository).body())
        .contains("Frozen")
        .contains("the release");
    assertThat(puts(repository)).isEmpty();

    freeze("DELETE", repository, Map.of());
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }

  @Test
  void M41_mergesAnHour() {
    String repository = repositoryWithTask("paced", Map.of(SETTINGS, "guards:\n  per_hour: 1\n"));
    int first = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, first);
    eventually(() -> merged(repository, first));
    eventually(() -> ownIssues(repository).size() == 2);
    int issue = ownIssues(repository).getLast().path("number").asInt();
    int second =
        github.openDraft(
            repository, AGENT, "copilot/lamp", "Lamp", "Fixes #" + issue, Map.of("lamp.md", "l\n"));
    github.check(repository, "copilot/lamp", "build", "success");
    github.requestReview(repository, second, AGENT, owner + "-ada");
    eventually(() -> says(repository, second, "1 merge within an hour, and no more are allowed"));
    passTime(Duration.ofMinutes(30));
    settled();
    assertThat(puts(repository)).hasSize(1);

    passTime(Duration.ofMinutes(31));
    eventually(() -> merged(repository, second));
    assertThat(puts(repository)).hasSize(2);
  }
}
