package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of a conflict, and how often. */
@QuarkusTest
@Tag("system")
class ConflictStoryTest extends MergeStory {
  private static final String LAMP = "lamp.md";

  /** A person's pull request for a task opened by hand, which nothing but a check holds up. */
  private int waitsForBuild(String repository) {
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    assertThat(
            new Visitor(webhook())
                .api(
                    "POST",
                    "/api/repositories/" + repository + "/phases",
                    Map.of("title", "Light the lamp"))
                .statusCode())
        .isEqualTo(200);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    String ada = person(repository, "ada", "write");
    int number =
        github.openPullRequest(
            repository, ada, "light", "Light", "Fixes #1", Map.of(LAMP, "Hers.\n"));
    github.check(repository, "light", "build", "in_progress");
    github.requestReview(repository, number, ada, person(repository, "grace", "write"));
    eventually(() -> says(repository, number, "Waiting for build on"));
    certain(repository);
    return number;
  }

  @Test
  void M12_oneNoticeForOneTransition() {
    String repository = repository("clash", Map.of("README.md", "# clash"));
    int number = waitsForBuild(repository);
    github.clearRequests();

    github.commit(repository, owner, "main", "Another lamp", Map.of(LAMP, "Theirs.\n"));
    eventually(() -> says(repository, number, "conflicts with main"));
    certain(repository);
    for (int round = 1; round <= 2; round++) {
      passTime(Duration.ofMinutes(2));
      github.openIssue(repository, owner, "Something else " + round, "");
      github.editPullRequest(repository, number, owner, Map.of("labels", List.of("n" + round)));
      github.comment(repository, number, owner + "-grace", "Hm.");
      github.commit(repository, owner, "main", "Next door", Map.of("door.md", "" + round));
      certain(repository);
      assertThat(row(repository, number).getString("mergeable")).isEqualTo("CONFLICTING");
    }
    assertThat(checkWrites(repository)).as("one notice").hasSize(1);
    assertThat(github.requests("POST", "/repos/" + repository + "/issues/[0-9]+/comments"))
        .isEmpty();
    assertThat(puts(repository)).isEmpty();

    github.check(repository, "light", "build", "success");
    settled();
    assertThat(puts(repository)).isEmpty();
    Map<String, @Nullable String> taken = new HashMap<>();
    taken.put(LAMP, null);
    github.commit(repository, owner, "main", "Never mind", taken);
    eventually(() -> merged(repository, number));
    settled();
    assertThat(puts(repository)).hasSize(1);
  }
}
