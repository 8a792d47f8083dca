package dev.pawl.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.agent.policy.Finished;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.policy.MergeRound;
import dev.pawl.merge.policy.MergeStep;
import dev.pawl.run.View;
import dev.pawl.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether every merge that Pawl asked for was right, by GitHub's own log alone.
 *
 * <p>The rule: Pawl reads a pull request before it merges it. So whatever GitHub answered to the
 * last reading before the request must allow the merge, be it that Pawl was told of it or not; and
 * what GitHub had told Pawl since then, and Pawl had acknowledged, must not be newer than that
 * reading. A change that nobody told of and that came after the reading could not be known; of
 * those only the head is safe, since it is sent along. What was acknowledged less than two seconds
 * before may have come after the request was claimed.
 */
final class MergeVerdict {
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  /** To mark one as ready is answered with how it then stands. */
  private static final Pattern READING =
      Pattern.compile("query PullRequest\\(|query Both\\(|mutation MarkReady\\(");

  private final Play play;
  private final Duration onItsWay;
  private final List<JsonNode> readings;

  MergeVerdict(Play play) {
    this.play = play;
    this.onItsWay = Duration.ofMillis((long) (ON_ITS_WAY.toMillis() * play.stage.speed()));
    this.readings =
        play.stage.github().requests("POST", "/graphql").stream()
            .filter(request -> request.path("caller").asText().startsWith("installation:"))
            .filter(request -> READING.matcher(request.path("body").asText()).find())
            .toList();
  }

  /** How many of the play's pull requests Pawl merged. */
  int judge() {
    int merges = 0;
    for (int number : play.numbers.values()) {
      List<JsonNode> puts =
          play.stage
              .github()
              .requests("PUT", "/repos/" + play.repository + "/pulls/" + number + "/merge");
      List<JsonNode> wrote = puts.stream().filter(put -> put.path("wrote").asBoolean()).toList();
      assertThat(wrote).as("requests that merged #%s", number).hasSizeLessThanOrEqualTo(1);
      if (!wrote.isEmpty()) {
        assertThat(puts.getLast())
            .as("nothing is sent after the one that merged #%s", number)
            .isEqualTo(wrote.getFirst());
      }
      for (JsonNode put : puts) {
        wasRight(number, put);
        wasDecided(number, put);
      }
      wereSpaced(number, puts);
      merges += wrote.size();
    }
    noPersonsDraftWasMarkedReady();
    return merges;
  }

  /** What a person calls a draft is no agent's finished work. */
  private void noPersonsDraftWasMarkedReady() {
    List<String> persons =
        play.stage.github().pullRequests(play.repository).stream()
            .filter(pull -> pull.at("/user/type").asText().equals("User"))
            .map(pull -> pull.path("node_id").asText())
            .toList();
    for (JsonNode request : play.stage.github().requests("POST", "/graphql")) {
      String asked = request.path("body").asText();
      if (asked.contains("markPullRequestReadyForReview")) {
        assertThat(persons)
            .as("drafts of people that Pawl marked as ready")
            .doesNotContain(Json.tree(asked).at("/variables/id").asText());
      }
    }
  }

  /** What GitHub does not answer is looked for before it is sent again. */
  private void wereSpaced(int number, List<JsonNode> puts) {
    for (int i = 1; i < puts.size(); i++) {
      JsonNode before = puts.get(i - 1);
      int status = before.path("status").asInt();
      if (status != 0 && status < 500) {
        continue;
      }
      assertThat(Duration.between(at(before), at(puts.get(i))))
          .as("the settling of a request to merge #%s that was answered %s", number, status)
          .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }
  }

  private void wasRight(int number, JsonNode put) {
    String about = "#" + number + " at " + put.path("at").asText();
    JsonNode reading =
        readings.stream()
            .filter(one -> asksFor(one, number) && before(one, put))
            .reduce((first, last) -> last)
            .orElseThrow(() -> new AssertionError(about + " was never read"));
    JsonNode pull = picture(reading).path("pullRequest");
    assertThat(pull.isObject()).as("%s: the last reading before it failed", about).isTrue();
    Truth truth = Truth.answered(pull);
    assertThat(truth.whole()).as("%s: all of it was read", about).isTrue();
    assertThat(truth.against(play.people.writers()))
        .as("%s: what GitHub said against it: %s", about, truth)
        .isEmpty();
    assertThat(truth.mergeable()).as(about).isEqualTo("MERGEABLE");
    assertThat(sha(put)).as("%s: the head that was read", about).isEqualTo(truth.head());
    wasNotToldOtherwise(about, number, put, reading, truth);
    wasNotHeld(about, number, put);
  }

  private boolean asksFor(JsonNode reading, int number) {
    JsonNode asked = Json.tree(reading.path("body").asText()).path("variables");
    if (asked.path("number").asInt() != number) {
      return false;
    }
    return asked.has("owner")
        ? (asked.path("owner").asText() + "/" + asked.path("name").asText()).equals(play.repository)
        : picture(reading).path("databaseId").asLong() == play.id();
  }

  /** What was answered of the repository, by whichever way it was asked. */
  private static JsonNode picture(JsonNode reading) {
    JsonNode data = Json.tree(reading.path("answer").asText("{}")).path("data");
    JsonNode marked = data.at("/markPullRequestReadyForReview/pullRequest/repository");
    return marked.isObject() ? marked : data.path("repository");
  }

  private static boolean before(JsonNode one, JsonNode other) {
    return one.path("sequence").asLong() < other.path("sequence").asLong();
  }

  private static String sha(JsonNode put) {
    return Json.tree(put.path("body").asText()).path("sha").asText();
  }

  private void wasNotToldOtherwise(
      String about, int number, JsonNode put, JsonNode reading, Truth truth) {
    for (JsonNode told : play.stage.github().deliveries()) {
      JsonNode payload = told.path("payload");
      boolean known =
          payload.at("/repository/full_name").asText().equals(play.repository)
              && told.path("status_code").asInt() == 202
              && Instant.parse(told.path("delivered_at").asText()).plus(onItsWay).isBefore(at(put));
      if (!known) {
        continue;
      }
      if (payload.at("/pull_request/number").asInt() == number) {
        assertThat(Instant.parse(payload.at("/pull_request/updated_at").asText()))
            .as("%s: Pawl was told of something newer than it read at %s", about, at(reading))
            .isBeforeOrEqualTo(Instant.parse(truth.updatedAt()));
      }
      JsonNode run = payload.path("check_run");
      Truth.Check read = truth.checks().get("run " + run.path("name").asText());
      if (read != null && run.path("head_sha").asText().equals(truth.head())) {
        assertThat(run.path("id").asLong())
            .as("%s: Pawl was told of a later check", about)
            .isLessThanOrEqualTo(read.id());
      }
    }
  }

  /** People had Pawl's answer that nothing is merged. */
  private void wasNotHeld(String about, int number, JsonNode put) {
    for (Play.Held held : play.held) {
      boolean concerns = held.pull() == 0 || held.pull() == number;
      boolean during =
          at(put).isAfter(held.from().plus(onItsWay))
              && (held.until() == null || at(put).isBefore(held.until()));
      assertThat(concerns && during).as("%s: it was held back, %s", about, held).isFalse();
    }
  }

  /** The stored decision names the same head, and its stored view leads to it again. */
  private void wasDecided(int number, JsonNode put) {
    String sha = sha(put);
    List<String> decided =
        play.stage.texts(
            """
            select json_build_object('key', e.key, 'intent', e.intent, 'decision', d.content,
              'view', v.content)::text
            from effect e join decision d on d.id = e.decision_id join view v on v.hash = d.view_hash
            where e.kind = 'merge-pull-request' and e.attempts > 0 and e.pull_request = %s
              and e.repository_id = %s
            """
                .formatted(number, play.id()));
    Optional<JsonNode> of =
        decided.stream()
            .map(Json::tree)
            .filter(one -> Json.tree(one.path("intent").asText()).path("head").asText().equals(sha))
            .findFirst();
    assertThat(of).as("the decision that led to the merge of #%s at %s", number, sha).isPresent();
    JsonNode found = of.orElseThrow();
    String key = found.path("key").asText();
    boolean named = false;
    for (JsonNode merge : Json.tree(found.path("decision").asText()).path("merges")) {
      for (JsonNode step : merge.path("steps")) {
        named |= step.asText().equals(key) && merge.path("state").asText().equals("Ready");
      }
    }
    assertThat(named).as("the decision says that #%s is ready, by %s", number, key).isTrue();
    View view = Json.read(found.path("view").asText(), View.class);
    assertThat(MergeRound.judge(view, Guards.IN_ORDER, Finished::of))
        .flatExtracting(judged -> judged.decision().steps())
        .filteredOn(MergeStep.Merge.class::isInstance)
        .extracting(MergeStep.Merge.class::cast)
        .filteredOn(merge -> merge.key().equals(key))
        .extracting(MergeStep.Merge::head)
        .as("its view leads to it again")
        .containsExactly(sha);
  }

  private static Instant at(JsonNode request) {
    return Instant.parse(request.path("at").asText());
  }
}
