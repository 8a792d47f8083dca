package dev.pawl.loop;

import static dev.pawl.merge.guard.Made.HEAD;
import static dev.pawl.merge.guard.Made.OTHER;
import static dev.pawl.merge.guard.Made.check;
import static dev.pawl.merge.guard.Made.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Made;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Access;
import dev.pawl.run.PullRequestFacts.Base;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.ReceiptFacts.Watch;
import dev.pawl.run.Receipts.Beginning;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Demands;
import dev.pawl.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a receipt says of reviews, and by which checks the watch after it goes. */
class ReceiptTextTest {
  private static final RequiredCheck BUILD = new RequiredCheck("build", 15368);

  private final ViewPicture picture = new ViewPicture();

  @Test
  void theLastWordOfEachWhoMayWriteCounts() {
    assertThat(approvals(made -> made.reviews.add(review(1, "APPROVED", HEAD)))).isEqualTo(1);
    assertThat(approvals(made -> made.reviews.add(review(1, "APPROVED", OTHER)))).isZero();
    assertThat(approvals(made -> made.reviews.add(review(1, "APPROVED", HEAD, Access.READ))))
        .isZero();
    assertThat(
            approvals(
                made ->
                    made.reviews.addAll(
                        List.of(
                            review(1, "CHANGES_REQUESTED", HEAD),
                            review(1, "APPROVED", HEAD),
                            review(1, "COMMENTED", HEAD),
                            review(2, "APPROVED", HEAD),
                            review(2, "DISMISSED", HEAD)))))
        .isEqualTo(1);
    assertThat(approvals(made -> made.reviews.add(review(Made.AGENT, "APPROVED", HEAD))))
        .as("its author")
        .isZero();
  }

  @Test
  void whatCountedJudges() {
    assertThat(begins().checks()).containsExactly(BUILD);
    assertThat(begins().watch()).isEqualTo(Watch.OPEN);
    assertThat(begins().until()).isEqualTo(ViewPicture.NOW.plus(Duration.ofMinutes(60)));
    assertThat(begins(made -> made.checks.add(Made.own(Progress.PASSED))).checks())
        .containsExactly(BUILD);
    assertThat(
            begins(
                    made -> {
                      made.checks.add(check("lint", Progress.SKIPPED));
                      made.rules =
                          Made.rules(
                              List.of(new RequiredCheck("lint", 0), new RequiredCheck("Pawl", 0)),
                              0);
                    })
                .checks())
        .containsExactly(new RequiredCheck("lint", 0));
    assertThat(begins(made -> made.rules = PullRequestFacts.Rules.UNKNOWN).checks())
        .containsExactly(BUILD);
    assertThat(
            begins(made -> made.rules = Made.rules(List.of(new RequiredCheck("Pawl", 0)), 0))
                .checks())
        .containsExactly(BUILD);
  }

  @Test
  void whatTheSettingsAskForJudgesToo() {
    picture.settings = Settings.DEFAULTS.with(demands(List.of("deploy"), List.of("bu*")));
    assertThat(begins().checks()).containsExactly(new RequiredCheck("deploy", 0));
    picture.settings = Settings.DEFAULTS.with(demands(List.of("build"), List.of()));
    assertThat(begins().checks()).containsExactly(BUILD);
  }

  @Test
  void nothingIsWatchedWhereThereIsNothingToWatch() {
    assertThat(begins(made -> made.checks.clear()).watch()).isEqualTo(Watch.NONE);
    assertThat(begins(made -> made.base = new Base("release", OTHER)).watch())
        .isEqualTo(Watch.NONE);
    assertThat(WatchBeginning.of(picture.view(), pull(), "").watch()).isEqualTo(Watch.NONE);
    picture.settings = Settings.DEFAULTS.with(new Settings.Watch(0, true));
    assertThat(begins().watch()).isEqualTo(Watch.NONE);
    assertThat(begins().until()).isNull();
  }

  private static Demands demands(List<String> required, List<String> ignored) {
    return new Demands(
        0, List.of(), required, ignored, List.of(), List.of(), List.of(), false, 0, 0, List.of());
  }

  private Beginning begins(Made.Change... changes) {
    return WatchBeginning.of(picture.view(), pull(changes), "c0ffee");
  }

  private int approvals(Made.Change change) {
    return ReceiptText.of(picture.view(), pull(change), null, "").approvals();
  }

  private static PullRequestFacts pull(Made.Change... changes) {
    return Made.with(Stream.of(changes).toArray(Made.Change[]::new)).pull();
  }
}
