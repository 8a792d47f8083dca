package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.mirror.Repository;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFactsReader;
import dev.pawl.run.ViewReader;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import dev.pawl.testing.Webhook;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Pull requests in a repository whose gap-analysis issue, #1, an agent works on. */
abstract class PullRequestStory extends Story {
  /** GitHub's own agent, by the login of its bot. */
  static final String AGENT = "copilot-swe-agent[bot]";

  @Inject PullRequestFactsReader pullRequests;
  @Inject ViewReader views;

  /** A repository with Pawl's issue #1, given to the agent; its full name. */
  String repositoryWithTask(String name) {
    return repositoryWithTask(name, Map.of());
  }

  /** The same, with more files besides the goal. */
  String repositoryWithTask(String name, Map<String, String> more) {
    Map<String, String> files =
        new HashMap<>(Map.of("README.md", "# " + name, GOAL, "Light up the coast."));
    files.putAll(more);
    String repository = repository(name, files);
    try {
      github.createAccount(AGENT, "Bot");
    } catch (RuntimeException | AssertionError thereAlready) {
      // From an earlier story.
    }
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    assign(repository);
    settled();
    return repository;
  }

  /** Tells, as GitHub does, that #1 was given to the agent, whom REST calls differently. */
  private void assign(String repository) {
    ObjectNode payload = told(repository, "issues").getFirst().path("payload").deepCopy();
    payload.put("action", "assigned");
    ObjectNode issue = payload.withObject("/issue");
    issue
        .putArray("assignees")
        .addObject()
        .put("login", "Copilot")
        .put("id", 198982749L)
        .put("type", "Bot");
    issue.put(
        "updated_at", Instant.parse(issue.path("updated_at").asText()).plusSeconds(1).toString());
    tell("issues", payload);
  }

  /** Opens the agent's pull request on a new branch. */
  int agentOpens(String repository, String branch, String body) {
    return github.openDraft(
        repository, AGENT, branch, "Light", body, Map.of(branch + ".md", "light\n"));
  }

  /** A pull request as the mirror has it. */
  Row row(String repository, int number) {
    for (Row row :
        database()
            .execute(
                "select * from mirror_pull_request where repository_id = $1 and number = $2",
                repositoryId(repository),
                number)) {
      return row;
    }
    throw new AssertionError("no row of #" + number);
  }

  boolean known(String repository, int number) {
    return count(
            "select count(*) as n from mirror_pull_request where repository_id = "
                + repositoryId(repository)
                + " and number = "
                + number)
        == 1;
  }

  /**
   * Waits until nothing is on its way and nothing doubtful; time passes to where GitHub is asked.
   */
  void certain(String repository) {
    settled();
    eventually(() -> nothingDoubtful(repositoryId(repository)));
    settled();
  }

  private boolean nothingDoubtful(long repository) {
    for (Row row :
        database()
            .execute(
                """
                select count(*) as n, min(ask_at) as at from mirror_pull_request
                where tracked and (dirty is not null or ask_at is not null) and repository_id = $1
                """,
                repository)) {
      OffsetDateTime at = row.getOffsetDateTime("at");
      Instant now = clock().instant();
      if (at != null && at.toInstant().isAfter(now)) {
        passTime(Duration.between(now, at.toInstant()));
      }
      return row.getLong("n") == 0;
    }
    return false;
  }

  /** The pull requests as guards and policies would see them now. */
  List<PullRequestFacts> facts(String repository) {
    long id = repositoryId(repository);
    return database().read(() -> pullRequests.read(id));
  }

  /** The pull requests in a view that is taken now. */
  List<PullRequestFacts> viewed(String repository) {
    long id = repositoryId(repository);
    return database()
        .read(
            () ->
                Repository.<Repository>findById(id)
                    .chain(row -> views.read(row, clock().instant())))
        .pullRequests();
  }

  /** The checks but for Pawl's own, which says how its merge stands. */
  static List<PullRequestFacts.CheckFacts> others(PullRequestFacts pull) {
    return pull.checks().stream().filter(check -> !check.ownApp()).toList();
  }

  /** Brings a delivery to Pawl's door as GitHub would, under a name of its own. */
  void tell(String event, JsonNode payload) {
    assertThat(
            new Webhook(webhook(), SandboxResource.SECRET)
                .send(event, UUID.randomUUID(), payload.toString()))
        .isEqualTo(202);
  }

  /** What GitHub told of a repository, each delivery once, in the order in which it came about. */
  List<JsonNode> told(String repository, String eventPattern) {
    return github.deliveries().stream()
        .filter(delivery -> delivery.path("event").asText().matches(eventPattern))
        .filter(
            delivery -> delivery.at("/payload/repository/full_name").asText().equals(repository))
        .filter(delivery -> !delivery.path("redelivery").asBoolean())
        .toList();
  }

  /** A payload of the pull request as it is now. */
  ObjectNode payload(String repository, int number, String action) {
    List<JsonNode> told = told(repository, "pull_request");
    ObjectNode payload = told.getLast().path("payload").deepCopy();
    payload.put("action", action);
    payload.put("number", number);
    payload.set("pull_request", github.pullRequest(repository, number));
    return payload;
  }

  /** How often GitHub was asked by GraphQL for this story's owner; others' timers run as well. */
  int questions() {
    long installation =
        count("select max(id) as n from mirror_installation where account = '" + owner + "'");
    return (int)
        github.requests("POST", "/graphql").stream()
            .map(request -> request.path("caller").asText())
            .filter(("installation:" + installation)::equals)
            .count();
  }
}
