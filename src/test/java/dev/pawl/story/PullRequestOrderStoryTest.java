package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries that are late, doubled, lost or of one second end in the same picture. */
@QuarkusTest
@Tag("system")
class PullRequestOrderStoryTest extends PullRequestStory {
  private static final String EVENTS = "pull_request|pull_request_review|check_run|status|push";

  /**
   * All that is compared: what GitHub told, and not when or how often Pawl looked, nor what Pawl
   * itself said on its check run meanwhile.
   */
  private List<String> picture(String repository) {
    long id = repositoryId(repository);
    List<String> lines = new ArrayList<>();
    for (String sql :
        List.of(
            """
            select concat_ws('|', p.number, p.title, p.body, p.state, p.draft, p.author, p.access,
              p.head_branch, p.head_sha, p.base_branch, p.labels, p.review_requests, p.threads,
              p.file_count, p.merge_commit, p.closes, p.closing, p.tracked, l.issue, l.how) as line
            from mirror_pull_request p left join mirror_issue_link l
              on l.repository_id = p.repository_id and l.pull_request = p.number
            where p.repository_id = $1 order by p.number
            """,
            """
            select concat_ws('|', number, id, author, state, head) as line from mirror_review
            where repository_id = $1 order by id
            """,
            """
            select concat_ws('|', c.kind, c.name, c.status, c.conclusion) as line
            from mirror_check c join mirror_pull_request p
              on p.repository_id = c.repository_id and p.head_sha = c.head_sha
            where c.repository_id = $1 and c.name <> 'Pawl' order by c.kind, c.name
            """,
            """
            select concat_ws('|', number, path, change, additions) as line from mirror_changed_file
            where repository_id = $1 order by number, path
            """)) {
      for (Row row : database().execute(sql, id)) {
        lines.add(row.getString("line"));
      }
    }
    return lines;
  }

  private void forget(String repository) {
    long id = repositoryId(repository);
    database().execute("delete from mirror_pull_request where repository_id = $1", id);
    database().execute("delete from mirror_check where repository_id = $1", id);
  }

  private void tell(JsonNode delivery) {
    tell(delivery.path("event").asText(), delivery.path("payload"));
  }

  /** The life of a pull request, of which Pawl hears nothing; what would have been told. */
  private List<JsonNode> life(String repository, boolean ends) {
    String ada = owner + "-ada";
    github.createPerson(ada);
    github.permit(repository, ada, "write");
    settled();
    github.dropDeliveries(10_000);
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    github.editPullRequest(repository, number, ada, Map.of("labels", List.of("area", "big")));
    github.check(repository, "copilot/light", "build", "failure");
    github.review(repository, number, ada, "changes_requested", "No.");
    github.pushToPullRequest(repository, number, AGENT, "More", Map.of("more.md", "more\n"));
    github.check(repository, "copilot/light", "build", "in_progress");
    github.check(repository, "copilot/light", "build", "success");
    github.status(repository, "copilot/light", "ci/deploy", "success");
    github.editPullRequest(repository, number, AGENT, Map.of("title", "Light"));
    github.markReady(repository, number, ada);
    github.requestReview(repository, number, AGENT, ada);
    github.review(repository, number, ada, "approved", "Yes.");
    if (ends) {
      github.mergePullRequest(repository, number, ada, "merge");
    }
    eventually(() -> github.deliveriesSettled());
    github.clearFaults();
    return told(repository, EVENTS).stream()
        .filter(
            delivery ->
                !delivery.path("event").asText().equals("push")
                    || delivery.at("/payload/ref").asText().endsWith("copilot/light"))
        .toList();
  }

  /** An event that says nothing itself but that there is something to read. */
  private void ask(String repository) {
    ObjectNode payload = payload(repository, 2, "resolved");
    tell("pull_request_review_thread", payload);
    certain(repository);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void L32_outOfOrder(boolean ends) {
    String repository = repositoryWithTask("order" + ends);
    List<JsonNode> life = life(repository, ends);
    assertThat(life).hasSizeGreaterThan(10);
    life.forEach(this::tell);
    certain(repository);
    List<String> inOrder = picture(repository);
    assertThat(inOrder.getFirst()).contains(ends ? "|merged|" : "|open|", "closing-word");

    forget(repository);
    life.reversed().forEach(this::tell);
    certain(repository);
    assertThat(picture(repository)).isEqualTo(inOrder);

    forget(repository);
    for (JsonNode delivery : life.reversed()) {
      tell(delivery);
      settled();
    }
    certain(repository);
    assertThat(picture(repository)).isEqualTo(inOrder);
  }

  /** Random orders, losses and doubles; the seed is in the message of a failure. */
  @Test
  void L32_anyOrderWithLossesAndDoubles() {
    String repository = repositoryWithTask("anyhow");
    List<JsonNode> life = life(repository, false);
    life.forEach(this::tell);
    certain(repository);
    ask(repository);
    List<String> inOrder = picture(repository);

    long first = System.nanoTime();
    for (long seed = first; seed < first + 10; seed++) {
      Random random = new Random(seed);
      List<JsonNode> told = new ArrayList<>();
      for (JsonNode delivery : life) {
        for (int times = random.nextInt(3); times > 0; times--) {
          told.add(delivery);
        }
      }
      Collections.shuffle(told, random);
      forget(repository);
      told.forEach(this::tell);
      ask(repository);
      assertThat(picture(repository)).as("seed " + seed).isEqualTo(inOrder);
    }
  }

  /**
   * A person opens an issue and labels it; the labels are told first. Within one second nothing
   * says which came first.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 2})
  void L32_labelsBeforeTheIssue(long secondsBetween) {
    String repository = repositoryWithTask("labelled" + secondsBetween);
    github.dropDeliveries(100);
    int number = github.openIssue(repository, owner, "Something else", "In words.");
    passTime(Duration.ofSeconds(secondsBetween));
    github.editIssue(repository, number, owner, Map.of("labels", List.of("area", "big")));
    eventually(() -> github.deliveriesSettled());
    github.clearFaults();
    List<ObjectNode> life = new ArrayList<>();
    for (JsonNode delivery : told(repository, "issues")) {
      if (delivery.at("/payload/issue/number").asInt() == number) {
        life.add(delivery.path("payload").deepCopy());
      }
    }
    assertThat(life)
        .extracting(payload -> payload.path("action").asText())
        .containsExactly("opened", "labeled", "labeled");
    if (secondsBetween == 0) {
      String one = life.getLast().at("/issue/updated_at").asText();
      life.forEach(payload -> payload.withObject("/issue").put("updated_at", one));
    }

    List<String> rows = new ArrayList<>();
    for (List<ObjectNode> order : List.of(life, life.reversed())) {
      database()
          .execute(
              "delete from mirror_issue where repository_id = $1 and number = $2",
              repositoryId(repository),
              number);
      for (ObjectNode payload : order) {
        tell("issues", payload);
        settled();
      }
      rows.add(issueRow(repository, number));
    }
    assertThat(rows.getFirst()).contains("area\\nbig", "Something else", "\"dirty\": false");
    assertThat(rows.getLast()).isEqualTo(rows.getFirst());
  }

  private String issueRow(String repository, int number) {
    return database()
        .execute(
            """
            select to_jsonb(i)::text as row from mirror_issue i
            where repository_id = $1 and number = $2
            """,
            repositoryId(repository),
            number)
        .iterator()
        .next()
        .getString("row");
  }

  @Test
  void L43_tiedVersions() {
    String repository = repositoryWithTask("tied");
    int number = agentOpens(repository, "copilot/light", "Fixes #1");
    github.editPullRequest(repository, number, owner, Map.of("labels", List.of("area")));
    certain(repository);
    List<String> before = picture(repository);
    ObjectNode now = payload(repository, number, "labeled");
    ObjectNode other = now.deepCopy();
    other.withObject("/pull_request").putArray("labels");
    other.withObject("/pull_request").put("title", "Before");

    for (List<ObjectNode> order : List.of(List.of(now, other), List.of(other, now))) {
      forget(repository);
      for (ObjectNode payload : order) {
        tell("pull_request", payload);
        settled();
      }
      certain(repository);
      assertThat(picture(repository)).isEqualTo(before);
    }
  }

  /** Not followed, so never read: the end counts, whichever of two of one second came last. */
  @Test
  void L43_theEndOfOneThatIsNotFollowedCountsInEitherOrder() {
    String repository = repositoryWithTask("slim");
    int number =
        github.openPullRequest(repository, owner, "own", "Mine", "", Map.of("own.md", "x\n"));
    settled();
    ObjectNode open = payload(repository, number, "opened");
    ObjectNode closed = open.deepCopy();
    closed.withObject("/pull_request").put("state", "closed");

    for (List<ObjectNode> order : List.of(List.of(open, closed), List.of(closed, open))) {
      forget(repository);
      order.forEach(payload -> tell("pull_request", payload));
      settled();
      assertThat(row(repository, number).getString("state")).isEqualTo("closed");
      assertThat(row(repository, number).getBoolean("tracked")).isFalse();
    }
  }
}
