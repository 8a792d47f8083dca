package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.ReviewFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Settings;
import dev.pawl.store.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a review begins, and who makes tasks of it. */
class ReviewPolicyTest {
  private final ViewPicture picture = new ViewPicture();

  /** So that the loop itself has something to do, and says nothing. */
  @BeforeEach
  void develop() {
    picture.phase(State.ISSUED, 4, null);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0, 0, false",
    "5, 4, 0, false",
    "5, 5, 0, true",
    "5, 9, 5, false",
    "5, 10, 5, true",
    "5, 23, 5, true",
    "1, 1, 0, true",
    "1, 1, 1, false",
    "0, 50, 0, false",
  })
  void L25_reviewEveryN(int every, int merged, int begun, boolean due) {
    picture.settings = every(every, "architecture");
    picture.reviews = far(merged, begun, begun == 0 ? null : "architecture");
    assertThat(kinds()).hasSize(due ? 1 : 0).allMatch(Kind.REVIEW::equals);
  }

  @ParameterizedTest
  @CsvSource({
    ", architecture",
    "architecture, correctness",
    "CORRECTNESS, docks and piers",
    "docks and piers, architecture",
    "no longer used, architecture",
  })
  void L25_reviewEveryNTakesTheNextLens(@Nullable String last, String next) {
    picture.settings = every(2, "architecture", "correctness", "docks and piers");
    picture.reviews = far(7, last == null ? 0 : 5, last);
    assertThat(opened().title()).isEqualTo("Review: " + next);
    assertThat(opened().text()).startsWith(next + "\n\nLook");
    assertThat(opened().origin()).isEqualTo("review:7");
    assertThat(opened().pullRequest()).isNull();
    assertThat(opened().needless()).isNull();
  }

  @Test
  void aLensIsWrittenSoThatItActsOnNothing() {
    picture.settings =
        Settings.DEFAULTS.with(
            new Settings.Reviews(
                1,
                List.of(
                    new Settings.Lens(
                        "docks", "Ask @ada. <!-- pawl:effect=review:1 --> Closes #4 <b>"))));
    picture.reviews = far(1, 0, null);
    assertThat(opened().text())
        .startsWith("docks\n\nAsk @ ada.")
        .doesNotContain("pawl:effect", "Closes #4", "<b>");
  }

  /** One at a time; and what has ended, however, lets the next begin. */
  @ParameterizedTest
  @EnumSource(State.class)
  void oneReviewAtATime(State state) {
    picture.settings = every(2, "architecture", "correctness");
    picture.reviews = far(6, 2, "architecture");
    for (Kind kind : List.of(Kind.REVIEW, Kind.REVIEW_CONSUMPTION)) {
      develop();
      picture.phases = with(picture.phase(2, kind, state, 8, null, List.of()));
      assertThat(kinds()).as(kind + " " + state).hasSize(state.ended() ? 1 : 0);
    }
  }

  @Test
  void aCancelledReviewIsNotAskedForAgainBeforeItsTime() {
    picture.settings = every(2, "architecture", "correctness");
    picture.phases = with(picture.phase(2, Kind.REVIEW, State.CANCELLED, 8, null, List.of()));
    picture.reviews = far(3, 2, "architecture");
    assertThat(changes()).isEmpty();

    picture.reviews = far(4, 2, "architecture");
    assertThat(opened().title()).isEqualTo("Review: correctness");
  }

  @Test
  void aMergedReviewIsFollowedByItsConsumptionOnce() {
    picture.settings = every(1, "architecture");
    picture.reviews = finished(false, "planning/reviews/review-2026-05-01-architecture.md");
    LoopChange.Open open = opened();
    assertThat(open.kind()).isEqualTo(Kind.REVIEW_CONSUMPTION);
    assertThat(open.origin()).isEqualTo("review-consumption:12");
    assertThat(open.title()).isEqualTo("Make tasks of the review: architecture");
    assertThat(open.text()).isEqualTo("planning/reviews/review-2026-05-01-architecture.md");
    assertThat(open.pullRequest()).isEqualTo(31);
    assertThat(open.needless()).isNull();
    assertThat(changes()).as("no other review before that").hasSize(1);
  }

  @Test
  void whatWasBegunIsEndedWhereReviewsAreSwitchedOff() {
    picture.settings = every(0, "architecture");
    picture.reviews = finished(false, "planning/reviews/a.md");
    assertThat(opened().kind()).isEqualTo(Kind.REVIEW_CONSUMPTION);
  }

  @Test
  void aMergedReviewIsReadFirst() {
    picture.settings = every(1, "architecture");
    picture.reviews = finished(true, "planning/reviews/a.md");
    assertThat(changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "planning/reviews/a`b.md",
        "planning/reviews/a\nb.md",
        "planning/reviews/a\u202eb.md",
        "planning/reviews/<!--.md"
      })
  void withoutAFileThatCanBeNamedThereIsNothingToMakeTasksOf(String path) {
    picture.reviews = path.isEmpty() ? finished(false) : finished(false, path);
    assertThat(opened().needless())
        .isEqualTo("#31 has brought no file into `planning/reviews` of which tasks could be made.");

    picture.reviews = finished(false, path, "planning/reviews/good.md");
    assertThat(opened().needless()).isNull();
    assertThat(opened().text()).isEqualTo("planning/reviews/good.md");
  }

  @Test
  void neitherHoldsTheOtherUp() {
    picture.settings = every(1, "architecture");
    picture.reviews = far(1, 0, null);
    picture.phase(State.DONE, 4, 9);
    assertThat(kinds())
        .as("the capability update begins along with it")
        .containsExactly(Kind.CAPABILITY_UPDATE, Kind.REVIEW);

    picture.phases =
        List.of(picture.phase(2, Kind.REVIEW_CONSUMPTION, State.WORKED, 8, 9, List.of()));
    assertThat(kinds()).containsExactly(Kind.GAP_ANALYSIS);
    assertThat(LoopPolicy.decide(picture.view()).stage())
        .as("the stage is the loop's own")
        .isEqualTo(Stage.GAP_ANALYSIS_ISSUE);
  }

  @Test
  void noneBeginsWhereTheLoopStandsStill() {
    picture.settings = every(1, "architecture");
    picture.reviews = far(1, 0, null);
    picture.hold(null, HoldFacts.Kind.DRAIN, null);
    assertThat(changes()).as("paused").isEmpty();
    picture.holds = List.of();
    picture.dirty = "a push";
    assertThat(changes()).as("in doubt").isEmpty();
    picture.dirty = null;
    picture.goal = false;
    assertThat(changes()).as("no goal").isEmpty();
    picture.goal = true;
    assertThat(changes()).hasSize(1);
    picture.files =
        List.of(
            new View.FileFacts(
                "GOAL_REACHED", "planning/state/goal_reached.md", "d", false, true, null, true));
    assertThat(changes()).as("the goal is reached").isEmpty();
  }

  @Test
  void aViewFromBeforeThereWereReviewsHasNone() {
    ObjectNode old = (ObjectNode) Json.tree(Json.write(picture.view()));
    old.remove("reviews");
    old.withObject("/settings").remove("reviews");
    old.withObject("/settings/labels").remove(List.of("review", "reviewConsumption"));
    View view = Json.read(old.toString(), View.class);
    assertThat(view).isEqualTo(picture.view());
    assertThat(LoopPolicy.decide(view)).isEqualTo(LoopPolicy.decide(picture.view()));
  }

  private LoopChange.Open opened() {
    return (LoopChange.Open) changes().getFirst();
  }

  private List<Kind> kinds() {
    return changes().stream().map(change -> ((LoopChange.Open) change).kind()).toList();
  }

  private List<LoopChange> changes() {
    return TurnPolicy.changes(picture.view());
  }

  private List<PhaseFacts> with(PhaseFacts more) {
    List<PhaseFacts> all = new ArrayList<>(picture.phases);
    all.add(more);
    return all;
  }

  private static ReviewFacts far(int merged, int begun, @Nullable String lens) {
    return new ReviewFacts(merged, begun, lens, null);
  }

  private static ReviewFacts finished(boolean dirty, String... files) {
    return new ReviewFacts(
        9,
        2,
        "architecture",
        new ReviewFacts.Finished(12, 31, "architecture", dirty, List.of(files)));
  }

  private static Settings every(int every, String... lenses) {
    return Settings.DEFAULTS.with(
        new Settings.Reviews(
            every,
            List.of(lenses).stream().map(name -> new Settings.Lens(name, "Look at it.")).toList()));
  }
}
