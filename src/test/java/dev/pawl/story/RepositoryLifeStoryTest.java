package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import dev.pawl.testing.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Repositories are renamed, moved, taken away and given back: state follows the id. */
@QuarkusTest
@Tag("system")
class RepositoryLifeStoryTest extends Story {
  private static final String LOCKED = "agents that are Apps cannot answer there, nor can Pawl.";

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

  /** What is gone is said, costs nothing more, and does not keep the next goal from its issue. */
  private void goneAndNext(String repository, String word) {
    eventually(() -> reason(repository).contains("#1 for this goal was " + word));
    settled();
    github.clearRequests();
    passTime(Duration.ofHours(2));
    settled();
    assertThat(github.requests("POST|PATCH|PUT|DELETE", "/repos/" + repository + "/.*")).isEmpty();

    github.commit(repository, owner, "main", "Next", Map.of(GOAL, "Light up the islands."));
    eventually(() -> issueCreations(repository) == 1);
    settled();
    assertThat(failures(repository)).isZero();
  }

  private long failures(String repository) {
    return count(
        "select count(*) as n from effect e join mirror_repository r on r.id = e.repository_id where"
            + " e.state = 'failed' and r.owner || '/' || r.name = '"
            + repository
            + "'");
  }

  private String withAnalysis(String name) {
    String repository = repositoryWithGoal(name);
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    return repository;
  }

  @Test
  void L39_issueDeleted() {
    String repository = withAnalysis("deleted");
    github.deleteIssue(repository, 1, owner);
    goneAndNext(repository, "deleted");
  }

  @Test
  void L39_issueTransferred() {
    String repository = withAnalysis("moved-on");
    String other = repository("other", Map.of("README.md", "#"));
    github.transferIssue(repository, 1, owner, other);
    goneAndNext(repository, "transferred");
  }

  @Test
  void L39_issueLocked() {
    String repository = withAnalysis("locked");
    assertThat(reason(repository)).doesNotContain("locked");
    github.lockIssue(repository, 1, owner);
    eventually(() -> reason(repository).endsWith("#1 is locked: " + LOCKED));
    settled();
    github.unlockIssue(repository, 1, owner);
    eventually(() -> !reason(repository).contains("locked"));
    github.lockIssue(repository, 1, owner);
    eventually(() -> reason(repository).endsWith("#1 is locked: " + LOCKED));
    settled();
    github.closeIssue(repository, 1, owner);
    goneAndNext(repository, "closed");
  }

  @Test
  void L39_issuesSwitchedOff() {
    String repository = repository("mute", Map.of("README.md", "#"));
    github.disableIssues(repository);
    github.install(owner);
    github.commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light."));
    eventually(() -> reason(repository).contains("issues are switched off"));
    settled();
    passTime(Duration.ofHours(2));
    settled();
    assertThat(issueCreations(repository)).isZero();

    github.enableIssues(repository);
    github.commit(repository, owner, "main", "More", Map.of(GOAL, "Light up the coast."));
    eventually(() -> issueCreations(repository) == 1);
    assertThat(failures(repository)).isZero();
  }

  @Test
  void L39_issuesSwitchedOffLater() {
    String repository = repository("muted", Map.of("README.md", "#"));
    github.install(owner);
    settled();
    // GitHub has no event for it.
    github.disableIssues(repository);
    github.commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light."));
    eventually(() -> reason(repository).contains("issues are switched off"));
    settled();
    assertThat(github.requests("POST", "/repos/" + repository + "/issues")).isEmpty();
  }

  @Test
  void L39_emptyRepository() {
    github.createRepository(owner, "bare", Map.of());
    github.install(owner);
    String repository = owner + "/bare";
    eventually(() -> reason(repository).contains("no commit yet"));
    settled();
    assertThat(github.requests("POST", "/repos/" + repository + "/.*")).isEmpty();
    github.commit(repository, owner, "main", "A goal", Map.of(GOAL, "Light."));
    eventually(() -> issueCreations(repository) == 1);
  }

  /** What is archived takes no write; what was about to be written is, once it takes them again. */
  /** An uninstallation has read its repositories, and waits for their lanes, while one is taken. */
  @Test
  void whatAnInstallationTookMeanwhileIsNotGivenBack() {
    String repository = repository("meanwhile", Map.of("README.md", "#"));
    long installation = github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    long id = repositoryId(repository);
    long later = installation + 1_000_000;
    SqlConnection other = database().pool().getConnection().await().indefinitely();
    try {
      run(other, "begin");
      run(other, "select from lane where name = 'repo:" + id + "' for update");
      github.uninstall(installation);
      eventually(
          () ->
              count(
                      "select count(*) as n from pg_stat_activity where wait_event_type = 'Lock'"
                          + " and datname = current_database()")
                  > 0);
      run(
          other,
          "insert into mirror_installation (id, account, account_id, account_type, state, version, seen_at)"
              + " select "
              + later
              + ", account, account_id, account_type, 'active', version, seen_at"
              + " from mirror_installation where id = "
              + installation);
      run(other, "update mirror_repository set installation_id = " + later + " where id = " + id);
      run(other, "commit");
    } finally {
      // Without effect once it is committed.
      run(other, "rollback");
      other.close().await().indefinitely();
    }
    settled();
    assertThat(
            count(
                "select count(*) as n from mirror_installation where state = 'removed' and id = "
                    + installation))
        .isOne();
    assertThat(count("select installation_id as n from mirror_repository where id = " + id))
        .isEqualTo(later);
  }

  private static void run(SqlConnection connection, String sql) {
    connection.query(sql).execute().await().indefinitely();
  }

  @Test
  void L39_archivedAndBack() {
    String repository = repositoryWithGoal("old");
    github.secondaryRateLimit(
        1, "POST", "/repos/" + repository + "/(labels|issues)", Duration.ofHours(1));
    github.install(owner);
    eventually(() -> planned(repository) > 0);
    settled();
    assertThat(issueCreations(repository)).isZero();

    github.archive(repository);
    eventually(() -> reason(repository).contains("archived"));
    settled();
    github.clearRequests();
    for (int hour = 0; hour < 3; hour++) {
      passTime(Duration.ofHours(1));
      github.untold().commit(repository, owner, "main", "On " + hour, Map.of("on.md", "" + hour));
      settled();
    }
    assertThat(github.requests("POST|PATCH|PUT|DELETE", "/repos/" + repository + "/.*")).isEmpty();
    assertThat(failures(repository)).isZero();
    assertThat(reason(repository)).contains("archived");

    github.unarchive(repository);
    eventually(() -> issueCreations(repository) == 1);
    settled();
    assertThat(reason(repository)).contains("#1");
    assertThat(ownIssues(repository)).hasSize(1);
    assertThat(failures(repository)).isZero();
  }

  private long planned(String repository) {
    return count(
        "select count(*) as n from effect e join mirror_repository r on r.id = e.repository_id where"
            + " e.state = 'planned' and e.not_before is not null and r.owner || '/' || r.name = '"
            + repository
            + "'");
  }
}
