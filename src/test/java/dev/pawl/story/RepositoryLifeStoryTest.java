package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
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
