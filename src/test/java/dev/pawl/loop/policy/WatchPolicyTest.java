package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.policy.BaseWatch;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.ReceiptFacts.Watch;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the default branch after the merge of #9, by what checks say. */
class WatchPolicyTest {
  private static final Instant LATER = ViewPicture.NOW.plus(Duration.ofMinutes(60));
  private static final String OPENING = "revert:7:9:open";

  private final ViewPicture picture = new ViewPicture();
  private Watch watch = Watch.OPEN;
  private List<String> red = List.of();
  private Instant until = LATER;
  private int looks;
  private List<CheckFacts> landed = List.of();
  private List<CheckFacts> earlier = List.of();
  private List<CheckFacts> latest = List.of();

  /** Build and lint judge; each letter is what one of them says, in that order. */
  @ParameterizedTest
  @CsvSource({
    // landed, before it, watch, red
    "'pp','pp',green,''",
    "'pn','pp',green,''",
    "'ps','--',green,''",
    "'pr','pp',,''",
    "'--','pp',,''",
    "'p-','pp',,''",
    "'fp','pp',red,build",
    "'f-','pp',red,build",
    "'fr','p-',red,build",
    "'ff','pp',red,build lint",
    "'ff','fp',red,lint",
    "'fp','--',red,build",
    // What was stopped says nothing, of either.
    "'fp','cp',red,build",
    "'cp','pp',,''",
    "'op','pp',,''",
    // What failed before is nobody's fault here.
    "'fp','fp',inherited,''",
    "'ff','ff',inherited,''",
    "'f-','fp',,''",
    "'fr','fp',,''",
    // While the one before is not known, nobody is blamed.
    "'fp','rp',,''",
    "'fp','ap',,''",
    "'ff','rp',red,lint",
    // It waits for somebody to let it run.
    "'ap','pp',,''",
  })
  void whatChecksSay(String landed, String earlier, @Nullable String word, String red) {
    this.landed = checks(landed);
    this.earlier = checks(earlier);
    says(word, red);
  }

  @ParameterizedTest
  @CsvSource({
    "'--','pp',over",
    "'pr','pp',over",
    "'cp','pp',over",
    "'fp','rp',unclear",
    "'f-','fp',inherited",
    "'fp','pp',red",
    "'pp','pp',green",
  })
  void whenTheTimeIsOver(String landed, String earlier, String word) {
    this.landed = checks(landed);
    this.earlier = checks(earlier);
    until = ViewPicture.NOW;
    looks = 1;
    says(word, word.equals("red") ? "build" : "");
  }

  @Test
  void atTheEndItIsReadOnceBeforeItIsOver() {
    until = ViewPicture.NOW;
    picture.pulls = List.of(picture.pull(9).state(State.MERGED).facts());
    assertThat(only()).isInstanceOf(LoopChange.LookAtMerge.class);

    looks = 1;
    picture.pulls = List.of(picture.pull(9).state(State.MERGED).dirty().facts());
    assertThat(changes()).as("it is being read").isEmpty();

    until = LATER;
    looks = 0;
    assertThat(WatchPolicy.wakeAt(view())).isEqualTo(LATER);
    until = ViewPicture.NOW;
    assertThat(WatchPolicy.wakeAt(view())).as("its time has come").isNull();
    until = LATER;
    watch = Watch.GREEN;
    assertThat(WatchPolicy.wakeAt(view())).as("it is over").isNull();
  }

  @Test
  void checksOfTheSameNameByAnotherAppSayNothing() {
    landed = List.of(new CheckFacts("build", 99, false, Progress.FAILED, "failure", null));
    assertThat(changes()).isEmpty();
  }

  /** What Pawl itself says of a commit is no judgement of it. */
  @Test
  void checksOfPawlsOwnSayNothing() {
    landed = List.of(new CheckFacts("build", 5, true, Progress.FAILED, "failure", null));
    assertThat(changes()).isEmpty();
  }

  @Test
  void aRedOneIsUndoneOnce() {
    redWithBuild();
    assertThat(steps()).singleElement().isInstanceOf(Step.Revert.class);
    assertThat(steps().getFirst().key()).isEqualTo(OPENING);

    effect(OPENING, "done", 45L, "c0ffee");
    assertThat(steps()).as("it was opened").isEmpty();

    picture.effects = List.of();
    picture.settings = Settings.DEFAULTS.with(new Settings.Watch(60, false));
    assertThat(steps()).as("nobody wants it").isEmpty();
    assertThat(BaseWatch.red(view())).hasSize(1);
  }

  @Test
  void whatUndoesIsNotUndone() {
    redWithBuild();
    picture.pulls = List.of(undoing(9, "revert:7:3:open", State.MERGED));
    assertThat(steps()).isEmpty();
    // A person has copied the hidden line.
    picture.pulls = List.of(picture.pull(9).state(State.MERGED).marked("revert:7:3:open").facts());
    assertThat(steps()).singleElement().isInstanceOf(Step.Revert.class);
  }

  @Test
  void aRedOneTurnsGreenAndWhatUndoesItIsClosed() {
    redWithBuild();
    picture.pulls = new ArrayList<>(picture.pulls);
    picture.pulls.add(undoing(45, OPENING, State.OPEN));
    effect(OPENING, "done", 45L, "c0ffee");
    assertThat(changes()).isEmpty();

    red = List.of("build", "lint");
    landed = checks("fp");
    assertThat(changes()).as("one of two has passed").isEmpty();
    latest = checks("pf");
    assertThat(changes()).as("and the other one later").isEmpty();
    red = List.of("build");
    latest = List.of();
    landed = checks("rp");
    assertThat(changes()).as("it runs once more").isEmpty();
    landed = checks("pp");
    says("green", "");
    landed = checks("fp");
    latest = checks("p-");
    says("mended", "");

    watch = Watch.MENDED;
    red = List.of();
    assertThat(steps())
        .singleElement()
        .satisfies(step -> assertThat(step.key()).isEqualTo("revert:7:9:close"));
    effect(OPENING, "done", 45L, "another");
    assertThat(steps()).as("somebody has pushed to it").isEmpty();
    effect(OPENING, "done", 45L, null);
    assertThat(steps()).as("whether somebody has is not known").isEmpty();
  }

  @Test
  void whatPeopleDoToItCounts() {
    redWithBuild();
    effect(OPENING, "done", 45L, "c0ffee");
    picture.pulls = List.of(merged(), undoing(45, OPENING, State.CLOSED));
    says("kept", "");
    picture.pulls = List.of(merged(), undoing(45, OPENING, State.MERGED));
    says("reverted", "");
    for (Watch after : List.of(Watch.KEPT, Watch.GREEN, Watch.MENDED)) {
      watch = after;
      says("reverted", "");
    }
  }

  /** It turned green, Pawl closed what would have undone it, and it is red once more. */
  @Test
  void whatPawlHasClosedItselfIsNotKeptByAnybody() {
    redWithBuild();
    picture.effects =
        List.of(
            written(OPENING, "done", 45L, "c0ffee"),
            written("revert:7:9:close", "done", 45L, null));
    picture.pulls = List.of(merged(), undoing(45, OPENING, State.CLOSED));
    assertThat(changes()).isEmpty();
  }

  /** Its branch goes with it, once; what somebody else has closed keeps its branch. */
  @Test
  void theBranchOfWhatPawlHasClosedIsDropped() {
    watch = Watch.GREEN;
    picture.pulls = List.of(merged(), undoing(45, OPENING, State.CLOSED));
    View.EffectFacts opened = written(OPENING, "done", 45L, "c0ffee");
    View.EffectFacts closed = written("revert:7:9:close", "done", 45L, null);
    picture.effects = List.of(opened);
    assertThat(steps()).as("closed by somebody").isEmpty();
    picture.effects = List.of(opened, closed);
    assertThat(steps()).singleElement().isInstanceOf(Step.CloseRevert.class);
    picture.effects = List.of(opened, closed, written("revert:7:9:drop", "done", null, null));
    assertThat(steps()).as("it is gone").isEmpty();
  }

  @Test
  void whatUndoesItIsClosedOnceAndNotWhileItIsInDoubt() {
    watch = Watch.GREEN;
    picture.pulls = List.of(merged(), undoing(45, OPENING, State.OPEN));
    View.EffectFacts opened = written(OPENING, "done", 45L, "c0ffee");
    picture.effects = List.of(opened, written("revert:7:9:close", "failed", 45L, null));
    assertThat(steps()).as("GitHub refused it").isEmpty();
    picture.effects = List.of(opened);
    picture.pulls = List.of(merged(), picture.pull(45).byPawl(OPENING).dirty().facts());
    assertThat(steps()).as("somebody may have pushed to it").isEmpty();
  }

  @Test
  void redIsReadAgainAnHourApartAndNotForEver() {
    redWithBuild();
    until = ViewPicture.NOW;
    looks = 3;
    assertThat(only()).isInstanceOf(LoopChange.LookAtMerge.class);
    looks = 24;
    assertThat(changes()).isEmpty();
    until = LATER;
    assertThat(WatchPolicy.wakeAt(view())).as("nothing is looked at then").isNull();
    looks = 23;
    assertThat(WatchPolicy.wakeAt(view())).isEqualTo(LATER);
    until = ViewPicture.NOW;
    assertThat(WatchPolicy.wakeAt(view())).isNull();
  }

  @Test
  void itsCapabilityUpdateWaits() {
    redWithBuild();
    picture.phase(PhaseFacts.State.DONE, 4, 9);
    Decision decision = LoopPolicy.decide(view());
    assertThat(TurnPolicy.changes(view())).isEmpty();
    assertThat(decision.reason())
        .isEqualTo(
            "Waiting: main turned red with #9: the check `build` failed on `1a2b3c4`, and had not on"
                + " the commit before it.");
    assertThat(decision.change()).contains("the check `build` passing on main again");

    watch = Watch.REVERTED;
    assertThat(TurnPolicy.changes(view()))
        .singleElement()
        .satisfies(change -> assertThat(change.done()).endsWith("is left out."))
        .satisfies(change -> assertThat(change.reason()).isEqualTo("#9 was undone."));
  }

  @Test
  void anUpdateThatHasBegunIsHeldAndThenLeftOut() {
    redWithBuild();
    PhaseFacts development =
        picture.phase(1, Kind.DEVELOPMENT, PhaseFacts.State.DONE, 4, 9, List.of());
    picture.phases = List.of(development, update());
    assertThat(LoopPolicy.decide(view()).reason()).startsWith("Waiting: main turned red with #9");
    assertThat(LoopPolicy.decide(view()).steps()).noneMatch(Step.OpenPhase.class::isInstance);

    watch = Watch.GREEN;
    assertThat(LoopPolicy.decide(view()).steps()).anyMatch(Step.OpenPhase.class::isInstance);
    assertThat(changes()).as("it is to be told of").isEmpty();

    watch = Watch.REVERTED;
    assertThat(changes()).containsExactly(new LoopChange.Needless(2, "#9 was undone."));
  }

  @Test
  void everyStepIsKnownAgainByItsKey() {
    redWithBuild();
    assertThat(EffectKeyFacts.of(view()).stems()).contains("revert:7:9:");
  }

  private static PhaseFacts update() {
    return new PhaseFacts(
        2,
        1,
        Kind.CAPABILITY_UPDATE,
        "Tell",
        "",
        PhaseFacts.State.PLANNED,
        1,
        "capability-update:7:2",
        null,
        null,
        List.of(),
        ViewPicture.NOW,
        null,
        "capability-update:1");
  }

  private void redWithBuild() {
    watch = Watch.RED;
    red = List.of("build");
    landed = checks("fp");
    picture.pulls = List.of(merged());
  }

  private dev.pawl.run.PullRequestFacts merged() {
    return picture.pull(9).state(State.MERGED).facts();
  }

  private dev.pawl.run.PullRequestFacts undoing(int number, String key, State state) {
    return picture.pull(number).state(state).byPawl(key).facts();
  }

  private void effect(String key, String state, @Nullable Long number, @Nullable String commit) {
    picture.effects = List.of(written(key, state, number, commit));
  }

  private static View.EffectFacts written(
      String key, String state, @Nullable Long number, @Nullable String commit) {
    return new View.EffectFacts(
        key, "revert-pull-request", state, null, number, null, null, null, null, commit);
  }

  private List<Step> steps() {
    return UndoPolicy.steps(view());
  }

  private List<LoopChange> changes() {
    return WatchPolicy.changes(view());
  }

  private LoopChange only() {
    assertThat(changes()).hasSize(1);
    return changes().getFirst();
  }

  private void says(@Nullable String word, String names) {
    if (word == null) {
      assertThat(changes()).isEmpty();
      return;
    }
    LoopChange.Watched watched = (LoopChange.Watched) only();
    assertThat(watched.watch().label()).isEqualTo(word);
    assertThat(watched.red()).isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ")));
    assertThat(watched.reason()).endsWith(".");
  }

  private View view() {
    picture.receipts =
        List.of(
            new ReceiptFacts(
                9,
                true,
                watch,
                "1a2b3c4d5e",
                "0ddba11",
                until,
                looks,
                List.of(new RequiredCheck("build", 5), new RequiredCheck("lint", 0)),
                red,
                landed,
                earlier,
                latest));
    return picture.view();
  }

  private static List<CheckFacts> checks(String letters) {
    List<CheckFacts> checks = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      String name = i == 0 ? "build" : "lint";
      switch (letters.charAt(i)) {
        case 'p' -> checks.add(check(name, Progress.PASSED, "success"));
        case 'n' -> checks.add(check(name, Progress.NEUTRAL, "neutral"));
        case 's' -> checks.add(check(name, Progress.SKIPPED, "skipped"));
        case 'f' -> checks.add(check(name, Progress.FAILED, "failure"));
        case 'c' -> checks.add(check(name, Progress.FAILED, "cancelled"));
        case 'o' -> checks.add(check(name, Progress.FAILED, "stale"));
        case 'r' -> checks.add(check(name, Progress.RUNNING, "in_progress"));
        case 'a' -> checks.add(check(name, Progress.ACTION_REQUIRED, "action_required"));
        default -> {}
      }
    }
    return checks;
  }

  private static CheckFacts check(String name, Progress progress, String word) {
    return new CheckFacts(name, 5, false, progress, word, null);
  }
}
