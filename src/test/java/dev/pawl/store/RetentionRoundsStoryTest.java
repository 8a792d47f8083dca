package dev.pawl.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What has had its time goes, what somebody may still need stays. */
@QuarkusTest
class RetentionRoundsStoryTest extends Story {
  private static final String AGO = "' - interval '400 days'";

  @Inject RetentionRounds rounds;

  @Test
  void everythingHasItsTime() {
    String repository = repositoryWithGoal("kept");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    github.commit(
        repository, owner, "main", "Widen the goal", Map.of(GOAL, "Light up the whole coast."));
    eventually(() -> count(decisions(repository)) > 1);
    settled();
    age(repository);
    fill();

    rounds.round();
    // Views go after the decisions that name them.
    rounds.round();

    assertThat(count(decisions(repository))).isOne();
    assertThat(
            count("select count(*) as n from view where stored_at < timestamptz '" + now() + AGO))
        .isOne();
    assertThat(count("select count(*) as n from delivery where lane = 'repo:-41'")).isOne();
    assertThat(count("select count(*) as n from audit where who = 'long ago'")).isZero();
    assertThat(count("select count(*) as n from gap_delivery where event = 'long-ago'")).isOne();
    assertThat(count("select count(*) as n from finding where repository_id = -41"))
        .as("what still holds, and what has time left")
        .isEqualTo(2);
    assertThat(count("select count(*) as n from run_history where repository_id = -41")).isZero();
    assertThat(
            count(
                "select count(*) as n from run_history where at < now() - interval '300 days'"
                    + " and repository_id ="
                    + id(repository)))
        .as("of a phase that is open")
        .isPositive();
    assertThat(count(effects(repository) + " and e.state = 'done' and e.intent <> ''")).isZero();
    assertThat(count(effects(repository) + " and e.state = 'done' and e.intent = ''"))
        .isGreaterThan(1);
    long effect = count("select max(id) as n from effect where intent = ''");
    given()
        .get("/effects/" + effect)
        .then()
        .statusCode(200)
        .body(containsString("dropped after its time"))
        .body(not(containsString("/decisions/1\"")));

    database().execute("delete from delivery where lane = 'repo:-41'");
    database().execute("delete from lane where name = 'repo:-41'");
    database().execute("delete from gap_delivery where event = 'long-ago'");
    database().execute("delete from finding where repository_id = -41");

    // The keys are still there: the same step is not taken twice.
    github.openIssue(repository, owner, "A question", "How?");
    settled();
    passTime(Duration.ofMinutes(1));
    settled();
    assertThat(issueCreations(repository)).isEqualTo(ownIssues(repository).size());
  }

  @Test
  void aRunIsReadFromItsArchiveWhenItsHistoryIsGoneAndTextsGoLast() {
    String repository = repositoryWithGoal("archived");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    github.closeIssue(repository, ownIssues(repository).getFirst().path("number").asInt(), owner);
    long run = count("select max(id) as n from run where repository_id =" + id(repository));
    eventually(
        () ->
            count("select count(*) as n from run where ended_at is not null and id = " + run) == 1);
    settled();
    long archive = count("select id as n from artifact where run_id = " + run);
    String text = get("/api/artifacts/" + archive).statusCode(200).extract().asString();
    assertThat(text).contains("issue made", "was closed without a merge.");
    get("/runs/" + run).statusCode(200).body(containsString("issue made"));

    replaceHistory(repository);
    rounds.round();
    assertThat(
            count("select count(*) as n from run_history where repository_id =" + id(repository)))
        .isZero();
    get("/runs/" + run)
        .statusCode(200)
        .body(not(containsString("issue made")))
        .body(containsString("were dropped after their time; the archive has them"))
        .body(containsString("href=\"/api/artifacts/" + archive + "\""));
    assertThat(get("/api/artifacts/" + archive).statusCode(200).extract().asString())
        .isEqualTo(text);

    long young = oldTexts(repository, run);
    rounds.round();
    assertThat(count(texts(repository) + " and a.content is not null"))
        .as("what has time left")
        .isEqualTo(1);
    assertThat(count(texts(repository) + " and a.bytes is not null")).isEqualTo(1202);
    get("/api/artifacts/" + young).statusCode(200).body(equalTo("young"));
    get("/api/artifacts/" + archive)
        .statusCode(404)
        .body(containsString("This text was dropped"))
        .body(containsString("It has had its time."));
    get("/runs/" + run)
        .statusCode(200)
        .body(containsString("its text was dropped after its time, SHA-256"))
        .body(containsString("was dropped after its time</span>"))
        .body(not(containsString("/api/artifacts/" + archive)));
    get("/runs/" + run + ".md")
        .statusCode(200)
        .body(containsString("its text was dropped after its time.\n"));
    database().execute("delete from artifact where link = 'long ago'");
  }

  private static ValidatableResponse get(String path) {
    return given().accept("text/html, */*").get(path).then();
  }

  /** Its lines are never changed, so they are written anew, and old. */
  private void replaceHistory(String repository) {
    long last = count("select max(id) as n from run_history");
    database()
        .execute(
            "insert into run_history (repository_id, object, change, at, why, who)"
                + " select repository_id, object, change, at - interval '400 days', why, who"
                + " from run_history where repository_id ="
                + id(repository));
    database()
        .execute(
            "delete from run_history where id <= $1 and repository_id =" + id(repository), last);
  }

  /** More than a batch of them, and a young one, whose id is returned. */
  private long oldTexts(String repository, long run) {
    String phase = "(select max(id) from phase where run_id = " + run + ")";
    database()
        .execute(
            "insert into artifact (phase_id, kind, link, hash, bytes, content, made_at) select "
                + phase
                + ", 'issue', 'long ago', encode(sha256(n::text::bytea), 'hex'), 1, 'x', now()"
                + " from generate_series(1, 1199) n");
    database()
        .execute(
            "update artifact set made_at = made_at - interval '1100 days' where run_id = "
                + run
                + " or phase_id = "
                + phase);
    database()
        .execute(
            "insert into artifact (phase_id, kind, link, hash, bytes, content, made_at) select "
                + phase
                + ", 'issue', 'long ago', repeat('0', 64), 5, 'young', timestamptz '"
                + now()
                + "' - interval '1090 days'");
    return count("select max(id) as n from artifact where phase_id = " + phase);
  }

  private static String texts(String repository) {
    return "select count(*) as n from artifact a left join phase p on p.id = a.phase_id"
        + " join run r on r.id = coalesce(a.run_id, p.run_id) where r.repository_id ="
        + id(repository);
  }

  /** More than a batch of each, and of each one that must stay. */
  private void fill() {
    database()
        .execute(
            "insert into lane (name, held_by, lease_until) values ('repo:-41', gen_random_uuid(),"
                + " clock_timestamp() + interval '50 seconds')");
    database()
        .execute(
            """
            insert into delivery (guid, event, lane, bytes, state, received_at)
            select gen_random_uuid(), 'watch', 'repo:-41', 2,
              case when n = 7 then 'pending' else 'projected' end,
              clock_timestamp() - interval '30 days'
            from generate_series(1, 1200) n
            """);
    database()
        .execute(
            """
            insert into audit (at, who, what, object)
            select clock_timestamp() - interval '400 days', 'long ago', 'look', 'ledger'
            from generate_series(1, 1200)
            """);
    database()
        .execute(
            """
            insert into gap_delivery (guid, github_id, event, delivered_at, found_at, state, not_before)
            select gen_random_uuid(), n, 'long-ago', clock_timestamp() - interval '400 days',
              clock_timestamp(), case when n = 7 then 'missed' else 'healed' end,
              clock_timestamp() + interval '1 day'
            from generate_series(1, 1200) n
            """);
    database()
        .execute(
            """
            insert into finding (repository_id, pull_request, guard, text, mends, head, found_at,
              resolved_at)
            select -41, 1, 'Checks', n::text, 'commits', 'abc', now() - interval '400 days',
              case n when 7 then null when 8 then now() - interval '300 days'
                else now() - interval '380 days' end
            from generate_series(1, 1200) n
            """);
  }

  private void age(String repository) {
    // The lines of a history are never changed: old ones are added.
    database()
        .execute(
            """
            insert into run_history (repository_id, object, change, at, why, who)
            select -41, 'hold:1', 'lifted', now() - interval '400 days', 'long ago', 'long ago'
            from generate_series(1, 1200)
            """);
    database()
        .execute(
            "insert into run_history (repository_id, object, change, at, why, who)"
                + " select repository_id, object, change, at - interval '400 days', why, who"
                + " from run_history where repository_id ="
                + id(repository)
                + " and object like 'phase:%'");
    database()
        .execute(
            "update decision set decided_at = decided_at - interval '400 days' where repository_id ="
                + id(repository));
    // Other stories have views of their own.
    database()
        .execute(
            "update view set stored_at = stored_at - interval '401 days' where hash in"
                + " (select view_hash from decision where repository_id ="
                + id(repository)
                + ")");
    database()
        .execute(
            "update effect set finished_at = finished_at - interval '400 days' where repository_id ="
                + id(repository));
  }

  private static String id(String repository) {
    return " (select id from mirror_repository where owner || '/' || name = '" + repository + "')";
  }

  private static String decisions(String repository) {
    return "select count(*) as n from decision where repository_id =" + id(repository);
  }

  private static String effects(String repository) {
    return "select count(*) as n from effect e where e.repository_id =" + id(repository);
  }

  private String now() {
    return clock().instant().toString();
  }
}
