package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.MachineClock;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This machine's clock is put forward or back by an hour; GitHub's is not. */
@QuarkusTest
class ClockJumpStoryTest extends Story {
  private static final Duration HOUR = Duration.ofHours(1);

  @Inject MachineClock machine;
  private Duration before;

  @BeforeEach
  void remember() {
    before = machine.put();
  }

  @AfterEach
  void putRight() {
    machine.move(before.minus(machine.put()));
  }

  @Test
  void theLoopGoesOnWhateverTheClockSays() {
    String still = repositoryWithGoal("still");
    String forward = repositoryWithGoal("forward");
    String back = repositoryWithGoal("back");
    String right = repositoryWithGoal("right");
    long installation = github.install(owner, still);
    eventually(() -> ownIssues(still).size() == 1);

    machine.move(HOUR);
    github.addRepositories(installation, forward);
    eventually(() -> ownIssues(forward).size() == 1);

    machine.move(HOUR.multipliedBy(-2));
    github.addRepositories(installation, back);
    eventually(() -> ownIssues(back).size() == 1);

    machine.move(HOUR);
    github.addRepositories(installation, right);
    eventually(() -> ownIssues(right).size() == 1);
    settled();
    for (String repository : List.of(still, forward, back, right)) {
      assertThat(issueCreations(repository)).as(repository).isOne();
      assertThat(state(repository)).isEqualTo("Waiting");
    }
  }

  @Test
  void aTokenIsSignedByGitHubsTimeWhereThisMachinesIsWrong() {
    machine.move(HOUR);
    String repository = repositoryWithGoal("signed");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);

    machine.move(HOUR.multipliedBy(-2));
    String other = "other" + owner;
    github.createAccount(other, "Organization");
    github.createRepository(other, "signed", Map.of(GOAL, "Light up the coast."));
    github.install(other);
    eventually(() -> ownIssues(other + "/signed").size() == 1);
    settled();
    assertThat(issueCreations(repository)).isOne();
    assertThat(issueCreations(other + "/signed")).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void anUnknownOutcomeSettlesAnewHoweverTheClockIsPut(int hours) {
    // Otherwise the issue's own event would tell at once.
    github.fault(Map.of("kind", "drop", "percent", 100, "event", "issues"));
    String repository = repositoryWithGoal(hours < 0 ? "earlier" : "later");
    github.failAfterWrite(1, "POST", "/repos/" + repository + "/issues", 500);
    github.install(owner);
    eventually(() -> reason(repository).contains("is being checked"));

    machine.move(Duration.ofHours(hours));
    eventually(
        () ->
            count(
                    "select count(*) as n from lane l join mirror_repository r on l.name = 'repo:'"
                        + " || r.id where r.owner || '/' || r.name = '"
                        + repository
                        + "' and l.wake_at between '"
                        + clock().instant()
                        + "' and '"
                        + clock().instant().plusSeconds(61)
                        + "'")
                == 1);
    assertThat(reason(repository)).contains("is being checked");
    passTime(Duration.ofSeconds(61));
    eventually(() -> state(repository).equals("Waiting") && reason(repository).contains("#1"));
    settled();
    assertThat(issueCreations(repository)).isOne();
  }

  @Test
  void aLeaseOfADatabaseWhoseClockWasPutBackIsTakenOver() {
    String repository = repositoryWithGoal("leased");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    database()
        .execute(
            "update lane set held_by = gen_random_uuid(), lease_until = clock_timestamp() + interval"
                + " '1 hour' where name = 'repo:' || (select id from mirror_repository where owner ="
                + " $1)",
            owner);

    github.openIssue(repository, owner, "A question", "How?");
    settled();
    assertThat(count("select count(*) as n from lane where lease_until > clock_timestamp()"))
        .isZero();
    assertThat(issueCreations(repository)).isOne();
  }
}
