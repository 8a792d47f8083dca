package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.run.View.FileFacts;
import dev.pawl.run.View.IssueFacts;
import dev.pawl.run.View.Reach;
import dev.pawl.run.View.RepositoryFacts;
import dev.pawl.settings.Settings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopPolicyTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final FileFacts GOAL =
      new FileFacts("GOAL", "planning/vision/goal.md", "aaaabbbbccccdddd", false, true);
  private static final String KEY = "gap-analysis:7:1";
  private static final String ORIGIN = "gap-analysis:aaaabbbbcccc:none:0";

  @Test
  void aGoalAndNoGapAnalysisOpensOne() {
    Picture picture = new Picture().goal(GOAL);
    Decision before = LoopPolicy.decide(picture.view());
    assertThat(before.stage()).isEqualTo(Stage.GAP_ANALYSIS_ISSUE);
    assertThat(before.state()).isEqualTo(StateWord.READY);
    assertThat(TurnPolicy.changes(picture.view()))
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Open.class,
            open -> {
              assertThat(open.kind()).isEqualTo(Kind.GAP_ANALYSIS);
              assertThat(open.origin()).isEqualTo(ORIGIN);
              assertThat(open.needless()).isNull();
            });

    picture.gap(State.PLANNED, null);
    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage()).isEqualTo(Stage.GAP_ANALYSIS_ISSUE);
    assertThat(decision.state()).isEqualTo(StateWord.READY);
    assertThat(decision.steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.OpenPhase.class, step -> assertThat(step.key()).isEqualTo(KEY));
    assertThat(TurnPolicy.changes(picture.view())).isEmpty();
  }

  @Test
  void anOpenGapAnalysisIsWaitedFor() {
    Decision decision =
        LoopPolicy.decide(
            new Picture()
                .goal(GOAL)
                .gap(State.ISSUED, 3)
                .issue(new IssueFacts(3, KEY, "open", "t", List.of("ada")))
                .view());

    assertThat(decision.state()).isEqualTo(StateWord.WORKING);
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.reason()).isEqualTo("Waiting for ada to work on gap analysis #3.");
    assertThat(decision.wakeAt()).isNull();
  }

  @Test
  void aGoalThatChangesUnderAnOpenGapAnalysisOpensNoSecondOne() {
    FileFacts changed = new FileFacts("GOAL", GOAL.path(), "ffffeeeeddddcccc", false, true);
    View view =
        new Picture()
            .goal(changed)
            .gap(State.ISSUED, 3)
            .issue(new IssueFacts(3, KEY, "open", "t", List.of("ada")))
            .view();

    assertThat(LoopPolicy.decide(view).steps()).isEmpty();
    assertThat(TurnPolicy.changes(view)).isEmpty();
  }

  @Test
  void aClosedOneIsNotAskedAgainUntilItsInputsChange() {
    Picture closed =
        new Picture()
            .goal(GOAL)
            .gap(State.CANCELLED, 3)
            .issue(new IssueFacts(3, KEY, "closed", "t", List.of()));
    assertThat(TurnPolicy.changes(closed.view())).isEmpty();
    Decision decision = LoopPolicy.decide(closed.view());
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.reason())
        .isEqualTo("Waiting: the gap analysis #3 for this goal was closed.");
    assertThat(decision.change()).contains("opening #3 again");

    closed.files =
        List.of(GOAL, new FileFacts("CAPABILITIES", "c.md", "111122223333", false, true));
    assertThat(TurnPolicy.changes(closed.view()))
        .singleElement()
        .isInstanceOf(LoopChange.Open.class);
  }

  @Test
  void theWishedAssigneeThatGitHubRefusedIsExplainedOnce() {
    Picture picture =
        new Picture()
            .goal(GOAL)
            .gap(State.ISSUED, 3)
            .issue(new IssueFacts(3, KEY, "open", "t", List.of()));
    picture.settings =
        new Settings(
            Settings.DEFAULTS.planning(), new Settings.Agent("ada"), Settings.DEFAULTS.labels());

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.state()).isEqualTo(StateWord.WAITING);
    assertThat(decision.steps())
        .containsExactly(
            new Step.ExplainAssignee(
                "explain-assignee:7:3", "GitHub did not accept ada as assignee.", 3, "ada"));

    picture.effects =
        List.of(
            new EffectFacts(
                "explain-assignee:7:3", "create-comment", "done", null, null, null, null));
    assertThat(LoopPolicy.decide(picture.view()).steps()).isEmpty();
  }

  @Test
  void withoutAGoalItIsIdleAndSaysSoOnce() {
    Picture picture = new Picture();

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage()).isEqualTo(Stage.IDLE);
    assertThat(decision.state()).isEqualTo(StateWord.IDLE);
    assertThat(decision.steps()).singleElement().isInstanceOf(Step.ExplainSetup.class);
    assertThat(decision.change()).contains("planning/vision/goal.md");

    picture.effects =
        List.of(
            new EffectFacts("explain-setup:7", "create-check-run", "done", null, null, null, null));
    assertThat(LoopPolicy.decide(picture.view()).steps()).isEmpty();
  }

  @Test
  void aBlankOrUnreadableGoalIsNoGoal() {
    FileFacts blank = new FileFacts("GOAL", GOAL.path(), "e69de29bb2d1", true, true);
    FileFacts binary = new FileFacts("GOAL", GOAL.path(), "0123456789ab", false, false);

    assertThat(LoopPolicy.decide(new Picture().goal(blank).view()).stage()).isEqualTo(Stage.IDLE);
    assertThat(LoopPolicy.decide(new Picture().goal(binary).view()).stage()).isEqualTo(Stage.IDLE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reach.class,
      names = {"ACTIVE"},
      mode = EnumSource.Mode.EXCLUDE)
  void nothingIsDoneWhereTheAppDoesNotReach(Reach reach) {
    Picture picture = new Picture().goal(GOAL);
    picture.reach = reach;

    assertThat(LoopPolicy.decide(picture.view()).steps()).isEmpty();
  }

  @Test
  void nothingIsDoneOnDoubtfulGround() {
    Picture dirty = new Picture().goal(GOAL);
    dirty.dirty = "a push";
    Picture archived = new Picture().goal(GOAL);
    archived.archived = true;
    Picture withoutIssues = new Picture().goal(GOAL);
    withoutIssues.issuesEnabled = false;

    assertThat(LoopPolicy.decide(dirty.view()).state()).isEqualTo(StateWord.UNKNOWN);
    assertThat(LoopPolicy.decide(dirty.view()).steps()).isEmpty();
    assertThat(LoopPolicy.decide(archived.view()).steps()).isEmpty();
    assertThat(LoopPolicy.decide(withoutIssues.view()).state()).isEqualTo(StateWord.NEEDS_YOU);
    assertThat(LoopPolicy.decide(withoutIssues.view()).steps()).isEmpty();
  }

  @Test
  void anUnknownOutcomeIsWaitedForAndNothingIsWrittenMeanwhile() {
    Picture picture = new Picture().goal(GOAL).gap(State.PLANNED, null);
    picture.effects =
        List.of(
            new EffectFacts(
                KEY, "create-issue", "unknown", NOW.plusSeconds(60), null, "a timeout", null));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.state()).isEqualTo(StateWord.WAITING);
    assertThat(decision.wakeAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void aPlannedEffectIsStillAskedForWhileItWaits() {
    Picture picture = new Picture().goal(GOAL).gap(State.PLANNED, null);
    picture.effects =
        List.of(
            new EffectFacts(
                KEY, "create-issue", "planned", NOW.plusSeconds(60), null, "rate limit", null));

    assertThat(LoopPolicy.decide(picture.view()).steps()).hasSize(1);
    assertThat(LoopPolicy.decide(picture.view()).wakeAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void anIssueThatWaitsForItsLabelSaysSo() {
    Picture picture = new Picture().goal(GOAL).gap(State.PLANNED, null);
    picture.effects =
        List.of(
            new EffectFacts(
                "label:7:gap",
                "create-label",
                "unknown",
                NOW.plusSeconds(60),
                null,
                "Whether it was written is unknown",
                null),
            new EffectFacts(KEY, "create-issue", "planned", null, null, null, "label:7:gap"));

    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.reason()).contains("Whether it was written is unknown");
    assertThat(decision.wakeAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void ofTwoIssuesOfOneEffectTheYoungerIsClosed() {
    Picture twice = new Picture().goal(GOAL).gap(State.ISSUED, 3);
    twice.issues =
        List.of(
            new IssueFacts(3, KEY, "open", "t", List.of("ada")),
            new IssueFacts(4, KEY, "open", "t", List.of("ada")));

    Decision decision = LoopPolicy.decide(twice.view());
    assertThat(decision.reason()).isEqualTo("Waiting for ada to work on gap analysis #3.");
    assertThat(decision.steps())
        .containsExactly(
            new Step.CloseDouble("close-double:7:4", "#4 came twice: it is a double of #3.", 4, 3));
  }

  @Test
  void aDoubleOfAClosedOneIsClosedTooAndOfADeletedOneKept() {
    Picture twice = new Picture().goal(GOAL).gap(State.ISSUED, 3);
    IssueFacts young = new IssueFacts(4, KEY, "open", "t", List.of());
    twice.issues = List.of(new IssueFacts(3, KEY, "closed", "t", List.of()), young);
    assertThat(LoopPolicy.decide(twice.view()).steps())
        .hasAtLeastOneElementOfType(Step.CloseDouble.class);

    twice.issues = List.of(new IssueFacts(3, KEY, "deleted", "t", List.of()), young);
    assertThat(LoopPolicy.decide(twice.view()).steps())
        .doesNotHaveAnyElementsOfTypes(Step.CloseDouble.class);
  }

  @Test
  void aDoubleThatWasClosedAndOpenedAgainByAPersonStaysOpen() {
    Picture twice = new Picture().goal(GOAL).gap(State.ISSUED, 3);
    twice.issues =
        List.of(
            new IssueFacts(3, KEY, "open", "t", List.of()),
            new IssueFacts(4, KEY, "open", "t", List.of()));
    twice.effects =
        List.of(new EffectFacts("close-double:7:4", "close-issue", "done", null, 4L, null, null));

    assertThat(LoopPolicy.decide(twice.view()).steps()).isEmpty();
  }

  /** Invariant 6: the same view gives the same decision. */
  @Test
  void theSameViewGivesTheSameDecision() {
    View view = new Picture().goal(GOAL).view();

    assertThat(LoopPolicy.decide(view)).isEqualTo(LoopPolicy.decide(view));
  }

  private static final class Picture {
    Reach reach = Reach.ACTIVE;
    boolean archived;
    boolean issuesEnabled = true;
    @Nullable String dirty;
    List<FileFacts> files = List.of();
    List<IssueFacts> issues = List.of();
    List<EffectFacts> effects = List.of();
    List<PhaseFacts> phases = List.of();
    Settings settings = Settings.DEFAULTS;

    Picture goal(FileFacts goal) {
      files = List.of(goal);
      return this;
    }

    Picture gap(State state, @Nullable Integer issue) {
      phases =
          List.of(
              new PhaseFacts(
                  1,
                  1,
                  Kind.GAP_ANALYSIS,
                  "Gap analysis",
                  "",
                  state,
                  1,
                  KEY,
                  issue,
                  null,
                  List.of(),
                  NOW,
                  null,
                  ORIGIN));
      return this;
    }

    Picture issue(IssueFacts issue) {
      issues = List.of(issue);
      return this;
    }

    View view() {
      return new View(
              NOW,
              new RepositoryFacts(
                  7,
                  "acme",
                  "lighthouse",
                  reach,
                  archived,
                  issuesEnabled,
                  false,
                  true,
                  dirty,
                  null,
                  "c0ffee"),
              files,
              issues,
              effects,
              List.of(),
              settings,
              List.of())
          .with(phases, List.of(), List.of());
    }
  }
}
