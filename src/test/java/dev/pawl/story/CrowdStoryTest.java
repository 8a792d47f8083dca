package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.store.Json;
import dev.pawl.testing.SandboxResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand open pull requests of one repository, and a push to the branch that they go into. */
@QuarkusTest
@Tag("system")
class CrowdStoryTest extends PullRequestStory {
  private static final int CROWD = 1_000;

  /** Those that are read at once, and those whose turn comes within each five minutes. */
  private static final int TOGETHER = 10;

  /** Reading one asks GitHub to try its merge, and GitHub tells when it has. */
  private static final int ASKED = 3;

  @BeforeEach
  void record() {
    github.recordBodies(true);
  }

  @AfterEach
  void forget() {
    github.recordBodies(false);
    github.uninstall(github.installationOf(owner));
    settled();
  }

  @Test
  void aPushToTheBaseOfAThousandIsNoStorm() {
    String repository = repositoryWithTask("crowded");
    List<Integer> crowd = crowd(repository);
    certainInTime(repository);
    github.clearRequests();

    github.commit(repository, owner, "main", "Moved", Map.of("src/Other.java", "class Other {}\n"));
    inTime(() -> quiet(repository));
    assertThat(read()).as("read at once").hasSizeBetween(1, TOGETHER);

    Instant hour = clock().instant().plus(Duration.ofHours(1));
    while (clock().instant().isBefore(hour)) {
      passTime(Duration.ofSeconds(30));
      inTime(() -> quiet(repository));
    }
    assertThat(read()).as("read within the hour").hasSizeBetween(TOGETHER, 13 * TOGETHER);
    assertThat(queries()).hasSizeLessThanOrEqualTo(ASKED * 13 * TOGETHER);
    assertThat(github.requests("P.*", "/repos/" + repository + "/check-runs.*"))
        .as("what is said again, though nothing changed")
        .isEmpty();

    // Of one whose turn is far away something is told: it is read now.
    int last = crowd.getFirst();
    assertThat(read()).doesNotContain(last);
    github.pushToPullRequest(repository, last, AGENT, "More", Map.of("more.md", "more\n"));
    inTime(() -> read().contains(last));
  }

  /** Opens them as an agent that was let loose, and tells of all of them. */
  private List<Integer> crowd(String repository) {
    List<Integer> crowd = new ArrayList<>();
    github.webhook(null, SandboxResource.SECRET);
    for (int i = 0; i < CROWD; i++) {
      crowd.add(agentOpens(repository, "light-" + i, "Fixes #1"));
    }
    github.webhook(webhook(), SandboxResource.SECRET);
    ObjectNode told = told(repository, "issues").getFirst().path("payload").deepCopy();
    told.put("action", "opened");
    told.remove("issue");
    String lane = "repo:" + repositoryId(repository);
    // Another worker has the lane meanwhile, so that all of them are there when it is worked on.
    database()
        .execute(
            "update lane set held_by = gen_random_uuid(), fencing = fencing + 1,"
                + " lease_until = clock_timestamp() + interval '5 minutes' where name = $1",
            lane);
    for (JsonNode pull : github.pullRequests(repository)) {
      told.set("number", pull.path("number"));
      told.set("pull_request", pull);
      tell("pull_request", told);
    }
    database().execute("update lane set lease_until = 'epoch' where name = $1", lane);
    inTime(
        () ->
            count(
                    "select count(*) as n from mirror_pull_request where tracked and repository_id = "
                        + repositoryId(repository))
                == CROWD);
    return crowd;
  }

  /** Lets time pass until each was read. */
  private void certainInTime(String repository) {
    inTime(
        () -> {
          if (!quiet(repository)) {
            return false;
          }
          Row row =
              database()
                  .execute(
                      """
                      select count(*) as n, min(ask_at) as at from mirror_pull_request
                      where tracked and (dirty is not null or ask_at is not null)
                        and repository_id = $1
                      """,
                      repositoryId(repository))
                  .iterator()
                  .next();
          OffsetDateTime at = row.getOffsetDateTime("at");
          if (at != null && at.toInstant().isAfter(clock().instant())) {
            passTime(Duration.between(clock().instant(), at.toInstant()));
          }
          return row.getLong("n") == 0;
        });
  }

  private boolean quiet(String repository) {
    return github.deliveriesSettled()
        && count("select count(*) as n from delivery where state = 'pending'") == 0
        && count(
                "select count(*) as n from lane where name = 'repo:"
                    + repositoryId(repository)
                    + "' and (lease_until > clock_timestamp() or wake_at <= '"
                    + clock().instant()
                    + "')")
            == 0;
  }

  private List<JsonNode> queries() {
    return github.requests("POST", "/graphql").stream()
        .map(request -> Json.tree(request.path("body").asText()))
        .filter(body -> body.path("query").asText().startsWith("query PullRequest("))
        .toList();
  }

  /** Which pull requests were asked for. */
  private Set<Integer> read() {
    Set<Integer> numbers = new HashSet<>();
    queries().forEach(body -> numbers.add(body.path("variables").path("number").asInt()));
    return numbers;
  }

  private static void inTime(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(180)).pollInterval(Duration.ofMillis(50)).until(condition);
  }
}
