package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.loop.Replay;
import dev.pawl.loop.policy.Decision;
import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.merge.MergeGuards;
import dev.pawl.mirror.Repositories;
import dev.pawl.run.View;
import dev.pawl.run.ViewReader;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invariant 6: what was decided can be decided again from the view that was stored with it. */
@QuarkusTest
class ReplayStoryTest extends MergeStory {
  /** Of no real repository, so that no lane goes by what is made up here. */
  private static final long NOWHERE = -9;

  @Inject MergeGuards guards;
  @Inject ViewReader views;

  @AfterEach
  void tidy() {
    database().execute("delete from decision where repository_id = $1", NOWHERE);
    database().execute("delete from view where hash = $1", owner);
  }

  @Test
  void everyStoredViewLeadsToItsDecisionAgain() {
    String with = repositoryWithGoal("with");
    String without = repository("without", Map.of("README.md", "# nothing to do"));
    github.secondaryRateLimit(
        1, "POST", "/repos/" + owner + "/with/issues", Duration.ofSeconds(90));
    github.install(owner);
    eventually(() -> reason(with).contains("rate limit"));
    eventually(() -> state(without).equals("Idle"));
    passTime(Duration.ofSeconds(91));
    eventually(() -> ownIssues(with).size() == 1);
    settled();

    int replayed = 0;
    for (Row row : stored()) {
      Decision again = LoopPolicy.decide(Json.read(row.getString("view"), View.class));
      assertThat(again.state().word()).isEqualTo(row.getString("state"));
      assertThat(again.stage().label()).isEqualTo(row.getString("stage"));
      assertThat(again.reason()).isEqualTo(row.getString("reason"));
      assertThat(again.change()).isEqualTo(row.getString("change"));
      JsonNode stored = Json.tree(row.getString("content")).path("steps");
      assertThat(Json.tree(Json.write(again.steps()))).isEqualTo(stored);
      replayed++;
    }
    assertThat(replayed).isGreaterThanOrEqualTo(5);
    assertThat(replayed()).isEqualTo(replayed);
  }

  /** However many turns a repository has behind it, its view does not grow with them. */
  @Test
  void aViewHoldsWhatIsOpenAndTheLatestThatWasClosed() throws Throwable {
    String repository = repositoryWithGoal("old");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    long id = repositoryId(repository);
    database()
        .execute(
            """
            insert into mirror_issue (repository_id, number, id, title, body, state, version,
              effect_key)
            select $1, 1000 + n, $1 * 100000 + n, 'Old', '', case n when 1 then 'open' else 'closed' end,
              clock_timestamp(), 'old:' || n
            from generate_series(1, 150) n
            """,
            id);
    View view =
        VertxContextSupport.subscribeAndAwait(
            () ->
                Panache.withSession(
                    () ->
                        Repositories.withSurroundings(id)
                            .chain(row -> views.read(row, clock().instant()))));
    assertThat(view.issues())
        .extracting(View.IssueFacts::number)
        .startsWith(1, 1001, 1051)
        .endsWith(1150)
        .hasSize(102);
  }

  /** With all that guards said of it, from the draft to the merge. */
  @Test
  void theDecisionsOnAPullRequestAreDecidedAgain() {
    String repository = repositoryWithTask("judged");
    int number = opens(repository, "WIP: Light", TASK);
    eventually(() -> says(repository, number, "#" + number));
    github.check(repository, "copilot/light", "build", "failure");
    settled();
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "work in progress"));
    github.editPullRequest(repository, number, owner, Map.of("title", "Light"));
    eventually(() -> merged(repository, number));
    settled();

    long judged =
        count(
            "select count(*) as n from decision where content::jsonb ? 'merges'"
                + " and repository_id = "
                + repositoryId(repository));
    assertThat(judged).isGreaterThanOrEqualTo(4);
    assertThat(replayed()).isGreaterThanOrEqualTo((int) judged);
  }

  @Test
  void pageAndApiSayWhetherItIsDecidedTheSame() {
    String repository = repositoryWithGoal("asked");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    Visitor visitor = new Visitor(webhook());
    long id =
        count(
            "select max(id) as n from decision where repository_id = " + repositoryId(repository));

    JsonNode same = visitor.json("/api/decisions/" + id + "/replay");
    assertThat(same.path("same").asBoolean()).as(same.toString()).isTrue();
    assertThat(same.at("/now/loopPolicy").asInt()).isEqualTo(LoopPolicy.VERSION);
    assertThat(visitor.get("/decisions/" + id).body()).contains("today's code decides the same");

    long other = another(id, "{\"stage\":\"3c\",\"reason\":\"<b>\"}", 1);
    JsonNode different = visitor.json("/api/decisions/" + other + "/replay");
    assertThat(different.path("same").asBoolean()).isFalse();
    assertThat(different.at("/differences/0"))
        .isEqualTo(Json.tree("{\"part\":\"stage\",\"then\":\"3c\",\"now\":\"1a\"}"));
    assertThat(different.at("/then/loopPolicy").asInt()).isEqualTo(1);
    assertThat(visitor.get("/decisions/" + other).body())
        .contains("today's code decides otherwise", "&lt;b&gt;")
        .doesNotContain("<b>");
  }

  /** The loop's main question, which task comes next, with its reason. */
  @Test
  void whichTaskCameNextIsReplayedByPageAndApi() {
    String pending = "planning/issue_queue/pending/";
    String repository =
        repository(
            "promoted",
            Map.of(GOAL, "Light up.", pending + "b.md", "# B\n", pending + "a.md", "# A\n"));
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    assertThat(replayed()).isPositive();
    long id =
        count(
            "select id as n from decision where noted like '%is taken up as%' and repository_id = "
                + repositoryId(repository));

    Visitor visitor = new Visitor(webhook());
    JsonNode same = visitor.json("/api/decisions/" + id + "/replay");
    assertThat(same.path("same").asBoolean()).as(same.toString()).isTrue();
    assertThat(same.path("notes")).isEmpty();
    String why =
        "It is the first task in `"
            + pending
            + "`, and of at most 1 development none is under way.";
    JsonNode taken = same.path("noted").path(same.path("noted").size() - 1);
    assertThat(taken.path("done").asText()).isEqualTo("`" + pending + "a.md` is taken up as “A”.");
    assertThat(taken.path("reason").asText()).isEqualTo(why);
    assertThat(taken.path("change").asText()).startsWith("A task whose path comes before it");
    assertThat(visitor.get("/decisions/" + id).body())
        .contains("today's code decides the same", "<code>" + pending + "a.md</code> is taken up")
        .contains("none is under way", "A task whose path comes before it");
    assertThat(
            count(
                "select count(*) as n from run_history where why like '%It is the first task in %'"
                    + " and repository_id = "
                    + repositoryId(repository)))
        .as("the phase and the item of the queue")
        .isEqualTo(2);

    long other = another(id, Json.write(content(id)), LoopPolicy.VERSION);
    JsonNode old = visitor.json("/api/decisions/" + other + "/replay");
    assertThat(old.path("same").asBoolean()).as(old.toString()).isTrue();
    assertThat(old.path("noted").isNull()).isTrue();
    assertThat(old.at("/notes/0").asText()).contains("which task comes next, was not kept then");
    assertThat(visitor.get("/decisions/" + other).body())
        .contains("It is not known what was noted just before it", "was not kept then: only the");

    database()
        .execute(
            """
            update decision set noted = (
              select replace(replace(noted, 'a.md', '<b>.md'), '“A”', '“B”') from decision
              where id = $1) where id = $2
            """,
            id,
            other);
    JsonNode different = visitor.json("/api/decisions/" + other + "/replay");
    assertThat(different.path("same").asBoolean()).isFalse();
    assertThat(different.path("differences")).hasSize(1);
    assertThat(different.at("/differences/0/part").asText()).isEqualTo("noted");
    assertThat(different.at("/differences/0/then").asText()).contains("is taken up as “B”");
    assertThat(different.at("/differences/0/now").asText()).contains("is taken up as “A”");
    assertThat(visitor.get("/decisions/" + other).body())
        .contains("today's code decides otherwise", "&lt;b&gt;.md")
        .doesNotContain("<b>");
  }

  /** What is noted is kept though the decision that follows is the one before it. */
  @Test
  void whatIsNotedBesideTheSameDecisionIsKept() {
    String pending = "planning/issue_queue/pending/";
    String repository = repository("beside", Map.of(GOAL, "Light up.", pending + "a.md", "# A\n"));
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    github.commit(repository, owner, "main", "Empty", Map.of(pending + "b.md", " \n"));
    String asked =
        "select count(*) as n from decision where noted like '%\"A person is asked.\"%'"
            + " and repository_id = "
            + repositoryId(repository);
    eventually(() -> count(asked) == 1);
    settled();
    assertThat(count(asked)).isOne();
    assertThat(
            count(
                "select count(distinct content) as n from (select content from decision"
                    + " where repository_id = "
                    + repositoryId(repository)
                    + " order by id desc limit 2) latest"))
        .as("the decision itself is the same")
        .isOne();
    assertThat(replayed()).isPositive();
  }

  private JsonNode content(long decision) {
    return Json.tree(
        database()
            .execute("select content from decision where id = $1", decision)
            .iterator()
            .next()
            .getString("content"));
  }

  @Test
  void aViewThatIsGoneOrCannotBeReadIsSaidPlainly() {
    String repository = repositoryWithGoal("forgotten");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    long id =
        count(
            "select max(id) as n from decision where repository_id = " + repositoryId(repository));
    database()
        .execute(
            "insert into view (hash, version, content, stored_at) values ($1, 4, '{', now())",
            owner);
    long unreadable = another(id, "{}", 4);
    database().execute("update decision set view_hash = $1 where id = $2", owner, unreadable);
    says410(unreadable, "in a form that cannot be read any more");

    database().execute("update view set version = 99 where hash = $1", owner);
    says410(unreadable, "stored by a newer Pawl");

    // As when views are dropped before their decisions.
    database().execute("alter table view disable trigger all");
    try {
      database().execute("delete from view where hash = $1", owner);
    } finally {
      database().execute("alter table view enable trigger all");
    }
    says410(unreadable, "not kept any more");
    database().execute("delete from decision where id = $1", unreadable);

    HttpResponse<String> nothing =
        new Visitor(webhook()).api("GET", "/api/decisions/" + unreadable + "/replay", "");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(new Visitor(webhook()).api("GET", "/api/decisions/x/replay", "").statusCode())
        .isEqualTo(404);
  }

  private void says410(long decision, String words) {
    Visitor visitor = new Visitor(webhook());
    HttpResponse<String> answer = visitor.api("GET", "/api/decisions/" + decision + "/replay", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(410);
    assertThat(Json.tree(answer.body()).path("detail").asText()).contains(words);
    HttpResponse<String> page = visitor.get("/decisions/" + decision);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(words);
  }

  /** A decision by the same view, as other code could have made it. */
  private long another(long decision, String content, int policy) {
    return database()
        .execute(
            """
            insert into decision (repository_id, lane, stage, state, reason, change, content,
              view_hash, policy_version, decided_at)
            select $4::bigint, lane, stage, state, reason, change, $2::text, view_hash, $3::int,
              decided_at
            from decision where id = $1 returning id
            """,
            decision,
            content,
            policy,
            NOWHERE)
        .iterator()
        .next()
        .getLong("id");
  }

  private RowSet<Row> stored() {
    return database()
        .execute(
            """
            select d.*, v.content as view, v.version from decision d
            join view v on v.hash = d.view_hash
            join mirror_repository r on r.id = d.repository_id where r.owner = $1
            """,
            owner);
  }

  /** How many of this story's decisions were decided once more, each the same in every part. */
  private int replayed() {
    int replayed = 0;
    for (Row row : stored()) {
      Replay.Outcome outcome =
          Replay.of(
              new Replay.Stored(
                  row.getString("content"),
                  row.getInteger("policy_version"),
                  row.getInteger("merge_policy_version"),
                  row.getInteger("version"),
                  row.getString("view"),
                  row.getString("noted")),
              guards.inOrder());
      assertThat(outcome)
          .as(row.getString("reason"))
          .isInstanceOfSatisfying(
              Replay.Outcome.Decided.class,
              decided -> {
                assertThat(decided.differences()).isEmpty();
                assertThat(decided.notes()).isEmpty();
                assertThat(decided.then()).isEqualTo(Replay.Versions.NOW);
              });
      replayed++;
    }
    return replayed;
  }
}
