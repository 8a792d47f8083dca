package dev.pawl.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.store.Database;
import dev.pawl.store.WorldClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A story on a real Pawl, a real PostgreSQL and a sandbox GitHub, told over HTTP. Each story has an
 * account of its own, so that stories do not meet.
 */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SandboxResource.class)
public abstract class Story {
  protected static final String GOAL = "planning/vision/goal.md";
  protected static final Duration SOON = Duration.ofSeconds(20);
  private static int stories;

  @TestHTTPResource("/webhook")
  URI webhook;

  @Inject Database database;

  @Inject WorldClock clock;

  protected SandboxControl github;
  protected String owner;

  @BeforeEach
  void begin() {
    github = SandboxResource.control();
    github.clearFaults();
    github.webhook(webhook, SandboxResource.SECRET);
    github.clearRequests();
    owner = "team" + ++stories;
    github.createAccount(owner, "Organization");
  }

  @AfterEach
  void end() {
    github.clearFaults();
    eventually(() -> github.deliveriesSettled());
    // What was told is not read regularly any more: that would meet the next story's faults.
    database.execute("update lane set wake_at = null, reread_at = null where wake_at = reread_at");
  }

  /** A repository with a goal; its full name. */
  protected String repositoryWithGoal(String name) {
    return repository(name, Map.of("README.md", "# " + name, GOAL, "Light up the coast."));
  }

  protected String repository(String name, Map<String, String> files) {
    github.createRepository(owner, name, files);
    return owner + "/" + name;
  }

  /** Lets both clocks of the world run ahead. */
  protected void passTime(Duration duration) {
    github.advanceClock(duration);
    clock.move(duration);
  }

  protected void eventually(Callable<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  /** The issues that Pawl's App has opened in a repository. */
  protected List<JsonNode> ownIssues(String repository) {
    return github.issues(repository).stream()
        .filter(issue -> !issue.path("performed_via_github_app").path("id").isMissingNode())
        .toList();
  }

  /** How often an issue was really created, by the sandbox's own log. */
  protected long issueCreations(String repository) {
    return github.requests("POST", "/repos/" + repository + "/issues").stream()
        .filter(Story::written)
        .count();
  }

  private static boolean written(JsonNode request) {
    return request.path("wrote").asBoolean(request.path("status").asInt() == 201);
  }

  /** Waits until no delivery is under way and none is pending. */
  protected void settled() {
    eventually(() -> github.deliveriesSettled());
    eventually(() -> count("select count(*) as n from delivery where state = 'pending'") == 0);
    eventually(
        () ->
            count(
                    "select count(*) as n from lane where lease_until > clock_timestamp()"
                        + " or wake_at <= '"
                        + clock.instant()
                        + "'")
                == 0);
  }

  /** Where Pawl takes deliveries. */
  protected URI webhook() {
    return webhook;
  }

  protected WorldClock clock() {
    return clock;
  }

  protected Database database() {
    return database;
  }

  protected long count(String sql) {
    return database.execute(sql).iterator().next().getLong("n");
  }

  /** The decision in force for a repository, by its name of today; null when there is none. */
  protected @Nullable Row decision(String repository) {
    String[] parts = repository.split("/", 2);
    for (Row row :
        database.execute(
            """
            select d.* from decision d join mirror_repository r on r.id = d.repository_id
            where r.owner = $1 and r.name = $2 order by d.id desc limit 1
            """,
            parts[0],
            parts[1])) {
      return row;
    }
    return null;
  }

  /** GitHub's id of a repository, by its name of today. */
  protected long repositoryId(String fullName) {
    String[] parts = fullName.split("/", 2);
    return count(
        "select id as n from mirror_repository where owner = '%s' and name = '%s'"
            .formatted(parts[0], parts[1]));
  }

  protected String state(String repository) {
    Row row = decision(repository);
    return row == null ? "" : row.getString("state");
  }

  protected String reason(String repository) {
    Row row = decision(repository);
    return row == null ? "" : row.getString("reason");
  }
}
