package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pawl.merge.policy.MergeDecision;
import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.merge.policy.PullState;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Phases, pauses, holds and interventions in the loop. */
class PhasePolicyTest {
  private static final Instant LATER = ViewPicture.NOW.plusSeconds(3600);
  private final ViewPicture picture = new ViewPicture();

  @Test
  void aNewPhaseIsOpenedAtStage2aAndNoGapAnalysisBesides() {
    picture.phase(State.PLANNED, null, null);

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage().label()).isEqualTo("2a");
    assertThat(decision.state()).isEqualTo(StateWord.READY);
    assertThat(decision.steps())
        .containsExactly(new Step.OpenPhase(ViewPicture.KEY, "“Light” is to be worked on.", 1));
  }

  @Test
  void anOpenGapAnalysisComesFirstAndThePhaseGoesOnBesideIt() {
    picture.issue(3, "gap-analysis:7:2", "open");
    picture.phases =
        List.of(
            picture.phase(1, Kind.DEVELOPMENT, State.PLANNED, null, null, List.of()),
            picture.phase(2, Kind.GAP_ANALYSIS, State.ISSUED, 3, null, List.of()));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage().label()).isEqualTo("1a");
    assertThat(decision.steps()).singleElement().isInstanceOf(Step.OpenPhase.class);
  }

  @Test
  void aPhaseIsOpenedWhereThereIsNoGoalToo() {
    picture.goal = false;
    picture.phase(State.PLANNED, null, null);

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage()).isEqualTo(Stage.IDLE);
    assertThat(decision.steps()).hasAtLeastOneElementOfType(Step.OpenPhase.class);
  }

  @Test
  void theLetterFollowsThePhase() {
    picture.issue(4, ViewPicture.KEY, "open");
    picture.phase(State.ISSUED, 4, null);
    assertThat(stageAndReason()).isEqualTo("2a Waiting for somebody to take up #4.");

    picture.phase(State.WORKED, 4, 9);
    picture.pulls = List.of(picture.pull(9).title("WIP light").facts());
    assertThat(stageAndReason())
        .isEqualTo("2b #9 is being worked on for #4: its title says that it is unfinished.");

    picture.phase(State.READY, 4, 9);
    picture.pulls = List.of(picture.pull(9).facts());
    assertThat(stageAndReason()).isEqualTo("2c #9 for #4 is ready and waits to be merged.");

    picture.phase(State.DONE, 4, 9);
    assertThat(LoopPolicy.decide(picture.view()).stage()).isEqualTo(Stage.GAP_ANALYSIS_ISSUE);
  }

  @Test
  void L39_aLockedIssueIsSaidWhileSomebodyIsToAnswerInIt() {
    picture.issues =
        List.of(new View.IssueFacts(4, ViewPicture.KEY, "open", "t", List.of(), null, true));
    String locked = " #4 is locked: agents that are Apps cannot answer there, nor can Pawl.";
    picture.phase(State.ISSUED, 4, null);
    assertThat(stageAndReason()).isEqualTo("2a Waiting for somebody to take up #4." + locked);
    assertThat(PhaseReason.of(picture.view(), List.of()).getFirst().reason()).endsWith(locked);

    picture.phase(State.WORKED, 4, 9);
    picture.pulls = List.of(picture.pull(9).title("WIP light").facts());
    assertThat(stageAndReason()).startsWith("2b #9 is being worked on").endsWith(locked);

    picture.phase(State.READY, 4, 9);
    picture.pulls = List.of(picture.pull(9).facts());
    assertThat(stageAndReason()).isEqualTo("2c #9 for #4 is ready and waits to be merged.");
  }

  @Test
  void aRepairIsOpenedBesideTheLoop() {
    picture.phases = List.of(picture.phase(2, Kind.REPAIR, State.PLANNED, null, null, List.of()));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage()).isEqualTo(Stage.GAP_ANALYSIS_ISSUE);
    assertThat(decision.steps()).hasAtLeastOneElementOfType(Step.OpenPhase.class);
    assertThat(TurnPolicy.changes(picture.view()))
        .singleElement()
        .isInstanceOf(LoopChange.Open.class);
  }

  @Test
  void aPhaseWaitsForWhatItNeeds() {
    picture.phases =
        List.of(
            picture.phase(1, Kind.DEVELOPMENT, State.CANCELLED, 4, null, List.of()),
            picture.phase(2, Kind.DEVELOPMENT, State.PLANNED, null, null, List.of(1L)));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.reason())
        .isEqualTo("Waiting for “Light” (cancelled) before “Light” begins.");
  }

  @Test
  void anIssueWhoseOutcomeIsUnknownIsNotAskedForAnew() {
    picture.phase(State.PLANNED, null, null);
    picture.effects =
        List.of(
            new View.EffectFacts(
                ViewPicture.KEY, "create-issue", "unknown", LATER, null, "a timeout", null));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.reason()).contains("is being checked");
    assertThat(decision.wakeAt()).isEqualTo(LATER);
  }

  @Test
  void aPhaseThatIsStuckNeedsAPersonAndSaysWhy() {
    picture.phase(State.STUCK, 4, null).issue(4, ViewPicture.KEY, "open");
    picture.interventions =
        List.of(
            new InterventionFacts(
                5,
                InterventionFacts.Scope.PHASE,
                1L,
                null,
                "#9 was closed without a merge",
                "Choose.",
                List.of(InterventionFacts.Choice.values()),
                ViewPicture.NOW));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.state()).isEqualTo(StateWord.NEEDS_YOU);
    assertThat(decision.reason()).isEqualTo("Needs you: #9 was closed without a merge.");
    assertThat(decision.change()).isEqualTo("Choose.");
  }

  @Test
  void anInterventionOnTheRepositoryStopsEverything() {
    picture.phase(State.PLANNED, null, null);
    picture.interventions =
        List.of(
            new InterventionFacts(
                5,
                InterventionFacts.Scope.REPOSITORY,
                null,
                null,
                "The same gap was proposed three times.",
                "Change the goal, then retry.",
                List.of(InterventionFacts.Choice.RETRY),
                ViewPicture.NOW));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage()).isEqualTo(Stage.NEEDS_YOU);
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.reason()).isEqualTo("Needs you: The same gap was proposed three times.");
  }

  @Test
  void aPauseComesFirstSaysWhoAndWhyAndUntilWhen() {
    picture.phase(State.PLANNED, null, null).hold(null, HoldFacts.Kind.STOP, LATER);
    picture.dirty = "a push";

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage()).isEqualTo(Stage.PAUSED);
    assertThat(decision.state()).isEqualTo(StateWord.PAUSED);
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.reason())
        .isEqualTo("Paused by ada until 2026-05-01 13:00 UTC: A release is made.");
    assertThat(decision.wakeAt()).isEqualTo(LATER);
  }

  @Test
  void whatWasClaimedBeforeThePauseIsShown() {
    picture.phase(State.PLANNED, null, null).hold(null, HoldFacts.Kind.STOP, null);
    picture.effects =
        List.of(
            new View.EffectFacts(
                ViewPicture.KEY, "create-issue", "claimed", null, null, null, null));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.reason()).contains("One write was begun before the pause");
    assertThat(decision.waits()).hasSize(1);
  }

  @Test
  void aDrainLetsWhatIsUnderWayEndAndBeginsNothing() {
    picture.phase(State.PLANNED, null, null);
    picture
        .issue(4, "development:7:9", "open")
        .issue(5, "development:7:9", "open")
        .hold(null, HoldFacts.Kind.DRAIN, null);
    assertThat(LoopPolicy.decide(picture.view()).steps())
        .singleElement()
        .isInstanceOf(Step.CloseDouble.class);

    picture.hold(null, HoldFacts.Kind.STOP, null);
    assertThat(LoopPolicy.decide(picture.view()).steps()).isEmpty();
  }

  @Test
  void aHoldOnAPullRequestIsNoPause() {
    picture.phase(State.READY, 4, 9).issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).facts());
    picture.hold(9, HoldFacts.Kind.STOP, LATER);

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage().label()).isEqualTo("2c");
    assertThat(decision.reason())
        .isEqualTo("Waiting: ada holds #9 back until 2026-05-01 13:00 UTC: A release is made.");
    assertThat(decision.wakeAt()).isEqualTo(LATER);

    picture.hold(8, HoldFacts.Kind.STOP, null);
    assertThat(stageAndReason()).isEqualTo("2c #9 for #4 is ready and waits to be merged.");
  }

  @Test
  void theIssueOfASkippedPhaseIsClosedOnce() {
    picture.phase(State.SKIPPED, 4, null).issue(4, ViewPicture.KEY, "open");
    Step.CloseSkipped close =
        new Step.CloseSkipped("close-skipped:7:4", "The task of #4 is skipped.", 4);
    assertThat(LoopPolicy.decide(picture.view()).steps()).contains(close);

    picture.effects =
        List.of(new View.EffectFacts(close.key(), "close-issue", "done", null, 4L, null, null));
    assertThat(LoopPolicy.decide(picture.view()).steps()).doesNotContain(close);
  }

  /** A view of the time before phases were known is read as one without any. */
  @Test
  void anOlderViewIsReadAsWhatItWas() {
    String stored =
        dev.pawl.store.Json.write(picture.view())
            .replaceAll("\"(phases|holds|interventions|pullRequests)\":\\[],?", "")
            .replace(",}", "}");
    assertThat(stored).doesNotContain("phases");

    View read = dev.pawl.store.Json.read(stored, View.class);
    assertThat(read).isEqualTo(picture.view());
  }

  @Test
  void aTaskWithoutAGoalSaysHowItStandsAndNotOnlyWhatIsMissing() {
    picture.goal = false;
    picture.issue(4, ViewPicture.KEY, "open").phase(State.WORKED, 4, 9);
    picture.pulls = List.of(picture.pull(9).title("WIP light").facts());
    assertThat(stageAndReason())
        .isEqualTo("idle #9 is being worked on for #4: its title says that it is unfinished.");
    assertThat(LoopPolicy.decide(picture.view()).state()).isEqualTo(StateWord.WORKING);
  }

  @Test
  void whatIsReadySaysWhatItsGuardsSay() {
    picture.issue(4, ViewPicture.KEY, "open").phase(State.READY, 4, 9);
    picture.pulls = List.of(picture.pull(9).facts());
    List<Judged> judged = List.of(judged("Waiting", "Waiting for somebody to approve #9."));

    Decision decision = LoopPolicy.decide(picture.view(), judged);
    assertThat(decision.stage().label()).isEqualTo("2c");
    assertThat(decision.state()).isEqualTo(StateWord.WAITING);
    assertThat(decision.reason()).isEqualTo("Waiting for somebody to approve #9.");
    assertThat(decision.change()).isEqualTo("Something changes.");

    picture.hold(9, HoldFacts.Kind.STOP, null);
    assertThat(LoopPolicy.decide(picture.view(), judged).reason())
        .isEqualTo("Waiting: ada holds #9 back: A release is made.");
  }

  @Test
  void whatIsWorkedOnSaysWhatItsGuardsSayOnlyWhereAPersonIsNeeded() {
    picture.issue(4, ViewPicture.KEY, "open").phase(State.WORKED, 4, 9);
    picture.pulls = List.of(picture.pull(9).title("WIP light").facts());
    assertThat(
            LoopPolicy.decide(picture.view(), List.of(judged("Waiting", "Waiting for #9.")))
                .reason())
        .startsWith("#9 is being worked on for #4");

    Decision needed =
        LoopPolicy.decide(picture.view(), List.of(judged("Needs you", "Needs you: let it run.")));
    assertThat(needed.state()).isEqualTo(StateWord.NEEDS_YOU);
    assertThat(needed.reason()).isEqualTo("Needs you: let it run.");
  }

  /** The loop speaks of the gap analysis; each task still speaks for itself. */
  @Test
  void eachPhaseHasAReasonWhateverTheLoopIsAt() {
    picture.issue(3, "gap-analysis:7:a:b", "open").issue(4, ViewPicture.KEY, "open");
    picture.phases =
        List.of(
            picture.phase(1, Kind.DEVELOPMENT, State.DONE, 2, 8, List.of()),
            picture.phase(2, Kind.DEVELOPMENT, State.ISSUED, 4, null, List.of()),
            picture.phase(3, Kind.REPAIR, State.PLANNED, null, null, List.of(2L)),
            picture.phase(4, Kind.GAP_ANALYSIS, State.ISSUED, 3, null, List.of()));

    assertThat(LoopPolicy.decide(picture.view()).reason()).contains("gap analysis #3");
    assertThat(PhaseReason.of(picture.view(), List.of()))
        .extracting(PhaseReason::phase, PhaseReason::state, PhaseReason::reason)
        .containsExactly(
            tuple(2L, "Waiting", "Waiting for somebody to take up #4."),
            tuple(3L, "Waiting", "Waiting for “Light” before “Light” begins."),
            tuple(
                4L,
                "Waiting",
                "Waiting for somebody to take up (no assignee is named in the settings) gap"
                    + " analysis #3."));
  }

  @Test
  void whatIsHeldBackWithItsRepositorySaysSo() {
    picture.issue(4, ViewPicture.KEY, "open").phase(State.ISSUED, 4, null);
    picture.hold(null, HoldFacts.Kind.DRAIN, null);
    assertThat(PhaseReason.of(picture.view(), List.of()))
        .extracting(PhaseReason::state, PhaseReason::reason)
        .containsExactly(tuple("Paused", "Held back, since the repository is paused."));

    picture.phase(State.WORKED, 4, 9);
    picture.pulls = List.of(picture.pull(9).title("WIP light").facts());
    assertThat(PhaseReason.of(picture.view(), List.of()))
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).startsWith("#9 is being worked on"));

    picture.dirty = "a push";
    assertThat(PhaseReason.of(picture.view(), List.of()))
        .as("nothing is said of what is in doubt")
        .isEmpty();
  }

  private static Judged judged(String state, String reason) {
    return new Judged(
        9,
        new MergeDecision(state, reason, "Something changes.", List.of(), null),
        false,
        null,
        PullState.PENDING_REVIEW,
        List.of());
  }

  private String stageAndReason() {
    Decision decision = LoopPolicy.decide(picture.view());
    return decision.stage().label() + " " + decision.reason();
  }
}
