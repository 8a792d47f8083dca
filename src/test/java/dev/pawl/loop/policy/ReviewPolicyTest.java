package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.InterventionFacts;
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

  @Test
  void whoHasBroughtNoReviewIsNotAskedForOne() {
    picture.reviews = finished(false);
    assertThat(opened().needless())
        .isEqualTo("#31 has brought no file into `planning/reviews` of which tasks could be made.");
  }

  /** Nothing is left out in silence: somebody is told by name, and decides. */
  @ParameterizedTest
  @CsvSource({
    "a.md,      '',         true,  true,  is empty",
    "a.md,      '',         false, false, is not a text of at most 64 KB",
    "a.md,      LINK,       true,  false, is a link and no file",
    "a.md,      REPOSITORY, false, false, is another repository and no file",
    "a.md,      FOLDER,     false, false, is a folder and no file",
    "a.md,      NAME,       false, false, has a name that is no text",
    "a`b.md,    '',         true,  false, has a name that cannot stand in an issue",
    "'a\nb.md', '',         true,  false, has a name that cannot stand in an issue",
    "a\u202eb.md, '',       true,  false, has a name that cannot stand in an issue",
    "<!--.md,   '',         true,  false, has a name that cannot stand in an issue",
  })
  void whatIsNoReviewIsAPersonsToLookAtByName(
      String name, String flaw, boolean readable, boolean blank, String why) {
    String path = "planning/reviews/" + name;
    picture.reviews = finished(false, path);
    picture.files = List.of(brought(path, "b1", flaw, readable, blank));
    LoopChange.Ask ask = (LoopChange.Ask) changes().getFirst();
    assertThat(changes()).as("and nothing else").hasSize(1);
    assertThat(ask.file()).isEqualTo(path);
    assertThat(ask.why())
        .startsWith("the review #31 has brought what no tasks can be made of: `planning/reviews/")
        .endsWith("` " + why)
        .doesNotContain("\n", "\u202e");

    picture.asked = List.of(ask.name());
    picture.interventions = List.of(open(ask));
    assertThat(changes()).as("it is waited for").isEmpty();
    picture.interventions = List.of();
    assertThat(opened().needless())
        .as("who says go on has heard of it")
        .startsWith("#31 has brought nothing of which tasks could be made: `planning/reviews/")
        .endsWith("` " + why + ".");

    picture.reviews = finished(false, path, "planning/reviews/good.md", "planning/reviews/fine.md");
    assertThat(opened().needless()).isNull();
    assertThat(opened().text()).isEqualTo("planning/reviews/good.md`, `planning/reviews/fine.md");
  }

  @Test
  void whatWasMendedOrTakenAwayNeedsNobody() {
    String path = "planning/reviews/a.md";
    picture.reviews = finished(false, path);
    picture.files = List.of(brought(path, "b1", "", true, true));
    LoopChange.Ask ask = (LoopChange.Ask) changes().getFirst();
    picture.asked = List.of(ask.name());
    picture.interventions = List.of(open(ask));

    picture.files = List.of(brought(path, "b2", "", true, false));
    assertThat(changes())
        .containsExactly(
            new LoopChange.Settled(9, "`planning/reviews/a.md` was changed or taken away."));
    picture.interventions = List.of();
    assertThat(opened().needless()).isNull();
    assertThat(opened().text()).isEqualTo(path);

    picture.files = List.of(brought(path, "b3", "", false, false));
    assertThat(changes().getFirst()).as("another content").isInstanceOf(LoopChange.Ask.class);

    picture.files = List.of(brought(path, "", "GONE", false, false));
    assertThat(opened().needless())
        .isEqualTo(
            "#31 has brought nothing of which tasks could be made: `planning/reviews/a.md` was"
                + " taken away since.");
  }

  @Test
  void whatAReviewHasBroughtIsReadFirst() {
    picture.reviews = finished(false, "planning/reviews/a.md");
    picture.phases = with(picture.phase(12, Kind.REVIEW, State.DONE, 8, 31, List.of()));
    picture.readAt = ViewPicture.NOW.minusSeconds(1);
    assertThat(changes()).containsExactly(new LoopChange.Look("what the review #31 has brought"));
    picture.readAt = ViewPicture.NOW.plusSeconds(1);
    assertThat(opened().text()).as("but once").isEqualTo("planning/reviews/a.md");
  }

  @Test
  void aLensLeavesNothingOpen() {
    picture.settings =
        Settings.DEFAULTS.with(
            new Settings.Reviews(1, List.of(new Settings.Lens("docks", "Look.\n```\ncode"))));
    picture.reviews = far(1, 0, null);
    assertThat(opened().text()).endsWith("\ncode\n```");
  }

  private static View.FileFacts brought(
      String path, String blob, String flaw, boolean readable, boolean blank) {
    return new View.FileFacts(
        "REVIEW", path, blob, blank, readable, null, false, flaw.isEmpty() ? null : flaw, false);
  }

  private static InterventionFacts open(LoopChange.Ask ask) {
    return new InterventionFacts(
        9,
        InterventionFacts.Scope.FILE,
        null,
        ask.file(),
        ask.why(),
        ask.what(),
        List.of(InterventionFacts.Choice.GO_ON),
        ViewPicture.NOW);
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
