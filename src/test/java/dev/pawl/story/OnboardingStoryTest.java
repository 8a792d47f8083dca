package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.SettingsTemplate;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A repository without a goal is given its first files on request. */
@QuarkusTest
class OnboardingStoryTest extends OwnPullStory {
  private static final String BUTTON = "Open that pull request in ";
  private static final String CAPABILITIES = "planning/state/system_capabilities.md";

  @Test
  void aRepositoryWithNothingIsGivenAllOfItOnce() {
    String repository = repository("bare", Map.of("README.md", "# bare"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    assertThat(page(repository)).contains("has no goal and settings yet", BUTTON + "bare");
    assertThat(own(repository)).as("only on request").isEmpty();

    assertThat(visitor.post("/repositories/" + repository + "/onboarding", Map.of()).statusCode())
        .isEqualTo(303);
    int number = opened(repository);
    JsonNode pull = github.pullRequest(repository, number);
    String branch = pull.at("/head/ref").asText();
    assertThat(branch).startsWith("pawl/onboarding-");
    assertThat(files(repository, branch))
        .containsExactlyInAnyOrder(
            "README.md",
            GOAL,
            CAPABILITIES,
            "planning/reviews/.gitkeep",
            QUEUE + "pending/.gitkeep",
            QUEUE + "processed/.gitkeep",
            QUEUE + "complete/.gitkeep",
            ".github/pawl.yml");
    assertThat(text(repository, branch, ".github/pawl.yml")).isEqualTo(SettingsTemplate.TEXT);
    assertThat(page(repository))
        .contains("/pull/" + number + "\">#" + number + "</a> brings what is missing")
        .doesNotContain(BUTTON);
    assertThat(
            count(
                "select count(*) as n from audit where what = 'onboard repository' and object = '"
                    + repository
                    + "'"))
        .isEqualTo(1);

    assertThat(ask(repository)).as("who asks again gets the same").isEqualTo(200);
    settled();
    passesItsCheck(repository, number);
    passTime(Duration.ofMinutes(5));
    settled();
    assertThat(own(repository)).hasSize(1);
    assertThat(written(repository, "POST", "/pulls")).isEqualTo(1);
    assertThat(puts(repository)).as("a person merges it").isEmpty();

    github.mergePullRequest(repository, number, owner, "squash");
    eventually(() -> reason(repository).contains("is still the template"));
    settled();
    assertThat(state(repository)).isEqualTo("Idle");
    assertThat(ownIssues(repository)).as("a template is no goal").hasSize(1);
    assertThat(github.checkRuns(repository))
        .anySatisfy(
            run ->
                assertThat(run.at("/output/summary").asText()).contains("is still the template"));
    assertThat(page(repository)).doesNotContain(BUTTON);
    assertThat(ask(repository)).as("nothing is missing").isEqualTo(422);

    passTime(Duration.ofSeconds(2));
    github.commit(repository, owner, "main", "Goal", Map.of(GOAL, "# Light up the coast\n"));
    eventually(() -> ownIssues(repository).toString().contains("Gap analysis"));
  }

  @Test
  void onlyWhatIsMissingIsWritten() {
    String repository =
        repository(
            "half",
            Map.of(
                "README.md",
                "# half",
                ".github/pawl.yml",
                "planning:\n  goal: docs/GOAL.md\n  queue: todo\n",
                "todo/pending/a.md",
                "# A\n",
                CAPABILITIES,
                "It can do nothing."));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    assertThat(ask(repository)).isEqualTo(200);
    JsonNode pull = github.pullRequest(repository, opened(repository));
    String branch = pull.at("/head/ref").asText();
    assertThat(files(repository, branch))
        .containsExactlyInAnyOrder(
            "README.md",
            ".github/pawl.yml",
            "docs/GOAL.md",
            "todo/pending/a.md",
            "todo/processed/.gitkeep",
            "todo/complete/.gitkeep",
            "planning/reviews/.gitkeep",
            CAPABILITIES);
    assertThat(text(repository, branch, CAPABILITIES)).isEqualTo("It can do nothing.");
  }

  @Test
  void oneThatWasClosedIsOverAndCanBeAskedForAgain() {
    String repository = repository("again", Map.of("README.md", "# again"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    assertThat(ask(repository)).isEqualTo(200);
    int number = opened(repository);
    passTime(Duration.ofSeconds(2));
    github.closePullRequest(repository, number, owner);
    eventually(() -> page(repository).contains(BUTTON));
    assertThat(page(repository)).contains("The last time: #" + number + " was closed");
    settled();
    assertThat(ask(repository)).isEqualTo(200);
    assertThat(opened(repository)).isNotEqualTo(number);
  }

  @Test
  void anEmptyRepositoryIsToldToBegin() {
    String repository = repository("hollow", Map.of());
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    assertThat(ask(repository)).isEqualTo(422);
  }

  private int ask(String repository) {
    return visitor
        .api("POST", "/api/repositories/" + repository + "/onboarding", Map.of())
        .statusCode();
  }

  private String page(String repository) {
    return visitor.get("/repositories/" + repository).body();
  }
}
