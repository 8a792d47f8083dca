package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * GitHub's limits are kept without a thread that sleeps: the lane is given back with the time that
 * was told, nothing is asked before it, and afterwards the one issue is there.
 */
@QuarkusTest
@Tag("system")
class RateLimitStoryTest extends Story {
  private static final String ISSUES = "/repos/.*/issues";
  private static final String SETTINGS = ".github/pawl.yml";
  // Headers tell whole seconds.
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AfterEach
  void unlimited() {
    github.rateLimits(5000, 5000);
  }

  @Test
  void theHourIsUsedUp() {
    String repository = repositoryWithGoal("hour");
    github.primaryRateLimit(1, "POST", ISSUES, 403);
    github.install(owner);

    JsonNode refused = refused(ISSUES, 403);
    // The hour began with the first request of this installation.
    Instant began = at(asked(refused, "/repos/.*").getFirst());
    waitsUntil(began.plus(Duration.ofHours(1)), repository, refused, "/repos/.*");
  }

  @Test
  void theHourIsUsedUpWithTheOtherStatus() {
    String repository = repositoryWithGoal("status");
    github.primaryRateLimit(1, "POST", ISSUES, 429);
    github.install(owner);

    JsonNode refused = refused(ISSUES, 429);
    Instant began = at(asked(refused, "/repos/.*").getFirst());
    waitsUntil(began.plus(Duration.ofHours(1)), repository, refused, "/repos/.*");
  }

  /** No fault: the last request was really spent. */
  @Test
  void theLastRequestOfTheHourIsSpent() {
    String repository = repositoryWithGoal("spent");
    github.rateLimits(1, 5000);
    github.install(owner);

    JsonNode refused = refused("/repos/.*", 403);
    unlimited();
    Instant began = at(asked(refused, "/repos/.*").getFirst());
    waitsUntil(began.plus(Duration.ofHours(1)), repository, refused, "/repos/.*");
  }

  /** GraphQL refuses with status 200. */
  @Test
  void thePointsOfTheHourAreSpent() {
    String repository = repositoryWithGoal("points");
    github.rateLimits(5000, 0);
    github.install(owner);

    JsonNode refused = refused("/graphql", 200);
    unlimited();
    waitsUntil(at(refused).plus(Duration.ofHours(1)), repository, refused, ".*");
  }

  @Test
  void tooMuchAtOnceWithATimeToComeBack() {
    String repository = repositoryWithGoal("told");
    github.secondaryRateLimit(1, "POST", ISSUES, Duration.ofSeconds(90));
    github.install(owner);

    JsonNode refused = refused(ISSUES, 403);
    waitsUntil(at(refused).plusSeconds(90), repository, refused, ".*");
  }

  @Test
  void tooMuchAtOnceWithoutATimeToComeBack() {
    String repository = repositoryWithGoal("untold");
    github.secondaryRateLimit(2, "POST", ISSUES, null);
    github.install(owner);

    Instant first = at(refused(ISSUES, 403)).plusSeconds(60);
    eventually(() -> isNear(wakeAt(repository), first));
    passTime(Duration.between(clock().instant(), first).plusSeconds(2));
    eventually(() -> github.requests("POST", ISSUES).size() == 2);

    // The second time it waits for twice as long.
    JsonNode refused = github.requests("POST", ISSUES).getLast();
    assertThat(at(refused)).isAfterOrEqualTo(first.minus(SECOND));
    waitsUntil(at(refused).plusSeconds(120), repository, refused, ".*");
  }

  /** 20 at once, then one a second, over all repositories of an installation. */
  @Test
  void contentIsSpaced() {
    List<String> repositories =
        IntStream.range(0, 16).mapToObj(i -> repositoryWithGoal("lamp" + i)).toList();
    github.install(owner);

    // Whoever is held back does not hold its lane.
    eventually(
        () ->
            count(
                    """
                    select count(*) as n from lane l join mirror_repository r on l.name = 'repo:' || r.id
                    where r.owner = '%s' and l.wake_at > '%s' and l.lease_until is null
                      and l.wake_at is distinct from l.reread_at
                    """
                        .formatted(owner, clock().instant()))
                > 0);
    eventually(() -> repositories.stream().allMatch(one -> ownIssues(one).size() == 1));
    settled();

    List<Instant> creations =
        github.requests("POST", "/repos/" + owner + "/.*/(issues|labels)").stream()
            .map(RateLimitStoryTest::at)
            .sorted()
            .toList();
    assertThat(creations).hasSizeGreaterThanOrEqualTo(26);
    for (int i = 20; i < creations.size(); i++) {
      Duration since = Duration.between(creations.getFirst(), creations.get(i));
      assertThat(since).as("creation %d", i).isGreaterThan(Duration.ofSeconds(i - 21));
    }
    repositories.forEach(one -> assertThat(issueCreations(one)).isOne());
  }

  /**
   * @param paths what must not be asked before the time
   */
  private void waitsUntil(Instant told, String repository, JsonNode refused, String paths) {
    eventually(() -> isNear(wakeAt(repository), told));
    settled();
    assertThat(lane(repository).getOffsetDateTime("lease_until")).isNull();
    assertThat(lane(repository).getString("wake_reason")).containsIgnoringCase("rate limit");
    long before = asked(refused, paths).size();

    // Neither an event nor most of the time makes it ask.
    github.commit(repository, owner, "main", "Settings", Map.of(SETTINGS, "# none\n"));
    settled();
    passTime(Duration.between(clock().instant(), told).minusSeconds(20));
    github.openIssue(repository, owner, "A question", "When?");
    settled();
    assertThat(asked(refused, paths)).hasSize((int) before);
    assertThat(wakeAt(repository)).isCloseTo(told, within(2, ChronoUnit.SECONDS));
    assertThat(ownIssues(repository)).isEmpty();

    passTime(Duration.ofSeconds(22));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    passTime(Duration.ofHours(2));
    settled();
    assertThat(issueCreations(repository)).isOne();
    assertThat(ownIssues(repository)).hasSize(1);
    asked(refused, paths).stream()
        .skip(before)
        .forEach(request -> assertThat(at(request)).isAfterOrEqualTo(told.minus(SECOND)));
  }

  private JsonNode refused(String path, int status) {
    eventually(() -> !refusals(path, status).isEmpty());
    return refusals(path, status).getFirst();
  }

  private List<JsonNode> refusals(String path, int status) {
    return github.requests("POST", path).stream()
        .filter(request -> request.path("status").asInt() == status)
        .toList();
  }

  /** What the one who was refused has asked for, oldest first. */
  private List<JsonNode> asked(JsonNode refused, String paths) {
    return github.requests(".*", paths).stream()
        .filter(request -> request.path("caller").equals(refused.path("caller")))
        .toList();
  }

  private static Instant at(JsonNode request) {
    return Instant.parse(request.path("at").asText());
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(2)) <= 0;
  }

  private Instant wakeAt(String repository) {
    var time = lane(repository).getOffsetDateTime("wake_at");
    return time == null ? Instant.EPOCH : time.toInstant();
  }

  private Row lane(String repository) {
    String[] parts = repository.split("/", 2);
    return database()
        .execute(
            """
            select l.* from lane l join mirror_repository r on l.name = 'repo:' || r.id
            where r.owner = $1 and r.name = $2
            """,
            parts[0],
            parts[1])
        .iterator()
        .next();
  }
}
