package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.InterventionFacts;
import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.run.InterventionFacts.Scope;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Settings;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps the loop from moving, and what becomes of the queue's files while it moves. */
class QueuePolicyTest {
  private static final String A = "planning/issue_queue/pending/a.md";
  private static final String MOVE = "queue:7:1:ba.md";

  private final ViewPicture picture = new ViewPicture();

  /** One thing that keeps the next task from being taken up. */
  private record Hindrance(String name, Consumer<ViewPicture> way) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Hindrance> hindrances() {
    return Stream.of(
        new Hindrance("suspended", picture -> picture.reach = View.Reach.SUSPENDED),
        new Hindrance("removed", picture -> picture.reach = View.Reach.REMOVED),
        new Hindrance("its issues are off", picture -> picture.issuesEnabled = false),
        new Hindrance("it has no commit", picture -> picture.empty = true),
        new Hindrance(
            "somebody must look at all of it",
            picture -> picture.interventions = List.of(need(Scope.REPOSITORY, null, "it circles"))),
        new Hindrance("its goal is blank", QueuePolicyTest::blankGoal));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hindrances")
  void nothingIsTakenUpWhere(Hindrance hindrance) {
    picture.pending = List.of("a.md");
    assertThat(changes()).hasAtLeastOneElementOfType(LoopChange.Take.class);
    hindrance.way().accept(picture);
    assertThat(changes()).isEmpty();
  }

  private static void blankGoal(ViewPicture picture) {
    picture.goal = false;
    picture.files =
        List.of(
            new View.FileFacts("GOAL", "planning/vision/goal.md", "a", true, true, null, false));
  }

  @Test
  void aQuestionThatConcernsTheWholeLoopIsAskedAlone() {
    picture.phase(State.DONE, 4, 9);
    picture.phases = List.of(picture.phases.getFirst(), ended(2, 1));
    picture.queue = List.of(proposed(5, "Lamp"), proposed(6, "Lamp"), proposed(7, "Lamp"));
    picture.pending = List.of("a.md");
    assertThat(changes())
        .as("first what people want")
        .isNotEmpty()
        .hasOnlyElementsOfType(LoopChange.Take.class);

    picture.pending = List.of();
    picture.phases =
        List.of(
            picture.phases.getFirst(),
            picture.phases.get(1),
            picture.phase(3, Kind.DEVELOPMENT, State.ISSUED, 8, null, List.of()));
    picture.queue =
        List.of(new QueueFacts(1, A, "ba.md", "a.md", "A", QueueFacts.State.TAKEN, 3, null));
    picture.effects = List.of(refused("taken"));
    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(3, true));
    picture.pending = List.of("a.md", "b.md");
    assertThat(changes()).hasSize(1).isNotEmpty().hasOnlyElementsOfType(LoopChange.Ask.class);
  }

  @Test
  void whatGapAnalysesProposedAndWasTakenAwayDoesNotCount() {
    picture.phase(State.DONE, 4, 9);
    picture.phases = List.of(picture.phases.getFirst(), ended(2, 1));
    picture.queue = List.of(proposed(5, "Lamp"), proposed(6, "Lamp"));
    assertThat(changes())
        .as("twice is no circle")
        .isNotEmpty()
        .hasOnlyElementsOfType(LoopChange.Open.class);

    picture.queue =
        List.of(
            proposed(5, "Lamp"),
            new QueueFacts(6, "p/6", "b", "dev-6.md", "Lamp", QueueFacts.State.GONE, 1, null),
            proposed(7, "Lamp"));
    assertThat(changes()).isNotEmpty().hasOnlyElementsOfType(LoopChange.Open.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"CANCELLED", "SKIPPED"})
  void whatWasNotDoneNeedsNoCapabilityUpdate(State state) {
    picture.phase(state, 4, 9);
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Open.class, open -> assertThat(open.kind()).isEqualTo(Kind.GAP_ANALYSIS));
  }

  @Test
  void whatWasDoneWithoutAPullRequestNeedsNoCapabilityUpdate() {
    picture.phase(State.DONE, 4, null);
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Open.class, open -> assertThat(open.kind()).isEqualTo(Kind.GAP_ANALYSIS));
  }

  @Test
  void developmentsAreToldOfInTheOrderInWhichTheyBegan() {
    picture.phases =
        List.of(
            picture.phase(3, Kind.DEVELOPMENT, State.DONE, 6, 11, List.of()),
            picture.phase(1, Kind.DEVELOPMENT, State.DONE, 4, 9, List.of()));
    picture.pulls =
        List.of(
            picture.pull(9).state(PullRequestFacts.State.MERGED).facts(),
            picture.pull(11).state(PullRequestFacts.State.MERGED).facts());
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Open.class, open -> assertThat(open.pullRequest()).isEqualTo(9));
  }

  @Test
  void aTaskUnderWayIsNoReasonToAskAnew() {
    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(1, true));
    picture.phase(State.STUCK, 4, null);
    assertThat(changes()).isEmpty();
  }

  @Test
  void whatIsSetAsideIsAskedOnce() {
    picture.files = List.of(blank("a.md"));
    LoopChange.Ask ask = (LoopChange.Ask) changes().getFirst();
    picture.asked = List.of(ask.name());
    assertThat(changes()).noneMatch(LoopChange.Ask.class::isInstance);

    picture.interventions = List.of(need(Scope.FILE, A, ask.why()));
    assertThat(changes()).as("it is still so").noneMatch(LoopChange.Settled.class::isInstance);
    picture.interventions = List.of(need(Scope.FILE, A, "`" + A + "` is not a text"));
    assertThat(changes())
        .as("what was wrong is not what is wrong")
        .hasAtLeastOneElementOfType(LoopChange.Settled.class);
    picture.interventions = List.of(need(Scope.REPOSITORY, null, "`" + A + "` could not be moved"));
    assertThat(changes()).as("of another scope").isEmpty();
  }

  @Test
  void aFileOfAnotherKindIsNobodysTask() {
    picture.pending = List.of("notes.txt");
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Open.class, open -> assertThat(open.kind()).isEqualTo(Kind.GAP_ANALYSIS));
  }

  @Test
  void aTaskWhoseIssueIsAboutToBeMadeStillEndsWithItsFile() {
    picture.phase(State.PLANNED, null, null);
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    picture.effects =
        List.of(
            new View.EffectFacts(
                ViewPicture.KEY, "create-issue", "planned", null, null, null, null));
    assertThat(changes()).isNotEmpty().hasOnlyElementsOfType(LoopChange.Gone.class);

    picture.pending = List.of("a.md");
    assertThat(changes()).as("it is there").isEmpty();
  }

  /** Where the file is back, what GitHub answered was true of another moment. */
  @Test
  void aFileThatIsBackIsNotGone() {
    taken(State.ISSUED);
    picture.pending = List.of("a.md");
    picture.effects = List.of(refused("gone"));
    assertThat(changes()).noneMatch(LoopChange.Gone.class::isInstance);

    picture.pending = List.of();
    assertThat(changes()).isNotEmpty().hasOnlyElementsOfType(LoopChange.Gone.class);
    picture.effects = List.of(refused("taken"));
    assertThat(changes())
        .as("refused for another reason")
        .isNotEmpty()
        .hasOnlyElementsOfType(LoopChange.Ask.class);
  }

  @Test
  void aRefusalIsTriedAgainUnderANameOfItsOwn() {
    taken(State.ISSUED);
    picture.pending = List.of("a.md");
    picture.effects = List.of(refused("protected"));
    LoopChange.Ask first = (LoopChange.Ask) changes().getFirst();
    picture.asked = List.of(first.name());
    assertThat(moves()).containsExactly(MOVE + ":1");

    picture.effects = List.of(refused("protected"), refusedAs(MOVE + ":1"));
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Ask.class, ask -> assertThat(ask.name()).isNotEqualTo(first.name()));

    picture.interventions = List.of(need(Scope.REPOSITORY, null, first.why()));
    assertThat(changes()).as("nobody has decided yet").isEmpty();
    assertThat(moves()).isEmpty();
  }

  /** An old reading may show a file where it no longer is; a new one brings a new task. */
  @Test
  void aFileMayComeAgain() {
    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(2, true));
    picture.pending = List.of("a.md");
    for (QueueFacts.State state : QueueFacts.State.values()) {
      picture.phase(State.ISSUED, 4, null);
      picture.queue = List.of(picture.item(1, "a.md", state));
      boolean again = state == QueueFacts.State.COMPLETE || state == QueueFacts.State.GONE;
      assertThat(changes().stream().anyMatch(LoopChange.Take.class::isInstance))
          .as(state.label())
          .isEqualTo(again);
    }
    picture.queue =
        List.of(new QueueFacts(1, A, "older", "a.md", "A", QueueFacts.State.PROCESSED, 1, null));
    assertThat(changes())
        .as("another text")
        .isNotEmpty()
        .hasOnlyElementsOfType(LoopChange.Take.class);
  }

  @Test
  void aFileMovesOnceItsIssueIsThere() {
    picture.phase(State.PLANNED, null, null);
    picture.pending = List.of("a.md");
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    assertThat(moves()).isEmpty();

    taken(State.ISSUED);
    assertThat(moves()).containsExactly(MOVE);
    picture.effects =
        List.of(new View.EffectFacts(MOVE, "commit-files", "done", null, null, null, null));
    assertThat(moves()).as("once").isEmpty();
  }

  @Test
  void theFileOfATaskThatEndedAtOnceMovesAllTheSame() {
    picture.phase(State.CANCELLED, null, null);
    picture.pending = List.of("a.md");
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    assertThat(moves()).containsExactly(MOVE);
  }

  @Test
  void theIssueOfAFileThatIsGoneIsClosedWhileItIsOpen() {
    taken(State.ISSUED);
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.GONE));
    assertThat(steps(Step.CloseGone.class)).hasSize(1);

    String key = steps(Step.CloseGone.class).getFirst().key();
    picture.effects =
        List.of(new View.EffectFacts(key, "close-issue", "done", null, null, null, null));
    assertThat(steps(Step.CloseGone.class)).as("once").isEmpty();
    picture.effects = List.of();
    picture.phase(State.CANCELLED, 4, null);
    assertThat(steps(Step.CloseGone.class)).as("it has ended").isEmpty();
  }

  private void taken(State state) {
    picture.phase(state, 4, null).issue(4, ViewPicture.KEY, "open");
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
  }

  private List<LoopChange> changes() {
    return TurnPolicy.changes(picture.view());
  }

  private List<String> moves() {
    return steps(Step.PutAway.class).stream().map(Step::key).toList();
  }

  private <S extends Step> List<S> steps(Class<S> kind) {
    return LoopPolicy.decide(picture.view()).steps().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private PhaseFacts ended(long id, long development) {
    return new PhaseFacts(
        id,
        1,
        Kind.CAPABILITY_UPDATE,
        "Update",
        "",
        State.DONE,
        1,
        "capability-update:7:" + id,
        12,
        13,
        List.of(),
        ViewPicture.NOW,
        null,
        "capability-update:" + development);
  }

  private static QueueFacts proposed(long id, String title) {
    return new QueueFacts(
        id, "p/" + id, "b", "dev-" + id + ".md", title, QueueFacts.State.COMPLETE, 1, null);
  }

  private static View.FileFacts blank(String name) {
    return new View.FileFacts(
        "PENDING", "planning/issue_queue/pending/" + name, "b" + name, true, true, null, false);
  }

  private static View.EffectFacts refused(String outcome) {
    return new View.EffectFacts(
        MOVE, "commit-files", "failed", null, null, "Refused.", null, null, outcome);
  }

  private static View.EffectFacts refusedAs(String key) {
    return new View.EffectFacts(
        key, "commit-files", "failed", null, null, "Refused.", null, null, "protected");
  }

  private static InterventionFacts need(Scope scope, @Nullable String file, String why) {
    return new InterventionFacts(
        5, scope, null, file, why, "Look.", List.of(Choice.GO_ON), ViewPicture.NOW);
  }
}
