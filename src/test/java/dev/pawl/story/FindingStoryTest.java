package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What guards find stands with the run, from when until when it held. */
@QuarkusTest
@Tag("system")
class FindingStoryTest extends MergeStory {
  private Visitor visitor;

  @BeforeEach
  void come() {
    visitor = new Visitor(webhook());
  }

  @Test
  void findingsAreKeptAndResolved() {
    String repository = repositoryWithTask("found");
    String eve = person(repository, "eve", "write");
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "failure");
    github.review(repository, number, eve, "changes_requested", "Not like this.");
    eventually(() -> open(repository).containsAll(List.of("Checks", "Reviews")));
    settled();
    List<JsonNode> before = findings(repository);
    assertThat(before)
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.path("pullRequest").asInt()).isEqualTo(number));

    // Nothing is found twice, however often it is looked at.
    passTime(Duration.ofMinutes(30));
    github.check(repository, "copilot/light", "lint", "success");
    settled();
    assertThat(findings(repository)).hasSize(2);

    github.review(repository, number, eve, "approved", "Well, then.");
    eventually(() -> open(repository).equals(List.of("Checks")));
    github.review(repository, number, eve, "changes_requested", "No, not like this.");
    eventually(() -> open(repository).contains("Reviews"));
    assertThat(findings(repository))
        .filteredOn(one -> one.path("guard").asText().equals("Reviews"))
        .as("what is found again is another finding")
        .hasSize(2);

    github.review(repository, number, eve, "approved", "Very well.");
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> merged(repository, number));
    eventually(() -> open(repository).isEmpty());
    assertThat(findings(repository))
        .hasSize(3)
        .allSatisfy(
            one ->
                assertThat(one.path("resolved").asText())
                    .isGreaterThanOrEqualTo(one.path("found").asText()));
    assertThat(visitor.get("/runs/" + run(repository)).body())
        .contains("What guards found", "did not pass", "resolved");
    assertThat(visitor.get("/runs/" + run(repository) + ".md").body())
        .contains("- Reviews: ", "- Checks: ", ", resolved ");
  }

  private List<String> open(String repository) {
    return findings(repository).stream()
        .filter(one -> one.path("resolved").isNull())
        .map(one -> one.path("guard").asText())
        .toList();
  }

  private List<JsonNode> findings(String repository) {
    JsonNode run = visitor.json("/api/runs/" + run(repository));
    return StreamSupport.stream(run.path("findings").spliterator(), false).toList();
  }

  private long run(String repository) {
    return count("select min(id) as n from run where repository_id = " + repositoryId(repository));
  }
}
