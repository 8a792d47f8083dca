package dev.pawl.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.Made;
import dev.pawl.run.MergeFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsLoader;
import dev.pawl.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stored views would have led to under other settings. */
class BacktestTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private static Settings settings(String text) {
    return ((SettingsLoader.Outcome.Good) SettingsLoader.load(text)).settings();
  }

  private static String view() {
    ViewPicture picture = new ViewPicture().issue(4, "development:7:1", "open");
    picture.pulls = List.of(picture.pull(9).draft().files("src/a.java").facts());
    return Json.write(picture.view());
  }

  private static Backtest.Result tried(String proposed, String... views) {
    Backtest backtest = new Backtest(Settings.DEFAULTS, settings(proposed), Guards.IN_ORDER);
    for (int i = 0; i < views.length; i++) {
      backtest.take(100 - i, AT.minusSeconds(i), views[i]);
    }
    return backtest.result();
  }

  @Test
  void whatChangesNothingIsSaid() {
    Backtest.Result result = tried("merge: {delete_branch: false}", view(), view());
    assertThat(result).isEqualTo(new Backtest.Result(2, 0, 0, List.of()));
    assertThat(BacktestText.of(result, Duration.ofDays(7)))
        .contains("Tried on the last 7 days", "None of 2 decisions would have been another one.");
  }

  @Test
  void aDifferenceIsToldOnceWithBothReasons() {
    Backtest.Result result = tried("merge: {guarded_paths: ['src/**']}", view(), view());
    assertThat(result.views()).isEqualTo(2);
    assertThat(result.others()).isEqualTo(2);
    assertThat(result.told())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.decision()).as("the latest").isEqualTo(100);
              assertThat(one.about()).isEqualTo("#9");
              assertThat(one.after()).contains("src/a.java");
              assertThat(one.before()).isNotEqualTo(one.after());
            });
    assertThat(BacktestText.of(result, Duration.ofDays(7)))
        .contains("2 of 2 decisions would have been others.", "| #9 |", "src/a.java");
  }

  /** What is stored may be of any age. */
  @Test
  void whatCannotBeReadIsCounted() {
    Backtest.Result result = tried("merge: {method: merge}", "{}", "no JSON", "[]", view());
    assertThat(result.views()).isEqualTo(1);
    assertThat(result.unreadable()).isEqualTo(3);
    assertThat(BacktestText.of(result, Duration.ofDays(7)))
        .contains("3 could not be decided once more.");
    assertThat(BacktestText.of(tried("", "{}"), Duration.ofDays(7)))
        .contains("Nothing was decided in that time");
  }

  /** Of one pull request there may be several, each with its own words. */
  @Test
  void anotherDifferenceOfTheSamePullRequestIsToldToo() {
    ViewPicture picture = new ViewPicture().issue(4, "development:7:1", "open");
    picture.pulls = List.of(picture.pull(9).draft().files("src/b.java").facts());
    Backtest.Result result =
        tried("merge: {guarded_paths: ['src/**']}", view(), Json.write(picture.view()), view());
    assertThat(result.told()).extracting(Backtest.Difference::decision).containsExactly(100L, 99L);
    assertThat(result.told()).extracting(Backtest.Difference::about).containsOnly("#9");
  }

  /** What was in force when a view was stored is of no account. */
  @Test
  void bothSidesAreDecidedAnew() {
    Settings strict = settings("merge: {guarded_paths: ['src/**']}");
    Backtest backtest = new Backtest(strict, strict, Guards.IN_ORDER);
    backtest.take(1, AT, view());
    assertThat(backtest.result()).isEqualTo(new Backtest.Result(1, 0, 0, List.of()));
  }

  @Test
  void aMergeIsCalledAMerge() {
    ViewPicture picture = new ViewPicture().issue(38, "development:7:1", "open");
    Made made = new Made();
    made.author = Made.person(PullRequestFacts.Access.WRITE);
    made.readAt = ViewPicture.NOW;
    picture.pulls = List.of(made.candidate().pull());
    View view =
        picture.view().judgedBy(new MergeFacts(Duration.ofSeconds(60), List.of(), List.of()));
    assertThat(tried("merge: {guarded_paths: ['src/**']}", Json.write(view)).told())
        .filteredOn(one -> one.about().equals("#41"))
        .singleElement()
        .satisfies(one -> assertThat(one.before()).isEqualTo("It is merged."))
        .satisfies(one -> assertThat(one.after()).contains("src/Lens.java"));
  }

  /** What the loop itself would do is compared as well, under a name of its own. */
  @Test
  void whatTheLoopWouldDoIsComparedToo() {
    ViewPicture picture = new ViewPicture();
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.MERGED).facts());
    picture.receipts =
        List.of(
            new ReceiptFacts(
                9,
                true,
                ReceiptFacts.Watch.RED,
                "1a2b3c4d5e",
                "0ddba11",
                null,
                0,
                List.of(),
                List.of("build"),
                List.of(),
                List.of(),
                List.of()));
    assertThat(tried("watch: {revert: false}", Json.write(picture.view())).told())
        .singleElement()
        .satisfies(one -> assertThat(one.about()).isEqualTo("the loop"))
        .satisfies(one -> assertThat(one.before()).contains("turned red with #9"))
        .satisfies(one -> assertThat(one.after()).doesNotContain("turned red"));
  }

  @Test
  void noMoreAreToldThanPeopleRead() {
    Backtest backtest =
        new Backtest(
            Settings.DEFAULTS, settings("merge: {guarded_paths: ['src/**']}"), Guards.IN_ORDER);
    for (int number = 1; number <= 40; number++) {
      ViewPicture picture = new ViewPicture().issue(4, "development:7:1", "open");
      picture.pulls = List.of(picture.pull(number).draft().files("src/a.java").facts());
      backtest.take(number, AT, Json.write(picture.view()));
    }
    assertThat(backtest.result().others()).isEqualTo(40);
    assertThat(backtest.result().told()).hasSize(20);
  }
}
