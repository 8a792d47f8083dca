package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import dev.pawl.testing.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Repositories are renamed, moved, taken away and given back: state follows the id. */
@QuarkusTest
class RepositoryLifeStoryTest extends Story {

  @Test
  void L33_renamed() {
    String repository = repository("before", Map.of("README.md", "#"));
    github.install(owner);
    eventually(() -> github.checkRuns(repository).size() == 1);

    github.rename(repository, "after");
    settled();
    String renamed = owner + "/after";
    github.commit(renamed, owner, "main", "The goal", Map.of(GOAL, "Light up the coast."));

    eventually(() -> ownIssues(renamed).size() == 1);
  }

  @Test
  void L33_transferred() {
    String repository = repositoryWithGoal("moving");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    String other = owner + "-other";
    github.createAccount(other, "Organization");
    github.install(other);
    settled();

    github.transfer(repository, other);
    settled();
    String moved = other + "/moving";

    eventually(() -> state(moved).equals("Waiting"));
    assertThat(ownIssues(moved)).hasSize(1);
    assertThat(reason(moved)).contains("#1");
  }

  @Test
  void L33_removedAndReturned() {
    String repository = repository("removed", Map.of("README.md", "#"));
    String kept = repositoryWithGoal("kept");
    long installation = github.install(owner, repository, kept);
    eventually(() -> github.checkRuns(repository).size() == 1);

    github.removeRepositories(installation, repository);
    eventually(() -> reason(repository).contains("not installed"));
    settled();
    github.clearRequests();
    github.commit(repository, owner, "main", "The goal", Map.of(GOAL, "Light up the coast."));
    settled();
    assertThat(github.requests("POST|PATCH|PUT", "/repos/" + repository + ".*")).isEmpty();

    github.addRepositories(installation, repository);
    eventually(() -> ownIssues(repository).size() == 1);
  }

  @Test
  void L33_suspended() {
    String repository = repository("suspended", Map.of("README.md", "#"));
    long installation = github.install(owner);
    eventually(() -> github.checkRuns(repository).size() == 1);

    github.suspend(installation);
    eventually(() -> state(repository).equals("Paused"));
    github.untold().commit(repository, owner, "main", "The goal", Map.of(GOAL, "Light."));
    settled();
    assertThat(ownIssues(repository)).isEmpty();

    github.unsuspend(installation);
    eventually(() -> !state(repository).equals("Paused"));
    github.commit(repository, owner, "main", "The goal, again", Map.of(GOAL, "Light up."));
    eventually(() -> ownIssues(repository).size() == 1);
  }

  @Test
  void L33_uninstalled() {
    String repository = repository("gone", Map.of("README.md", "#"));
    long installation = github.install(owner);
    eventually(() -> github.checkRuns(repository).size() == 1);

    github.uninstall(installation);
    eventually(() -> reason(repository).contains("not installed"));
    github.clearRequests();
    github.untold().commit(repository, owner, "main", "The goal", Map.of(GOAL, "Light."));
    settled();
    assertThat(github.requests("POST|PATCH|PUT", "/repos/" + repository + ".*")).isEmpty();

    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
  }

  @Test
  void installedAnewBeforeTheFormerInstallationIsHeardOut() {
    String first = repository("first", Map.of("README.md", "#"));
    long former = github.install(owner, first);
    eventually(() -> github.checkRuns(first).size() == 1);
    settled();
    String second = repositoryWithGoal("second");
    github.webhook(nobody(), SandboxResource.SECRET);
    github.addRepositories(former, second);
    github.uninstall(former);
    github.install(owner);
    eventually(() -> told("installation_repositories", "added").size() == 1);
    eventually(() -> told("installation", "deleted").size() == 1);
    eventually(() -> told("installation", "created").size() == 2);

    // The last is told first.
    hear("installation", told("installation", "created").getLast());
    hear("installation_repositories", told("installation_repositories", "added").getFirst());
    hear("installation", told("installation", "deleted").getFirst());

    eventually(() -> ownIssues(second).size() == 1);
    settled();
    assertThat(state(second)).isEqualTo("Waiting");
    assertThat(issueCreations(second)).isOne();
    assertThat(state(first)).isEqualTo("Idle");
  }

  @Test
  void anInstallationThatNeverWasIsFoundOut() {
    String repository = repositoryWithGoal("claimed");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    database()
        .execute(
            "update mirror_repository set installation_id = 4711, dirty = 'told so' where owner = $1",
            owner);

    github.commit(repository, owner, "main", "More", Map.of(GOAL, "Light up the whole coast."));

    eventually(
        () ->
            count(
                    "select count(*) as n from mirror_repository where dirty is null and"
                        + " installation_id <> 4711 and owner = '"
                        + owner
                        + "'")
                == 1);
    assertThat(reason(repository)).doesNotContain("not let Pawl read");
  }

  private List<JsonNode> told(String event, String action) {
    return github.deliveries(event, action).stream()
        .map(delivery -> delivery.path("payload"))
        .filter(
            payload ->
                payload.path("installation").path("account").path("login").asText().equals(owner))
        .sorted(
            Comparator.comparingLong(payload -> payload.path("installation").path("id").asLong()))
        .toList();
  }

  private void hear(String event, JsonNode payload) {
    assertThat(
            new Webhook(webhook(), SandboxResource.SECRET)
                .send(event, UUID.randomUUID(), payload.toString()))
        .isEqualTo(202);
    eventually(() -> count("select count(*) as n from delivery where state = 'pending'") == 0);
  }

  private static URI nobody() {
    return URI.create("http://127.0.0.1:9/webhook");
  }

  @Test
  void archivedAndBack() {
    String repository = repository("old", Map.of("README.md", "#"));
    github.install(owner);
    eventually(() -> github.checkRuns(repository).size() == 1);

    github.archive(repository);
    eventually(() -> reason(repository).contains("archived"));
    github.unarchive(repository);
    eventually(() -> !reason(repository).contains("archived"));
  }
}
