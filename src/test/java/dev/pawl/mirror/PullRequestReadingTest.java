package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.github.Answer;
import dev.pawl.github.PullRequestSnapshot;
import dev.pawl.github.ToldPullRequest;
import dev.pawl.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a reading is believed, what outlasts it, and when GitHub is asked again. */
class PullRequestReadingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:10:00Z");
  private static final Consumer<ObjectNode> WHOLE = pull -> {};
  private static final Consumer<ObjectNode> NO_CHECKS = pull -> pull.putNull("statusCheckRollup");
  private static final Consumer<ObjectNode> UNKNOWN = pull -> pull.put("mergeable", "UNKNOWN");

  private static final long OWN = 1000;

  private final PullRequest row = row();
  private final List<Check> known = new ArrayList<>();

  private static PullRequest row() {
    PullRequest row = new PullRequest();
    row.repositoryId = 1;
    row.number = 41;
    row.tracked = true;
    row.headSha = ToldPullRequest.HEAD;
    row.labels = "hold";
    row.doubt("followed from now on");
    return row;
  }

  /** What an event told, or a reading showed, of the check {@code lint}. */
  private Check lint(long id, @Nullable String conclusion, @Nullable Instant toldAt) {
    Check check = new Check();
    check.repositoryId = 1;
    check.headSha = ToldPullRequest.HEAD;
    check.app = 15368;
    check.suite = 9;
    check.name = "lint";
    check.id = id;
    check.status = conclusion == null ? "in_progress" : "completed";
    check.conclusion = conclusion;
    check.version = NOON;
    check.toldAt = toldAt;
    known.add(check);
    return check;
  }

  private static void lint(ObjectNode pull, long id, String conclusion) {
    ObjectNode run = pull.withArray("/statusCheckRollup/contexts/nodes").get(0).deepCopy();
    run.put("name", "lint").put("databaseId", id).put("conclusion", conclusion);
    pull.withArray("/statusCheckRollup/contexts/nodes").add(run);
  }

  private Optional<ReadChecks> read(
      Instant now, Consumer<ObjectNode> change, Answer.Missing... missing) {
    PullRequestSnapshot read = ToldPullRequest.snapshot(change, missing);
    return PullRequestReading.take(
        row, "team/light", known, read, row.doubts, now, app -> app == OWN);
  }

  private static Answer.Missing missing(String field) {
    return new Answer.Missing("repository.pullRequest." + field, "", "Something went wrong.");
  }

  @Test
  void aReadingThatKnowsAllThatWasToldIsBelieved() {
    row.tell();
    Check build = lint(5, "success", NOON);
    build.name = "build";
    assertThat(read(NOON, WHOLE)).isPresent();
    assertThat(row.dirty).isNull();
    assertThat(row.told).isFalse();
    assertThat(row.askAt).isNull();
    assertThat(row.readAt).isEqualTo(NOON);
    assertThat(build.toldAt).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"failure", "success", ""})
  void M21_whatAnEventToldOutlastsAReadingThatLags(String conclusion) {
    Check lint = lint(77, conclusion.isEmpty() ? null : conclusion, NOON);
    for (int ask = 0; ask < 4; ask++) {
      assertThat(read(NOON.plusSeconds(ask), WHOLE)).as("ask " + ask).isEmpty();
      assertThat(row.dirty).contains("older than what it told");
      assertThat(row.askAt).isAfter(NOON.plusSeconds(ask));
    }
    ReadChecks checks = read(NOON.plusSeconds(60), WHOLE).orElseThrow();
    assertThat(row.dirty).isNull();
    assertThat(checks.gone()).isEmpty();
    assertThat(checks.added()).extracting(check -> check.name).containsExactly("build");
    assertThat(lint.toldAt).isEqualTo(NOON);
    // It is not waited for without an end.
    assertThat(row.askAt).isEqualTo(NOON.plus(ReadChecks.LAG));
  }

  @Test
  void M22_anEarlierRunDoesNotTakeThePlaceOfWhatWasTold() {
    Check lint = lint(77, "failure", NOON);
    row.lags = 4;
    read(NOON.plusSeconds(60), pull -> lint(pull, 70, "SUCCESS")).orElseThrow();
    assertThat(lint.id).isEqualTo(77);
    assertThat(lint.conclusion).isEqualTo("failure");

    assertThat(read(NOON.plusSeconds(90), pull -> lint(pull, 78, "SUCCESS"))).isPresent();
    assertThat(lint.id).isEqualTo(78);
    assertThat(lint.conclusion).isEqualTo("success");
    assertThat(lint.toldAt).isNull();
  }

  @Test
  void whatNoReadingShowsForAnHourIsGone() {
    Check lint = lint(77, "failure", NOON);
    row.lags = 4;
    assertThat(read(NOON.plus(ReadChecks.LAG), WHOLE).orElseThrow().gone()).containsExactly(lint);
    assertThat(row.askAt).isNull();
  }

  /** What was said by it is Pawl's to say, and changes back and forth under one id. */
  @Test
  void M24_pawlsOwnCheckContradictsNothing() {
    Check own = lint(77, "success", null);
    own.app = OWN;
    assertThat(read(NOON, WHOLE)).isPresent();
  }

  /** A copy may lag behind the one that was read before, too. */
  @Test
  void M21_whatAReadingShowedIsNotForgottenByTheNextOne() {
    Check lint = lint(77, "failure", null);
    for (int ask = 0; ask < 4; ask++) {
      assertThat(read(NOON, NO_CHECKS)).isEmpty();
    }
    assertThat(read(NOON, NO_CHECKS).orElseThrow().gone()).containsExactly(lint);
  }

  @Test
  void aClockThatWasPutBackKeepsNothingForYears() {
    Check lint = lint(77, "failure", NOON.plus(Duration.ofDays(900)));
    row.lags = 4;
    read(NOON, WHOLE).orElseThrow();
    assertThat(lint.toldAt).isEqualTo(NOON);
    assertThat(row.askAt).isEqualTo(NOON.plus(ReadChecks.LAG));
  }

  @Test
  void M11_waitingForTheMergeDoesNotUseUpTheDisbeliefInWhatLags() {
    for (int ask = 0; ask < 12; ask++) {
      assertThat(read(NOON, UNKNOWN)).isPresent();
    }
    assertThat(row.asks).isEqualTo(12);
    lint(77, "failure", NOON);
    assertThat(read(NOON, WHOLE)).isEmpty();
    assertThat(row.lags).isEqualTo(1);
    assertThat(row.asks).isEqualTo(12);
    assertThat(row.askAt).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void M11_whatLagsDoesNotUseUpThePatienceForTheMerge() {
    lint(77, "failure", NOON);
    for (int ask = 0; ask < 4; ask++) {
      assertThat(read(NOON, UNKNOWN)).isEmpty();
    }
    assertThat(read(NOON, UNKNOWN)).isPresent();
    assertThat(row.lags).isZero();
    assertThat(row.asks).isEqualTo(1);
    assertThat(row.askAt).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void eachPatienceBeginsAnewWithItsOwnNews() {
    row.asks = 12;
    row.lags = 3;
    row.fails = 3;
    row.tell();
    assertThat(row.lags).isZero();
    assertThat(row.asks).isEqualTo(12);
    row.lags = 3;
    row.doubt("its text changed");
    assertThat(row.lags).isZero();
    assertThat(row.fails).isZero();
    assertThat(row.asks).isEqualTo(12);
    row.unmeasured("its head moved");
    assertThat(row.asks).isZero();
  }

  /** Neither an event nor a reading would ever come otherwise. */
  @Test
  void M11_whatGitHubNeverKnowsIsAskedForOnceAnHour() {
    for (int ask = 1; ask <= 12; ask++) {
      read(NOON, UNKNOWN);
      assertThat(row.askAt).isEqualTo(NOON.plus(PullRequest.pause(ask)));
    }
    for (int ask = 13; ask < 20; ask++) {
      read(NOON, UNKNOWN);
      assertThat(row.askAt).isEqualTo(NOON.plus(Duration.ofHours(1)));
      assertThat(row.asks).isEqualTo(ask);
    }
    read(NOON, WHOLE);
    assertThat(row.askAt).isNull();
    assertThat(row.asks).isZero();
  }

  @Test
  void M11_theStateOfAMergeIsAskedForToo() {
    read(NOON, pull -> pull.put("mergeStateStatus", "UNKNOWN"));
    assertThat(row.askAt).isEqualTo(NOON.plusSeconds(1));
    read(NOON, pull -> pull.put("mergeStateStatus", "UNKNOWN").put("state", "CLOSED"));
    assertThat(row.askAt).isNull();
  }

  @Test
  void M18_whatIsLeftOutStaysAsItWasAndInDoubt() {
    Check lint = lint(77, "failure", null);
    row.told = true;
    ReadChecks checks =
        read(
                NOON,
                pull -> {
                  pull.putNull("labels");
                  pull.putNull("statusCheckRollup");
                  pull.put("title", "More light");
                },
                missing("labels"),
                missing("statusCheckRollup"))
            .orElseThrow();
    assertThat(row.title).isEqualTo("More light");
    assertThat(row.labels).isEqualTo("hold");
    assertThat(row.unread.lines()).containsExactly("labels", "checks");
    assertThat(row.dirty).contains("left a part out");
    assertThat(row.told).isTrue();
    assertThat(row.askAt).isEqualTo(NOON.plusSeconds(1));
    assertThat(checks.gone()).isEmpty();
    assertThat(known).containsExactly(lint);

    known.clear();
    for (int ask = 0; ask < 12; ask++) {
      read(NOON, WHOLE, missing("labels"));
    }
    assertThat(row.askAt).isEqualTo(NOON.plus(Duration.ofHours(1)));

    read(NOON, WHOLE);
    assertThat(row.labels).isEqualTo("area");
    assertThat(row.unread).isEmpty();
    assertThat(row.dirty).isNull();
    assertThat(row.askAt).isNull();
  }

  @Test
  void M18_newsMeanwhileIsReadAboutAtOnceAlsoWhereAPartIsMissing() {
    PullRequestSnapshot read = ToldPullRequest.snapshot(WHOLE, missing("labels"));
    int doubts = row.doubts;
    row.tell();
    PullRequestReading.take(row, "team/light", known, read, doubts, NOON, app -> app == OWN);
    assertThat(row.askAt).isNull();
    assertThat(row.dirty).isNotNull();
    assertThat(row.told).isTrue();
  }

  /** GitHub's copies may answer for a while as if nothing had happened. */
  @ParameterizedTest
  @ValueSource(strings = {"OPEN", "CLOSED"})
  void M44_whatIsMergedStaysSoWhateverAReadingSays(String state) {
    row.state = PullRequest.MERGED;
    row.mergeCommit = "c0ffee";
    for (int reading = 0; reading <= 12; reading++) {
      Instant later = NOON.plus(Duration.ofHours(reading));
      assertThat(read(later, pull -> pull.put("state", state).put("updatedAt", later.toString())))
          .as("believed in all else")
          .isPresent();
      assertThat(row.state).isEqualTo(PullRequest.MERGED);
    }
    assertThat(row.mergeCommit).isEqualTo("c0ffee");
    assertThat(row.askAt).as("it is not asked for for ever").isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void M44_whatIsMergedStaysSoWhateverAnEventSays(long secondsLater) {
    Repository repository = new Repository();
    repository.id = 1;
    repository.owner = "team";
    repository.name = "light";
    row.state = PullRequest.MERGED;
    row.mergeCommit = "c0ffee";
    row.version = NOON;
    for (String state : List.of("open", "closed")) {
      PullRequestFact told =
          PullRequestFact.of(
              Json.tree(
                  """
                  {"number": 41, "id": 4100, "title": "Light", "state": "%s", "merged": false,
                   "head": {"ref": "light", "sha": "%s", "repo": {"id": 1}},
                   "base": {"ref": "main", "sha": "b"}, "updated_at": "%s"}
                  """
                      .formatted(state, ToldPullRequest.HEAD, NOON.plusSeconds(secondsLater))));
      PullRequests.follow(repository, row, told);
      assertThat(row.state).as(state).isEqualTo(PullRequest.MERGED);
      assertThat(row.mergeCommit).isEqualTo("c0ffee");
    }
  }
}
