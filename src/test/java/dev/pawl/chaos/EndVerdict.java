package dev.pawl.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.chaos.Truth.Against;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How it all stands when nothing is on its way any more: Pawl believes what GitHub says, everything
 * is over that was begun, and of each pull request that is still open GitHub shows why.
 */
final class EndVerdict {
  private final Play play;

  EndVerdict(Play play) {
    this.play = play;
  }

  void judge() {
    for (int number : play.numbers.values()) {
      Truth truth = Truth.now(play.stage.github(), play.people.reader, play.repository, number);
      believes(number, truth);
      says(number, truth);
    }
    issues();
    nothingIsDoubled();
    isOver();
  }

  private void issues() {
    assertThat(
            play.stage.texts(
                "select number || ' ' || state from mirror_issue where repository_id = "
                    + play.id()))
        .as("the issues")
        .containsExactlyInAnyOrderElementsOf(
            play.stage.github().issues(play.repository).stream()
                .filter(issue -> issue.path("pull_request").isMissingNode())
                .map(issue -> issue.path("number").asInt() + " " + issue.path("state").asText())
                .toList());
  }

  /** Whatever GitHub left open: one check run a head, no comment twice, each branch once. */
  private void nothingIsDoubled() {
    assertThat(
            play.stage.github().checkRuns(play.repository).stream()
                .filter(run -> run.path("name").asText().equals("Pawl"))
                .map(run -> run.path("head_sha").asText()))
        .as("heads with a check run of Pawl")
        .doesNotHaveDuplicates();
    assertThat(
            play
                .stage
                .github()
                .requests("DELETE", "/repos/" + play.repository + "/git/refs/.*")
                .stream()
                .filter(request -> request.path("wrote").asBoolean())
                .map(request -> request.path("path").asText()))
        .as("branches that Pawl deleted")
        .doesNotHaveDuplicates();
    for (JsonNode issue : play.stage.github().issues(play.repository)) {
      int number = issue.path("number").asInt();
      assertThat(
              play.stage.github().comments(play.repository, number).stream()
                  .filter(comment -> comment.at("/user/login").asText().startsWith("pawl"))
                  .map(comment -> comment.path("body").asText()))
          .as("comments of Pawl on #%s", number)
          .doesNotHaveDuplicates();
    }
  }

  private void believes(int number, Truth truth) {
    String own = " where repository_id = " + play.id() + " and number = " + number;
    assertThat(
            play.stage.texts(
                "select concat_ws('|', state, draft, title, head_sha,"
                    + " translate(labels, chr(10), ','), translate(review_requests, chr(10), ','),"
                    + " tracked) from mirror_pull_request"
                    + own))
        .as("what Pawl believes of #%s", number)
        .containsExactly(
            String.join(
                "|",
                truth.state(),
                truth.draft() ? "t" : "f",
                truth.title(),
                truth.head(),
                String.join(",", truth.labels()),
                String.join(",", truth.requests()),
                "t"));
    assertThat(
            play.stage.texts("select concat_ws('|', id, author, state) from mirror_review" + own))
        .as("the reviews of #%s", number)
        .containsExactlyInAnyOrderElementsOf(
            truth.reviews().stream()
                .map(review -> review.id() + "|" + review.author() + "|" + review.state())
                .toList());
    if (!truth.state().equals("open")) {
      // Nobody asks any more how the checks of what is over went on.
      return;
    }
    assertThat(
            play.stage.texts(
                "select kind || ' ' || name || ' ' || case when status = 'completed' then conclusion"
                    + " else 'running' end from mirror_check where name <> 'Pawl'"
                    + " and kind <> 'workflow' and repository_id = "
                    + play.id()
                    + " and head_sha = '"
                    + truth.head()
                    + "'"))
        .as("the checks of #%s", number)
        .containsExactlyInAnyOrderElementsOf(
            truth.checks().entrySet().stream()
                .map(check -> check.getKey() + " " + check.getValue().word())
                .toList());
  }

  /** What is open says on its head why, and the reason is true; what has none is merged. */
  private void says(int number, Truth truth) {
    if (!truth.state().equals("open")) {
      return;
    }
    JsonNode word = play.word(truth.head());
    assertThat(word).as("a word on #%s: %s", number, truth).isNotNull();
    String says = Objects.requireNonNull(word).at("/output/title").asText();
    Set<Against> against = truth.against(play.people.writers());
    boolean held = play.held.stream().anyMatch(one -> one.pull() == number && one.until() == null);
    if (says.contains("the hold on #" + number)) {
      assertThat(held).as("#%s says: %s", number, says).isTrue();
      return;
    }
    assertThat(against)
        .as("#%s says: %s; %s", number, says, truth)
        .containsAnyElementsOf(meant(says));
  }

  /** The reasons that a sentence stands for. */
  private static Set<Against> meant(String says) {
    String words = says.toLowerCase(Locale.ROOT);
    Set<Against> meant = EnumSet.noneOf(Against.class);
    if (words.contains("work in progress")) {
      meant.add(Against.UNFINISHED);
    } else if (words.contains("the label")) {
      meant.add(Against.LABEL);
    } else if (words.contains("asked for changes")) {
      meant.add(Against.CHANGES_WANTED);
    } else if (words.contains("conflict")) {
      meant.add(Against.CONFLICT);
    } else if (words.contains("marked as ready") || words.contains("draft")) {
      meant.add(Against.DRAFT);
    } else if (words.contains("a review to be asked for")) {
      meant.add(Against.NO_REVIEW_ASKED);
    } else if (words.contains("waiting for a check")) {
      meant.add(Against.NO_CHECKS);
    } else if (words.contains("did not pass") || words.contains("failed")) {
      meant.add(Against.CHECK_FAILED);
    } else if (words.matches("waiting for (build|ci/lint).*")) {
      meant.add(Against.CHECK_RUNS);
    }
    return meant;
  }

  private void isOver() {
    long id = play.id();
    List<String> left = new ArrayList<>();
    left.addAll(
        rows(
            "delivery",
            "select event || ' ' || state || ' ' || coalesce(error, '') from delivery"
                + " where state in ('pending', 'dead') and lane = 'repo:"
                + id
                + "'"));
    left.addAll(
        rows(
            "lane",
            "select name || ' failed ' || failures || ' times' from lane where failures > 0"
                + " and name = 'repo:"
                + id
                + "'"));
    left.addAll(
        rows(
            "effect",
            "select key || ' ' || state || ' ' || coalesce(error, '') from effect"
                + " where state in ('planned', 'claimed', 'unknown') and repository_id = "
                + id));
    left.addAll(
        rows(
            "effect without a reason",
            "select key from effect where state = 'failed'"
                + " and (coalesce(error, '') = '' or outcome is null) and repository_id = "
                + id));
    left.addAll(
        rows(
            "doubt",
            "select number || ' ' || dirty from mirror_pull_request where tracked"
                + " and dirty is not null and repository_id = "
                + id));
    assertThat(left).as("what is left undone").isEmpty();
    for (int number : play.numbers.values()) {
      JsonNode pull = play.stage.github().pullRequest(play.repository, number);
      if (pull.path("merged").asBoolean()) {
        assertThat(open()).as("issues of what is merged").doesNotContain(closes(pull));
      }
    }
  }

  private static int closes(JsonNode pull) {
    return Integer.parseInt(pull.path("body").asText().replaceAll("(?s)^Fixes #(\\d+).*", "$1"));
  }

  private Set<Integer> open() {
    return play.stage.github().issues(play.repository).stream()
        .filter(issue -> issue.path("state").asText().equals("open"))
        .map(issue -> issue.path("number").asInt())
        .collect(Collectors.toSet());
  }

  private List<String> rows(String what, String sql) {
    return play.stage.texts(sql).stream().map(row -> what + ": " + row).toList();
  }
}
