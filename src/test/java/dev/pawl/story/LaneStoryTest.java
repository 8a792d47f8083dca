package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lanes do not disturb each other, and nothing is swallowed. */
@QuarkusTest
class LaneStoryTest extends Story {

  @Test
  void L36_twoRepos() {
    String broken = repositoryWithGoal("broken");
    github.failNext(1000, "POST", "/repos/" + broken + "/.*", 500);
    github.install(owner);
    eventually(() -> reason(broken).contains("being checked") || !state(broken).isEmpty());

    String other = owner + "-b";
    github.createAccount(other, "Organization");
    github.createRepository(other, "well", Map.of(GOAL, "Light."));
    long begin = System.nanoTime();
    github.install(other);
    eventually(() -> ownIssues(other + "/well").size() == 1);

    assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
    assertThat(ownIssues(broken)).isEmpty();
  }

  @Test
  void L38_poisonDelivery() {
    String repository = repositoryWithGoal("poisoned");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    long id = repositoryId(repository);
    ObjectNode poison = JsonNodeFactory.instance.objectNode();
    poison.put("action", "opened");
    poison.putObject("repository").put("id", id).put("full_name", repository);
    poison.putObject("issue").put("title", "without a number");

    String guid = github.deliver("issues", poison, null);

    eventually(
        () ->
            count(
                    "select count(*) as n from delivery where state = 'dead' and guid = '"
                        + guid
                        + "'")
                == 1);
    // The lane goes on, and the reason is kept.
    github.closeIssue(repository, 1, owner);
    eventually(() -> reason(repository).contains("was closed"));
    assertThat(error(guid)).contains("names no issue");

    assertThat(
            io.restassured.RestAssured.given()
                .redirects()
                .follow(false)
                .cookie("pawl-csrf", "a-token")
                .formParam("csrf", "a-token")
                .post("/deliveries/" + guid + "/replay")
                .statusCode())
        .isEqualTo(303);
    eventually(
        () ->
            count(
                    "select count(*) as n from delivery where state = 'dead' and attempts = 1 and guid = '"
                        + guid
                        + "'")
                == 1);
    assertThat(count("select count(*) as n from audit where object = '" + guid + "'")).isOne();
  }

  @Test
  void eventsThatAreNotUnderstoodAreStoredAndMarked() {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("action", "started");
    String guid = github.deliver("watch", payload, UUID.randomUUID().toString());

    eventually(
        () ->
            count(
                    "select count(*) as n from delivery where state = 'ignored' and guid = '"
                        + guid
                        + "'")
                == 1);
  }

  private String error(String guid) {
    return database()
        .execute("select error from delivery where guid = $1", UUID.fromString(guid))
        .iterator()
        .next()
        .getString("error");
  }

  /**
   * Invariant 3: a failure is seen, tried again with pauses, and given up with its error at last.
   */
  @Test
  void whatFailsAgainAndAgainIsGivenUpWithItsErrorAndCanBeReplayed() {
    String repository = repositoryWithGoal("failing");
    String other = repositoryWithGoal("other");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1 && ownIssues(other).size() == 1);
    settled();
    // A real refusal of the database, for one title only.
    database()
        .execute("alter table mirror_issue add constraint refused check (title <> 'refuse me')");
    try {
      github.openIssue(repository, owner, "refuse me", "");
      String lane = "repo:" + repositoryId(repository);
      for (int attempt = 1; attempt < 8; attempt++) {
        int failures = attempt;
        eventually(() -> failures(lane) == failures);
        github.openIssue(other, owner, "meanwhile " + attempt, "");
        passTime(Duration.ofHours(1));
      }
      eventually(() -> count("select count(*) as n from delivery where state = 'dead'") > 0);
      String guid =
          text(
              "select guid::text as t from delivery where state = 'dead' and lane = '"
                  + lane
                  + "'");
      assertThat(error(guid)).contains("refused");
      settled();
      assertThat(failures(lane)).isZero();
      assertThat(count("select count(*) as n from mirror_issue where title like 'meanwhile %'"))
          .isEqualTo(7);
    } finally {
      database().execute("alter table mirror_issue drop constraint refused");
    }
  }

  private long failures(String lane) {
    return count("select failures::bigint as n from lane where name = '" + lane + "'");
  }

  private String text(String sql) {
    return database().execute(sql).iterator().next().getString("t");
  }
}
