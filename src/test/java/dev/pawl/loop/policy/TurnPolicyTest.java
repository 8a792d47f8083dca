package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.HoldFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnPolicyTest {
  private static final String PENDING = "planning/issue_queue/pending/";

  private final ViewPicture picture = new ViewPicture();

  @Test
  void L8_promoteOrder() {
    picture.pending = List.of("nested/c.md", "b.md", "a.md", "B.md", "ä.md", "notes.txt");
    assertThat(taken()).isEqualTo("B.md");

    picture.pending = List.of("nested/c.md", "b.md", "a.md");
    assertThat(taken()).isEqualTo("a.md");
    picture.phase(State.PLANNED, null, null);
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    assertThat(changes()).as("one per step").isEmpty();
  }

  @Test
  void asManyAreTakenUpAsTheSettingsAllow() {
    picture.pending = List.of("a.md", "b.md");
    picture.phase(State.ISSUED, 4, null);
    assertThat(changes()).isEmpty();

    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(2, true));
    assertThat(taken()).isEqualTo("a.md");
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    assertThat(taken()).as("what is taken already is not taken again").isEqualTo("b.md");
  }

  @Test
  void L6_goalReached() {
    picture.files =
        List.of(
            new View.FileFacts("GOAL_REACHED", "planning/state/goal_reached.md", "d", false, true));
    assertThat(changes()).as("it names another goal").hasSize(1);

    picture.files =
        List.of(
            new View.FileFacts(
                "GOAL_REACHED", "planning/state/goal_reached.md", "d", false, true, null, true));
    assertThat(changes()).isEmpty();
    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.stage()).isEqualTo(Stage.DONE);
    assertThat(decision.state()).isEqualTo(StateWord.DONE);

    picture.pending = List.of("a.md");
    assertThat(taken()).as("somebody wants more all the same").isEqualTo("a.md");
  }

  @ParameterizedTest
  @CsvSource({
    "false, true, does not name the goal's blob `aaaabbbbccccdddd`.",
    "true, true, is empty.",
    "false, false, is not a text that can be read."
  })
  void L6_aWordThatDoesNotCountIsNamed(boolean blank, boolean readable, String why) {
    picture.phases =
        List.of(
            new PhaseFacts(
                1,
                1,
                Kind.GAP_ANALYSIS,
                "Gap",
                "",
                State.DONE,
                1,
                "gap-analysis:7:1",
                4,
                5,
                List.of(),
                ViewPicture.NOW,
                null,
                "gap-analysis:aaaabbbbcccc:none:0"));
    picture.files =
        List.of(
            new View.FileFacts(
                "GOAL_REACHED", "planning/state/goal_reached.md", "d", blank, readable));
    assertThat(changes()).as("it is not asked for again").isEmpty();
    assertThat(LoopPolicy.decide(picture.view()).reason())
        .endsWith("nor word that this goal is reached: `planning/state/goal_reached.md` " + why);
  }

  /** The loop goes on by the code; but a person hears of it, once for each content. */
  @Test
  void aCapabilitiesDocumentThatIsNoTextIsNamedAndHoldsNothingUp() {
    String path = "planning/state/system_capabilities.md";
    picture.files = List.of(new View.FileFacts("CAPABILITIES", path, "d", false, false));
    assertThat(changes())
        .hasSize(2)
        .anySatisfy(
            change ->
                assertThat(change)
                    .isInstanceOfSatisfying(
                        LoopChange.Ask.class,
                        ask -> {
                          assertThat(ask.name()).isEqualTo("capabilities:" + path + ":d");
                          assertThat(ask.file()).isEqualTo(path);
                          assertThat(ask.why())
                              .isEqualTo(
                                  "`"
                                      + path
                                      + "` is not a text of at most 64 KB, so gap analyses look"
                                      + " at the code instead");
                        }))
        .anyMatch(change -> change instanceof LoopChange.Open);
    assertThat(Capabilities.lack(picture.view())).isEqualTo("is not a text of at most 64 KB");

    picture.asked = List.of("capabilities:" + path + ":d");
    assertThat(changes()).hasSize(1);
    picture.goal = false;
    picture.asked = List.of();
    assertThat(changes()).as("without a goal it is held against nothing").isEmpty();
    picture.goal = true;
    picture.files = List.of(new View.FileFacts("CAPABILITIES", path, "d", true, true));
    assertThat(changes()).hasSize(1);
    assertThat(Capabilities.lack(picture.view())).isEqualTo("is empty");
    picture.files = List.of(new View.FileFacts("CAPABILITIES", path, "d", false, true));
    assertThat(Capabilities.lack(picture.view())).isEmpty();
    picture.files = List.of();
    assertThat(Capabilities.lack(picture.view())).isEqualTo("does not exist yet");
  }

  /** The words of somebody who may not write reach no agent, not even as a title. */
  @ParameterizedTest
  @CsvSource({"WRITE, Light", "ADMIN, Light", "READ, The task", "NONE, The task"})
  void I9_aPullRequestIsCalledByItsOwnTitleWhereItsAuthorMayWrite(
      PullRequestFacts.Access access, String title) {
    picture.pulls = List.of(picture.pull(9).author(access).facts());
    PhaseFacts source = picture.phase(1, Kind.DEVELOPMENT, State.DONE, 4, 9, List.of());
    picture.phases =
        List.of(
            new PhaseFacts(
                1,
                1,
                Kind.DEVELOPMENT,
                "The task",
                "",
                State.DONE,
                1,
                source.effectKey(),
                4,
                9,
                List.of(),
                ViewPicture.NOW));
    PhaseFacts update = update(2, 1, State.PLANNED);
    assertThat(TurnPolicy.sourceTitle(picture.view(), update)).isEqualTo(title);
    assertThat(TurnPolicy.sourcePull(picture.view(), update)).contains(9);
    picture.pulls = List.of();
    assertThat(TurnPolicy.sourceTitle(picture.view(), update)).isEqualTo("The task");
  }

  @Test
  void L7_sameGapThrice() {
    picture.phase(State.DONE, 4, 9);
    picture.phases = with(update(2, 1, State.DONE));
    picture.queue = List.of(put(5, "Lamp"), put(6, "lamp"), put(7, "Lamp"));
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Ask.class,
            ask -> {
              assertThat(ask.file()).isNull();
              assertThat(ask.why()).contains("three gap analyses in a row have proposed “Lamp”");
            });

    picture.asked = List.of("same gap:7");
    assertThat(kind()).as("a person has looked").isEqualTo(Kind.GAP_ANALYSIS);
  }

  @Test
  void L13_similarTitles() {
    picture.phase(State.DONE, 4, 9);
    picture.phases = with(update(2, 1, State.DONE));
    picture.queue = List.of(put(5, "Lamp step 1"), put(6, "Lamp step 2"), put(7, "Lamp step 3"));
    assertThat(kind()).isEqualTo(Kind.GAP_ANALYSIS);
  }

  @Test
  void L20_aMergedDevelopmentIsFollowedByItsCapabilityUpdateOnce() {
    picture.phase(State.DONE, 4, 9);
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Open.class,
            open -> {
              assertThat(open.kind()).isEqualTo(Kind.CAPABILITY_UPDATE);
              assertThat(open.title()).contains("#9");
              assertThat(open.origin()).isEqualTo("capability-update:1");
              assertThat(open.needless()).isNull();
            });

    for (State state : State.values()) {
      picture.phases = List.of(picture.phases.getFirst(), update(2, 1, state));
      assertThat(changes().stream().filter(LoopChange.Open.class::isInstance))
          .as(state.label())
          .allMatch(open -> ((LoopChange.Open) open).kind() == Kind.GAP_ANALYSIS);
    }
  }

  @Test
  void capabilityUpdatesWaitForEachOther() {
    picture.phase(State.DONE, 4, 9);
    picture.phases =
        List.of(
            picture.phases.getFirst(),
            picture.phase(2, Kind.DEVELOPMENT, State.DONE, 5, 10, List.of()),
            update(3, 1, State.ISSUED));
    assertThat(changes()).isEmpty();

    picture.phases =
        List.of(picture.phases.getFirst(), picture.phases.get(1), update(3, 1, State.CANCELLED));
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Open.class,
            open -> assertThat(open.origin()).isEqualTo("capability-update:2"));
  }

  @Test
  void whatIsYetToBeReadOfAMergeIsWaitedFor() {
    picture.phase(State.DONE, 4, 9);
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.MERGED).dirty().facts());
    assertThat(changes()).isEmpty();
  }

  @Test
  void whatPeopleWriteMayHaveAnyTitle() {
    picture.phase(State.DONE, 4, 9);
    picture.phases = with(update(2, 1, State.DONE));
    picture.queue =
        List.of(5L, 6L, 7L).stream()
            .map(
                id ->
                    new QueueFacts(
                        id, "p/" + id, "b", id + ".md", "Task", QueueFacts.State.COMPLETE, 1, null))
            .toList();
    assertThat(kind()).isEqualTo(Kind.GAP_ANALYSIS);
  }

  /** The moved file may be shown for a while by an answer that is older than the move. */
  @Test
  void whatWasMovedIsNotTakenUpAgain() {
    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(2, true));
    picture.phase(State.ISSUED, 4, null);
    picture.pending = List.of("a.md");
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.PROCESSED));
    assertThat(changes()).isEmpty();

    picture.phase(State.CANCELLED, 4, null);
    assertThat(taken()).as("somebody wants it again").isEqualTo("a.md");
  }

  @Test
  void aRefusedMoveIsTriedAgainOnceAPersonHasLooked() {
    picture.phase(State.ISSUED, 4, null).issue(4, ViewPicture.KEY, "open");
    picture.pending = List.of("a.md");
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    picture.effects =
        List.of(
            new View.EffectFacts(
                "queue:7:1:ba.md",
                "commit-files",
                "failed",
                null,
                null,
                "GitHub refused (403): no.",
                null,
                null,
                "given-up"));
    LoopChange.Ask ask = (LoopChange.Ask) changes().getFirst();
    assertThat(ask.why()).endsWith("GitHub refused (403): no.");

    picture.asked = List.of(ask.name());
    assertThat(LoopPolicy.decide(picture.view()).steps())
        .containsExactly(
            new Step.PutAway(
                "queue:7:1:ba.md:1",
                "`planning/issue_queue/pending/a.md` is being worked on.",
                1,
                "ba.md"));
    picture.interventions =
        List.of(
            new InterventionFacts(
                5,
                InterventionFacts.Scope.REPOSITORY,
                null,
                null,
                ask.why(),
                ask.what(),
                List.of(InterventionFacts.Choice.GO_ON),
                ViewPicture.NOW));
    assertThat(LoopPolicy.decide(picture.view()).steps()).as("until then it is not").isEmpty();
  }

  @Test
  void L23_capabilityInPr() {
    picture.phase(State.DONE, 4, 9);
    picture.pulls =
        List.of(
            picture
                .pull(9)
                .state(PullRequestFacts.State.MERGED)
                .files("lamp.py", "planning/state/system_capabilities.md")
                .facts());
    assertThat(needless())
        .isEqualTo("#9 has changed `planning/state/system_capabilities.md` itself.");

    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(1, false));
    assertThat(needless()).isNull();
  }

  @Test
  void L11_emptyFile() {
    picture.files =
        List.of(
            file("a.md", true, true, null),
            file("b.md", false, false, null),
            file("c.md", false, true, null),
            file("d.md", false, true, "Paint it"));
    List<LoopChange> asked = changes().stream().filter(LoopChange.Ask.class::isInstance).toList();
    assertThat(asked)
        .extracting(change -> ((LoopChange.Ask) change).why())
        .containsExactly(
            "`planning/issue_queue/pending/a.md` is empty, so it is set aside",
            "`planning/issue_queue/pending/b.md` is not a text of at most 64 KB, so it is set aside",
            "`planning/issue_queue/pending/c.md` does not say what its task is called, so it is set"
                + " aside");

    assertThat(taken()).as("the files behind go on").isEqualTo("d.md");
    picture.asked = asked.stream().map(change -> ((LoopChange.Ask) change).name()).toList();
    assertThat(taken()).as("the files behind go on").isEqualTo("d.md");
  }

  @Test
  void aFileThatWasMendedNeedsNobodyAnyMore() {
    picture.pending = List.of("a.md");
    picture.interventions =
        List.of(
            new InterventionFacts(
                5,
                InterventionFacts.Scope.FILE,
                null,
                "planning/issue_queue/pending/a.md",
                "`planning/issue_queue/pending/a.md` is empty, so it is set aside",
                "Write it.",
                List.of(InterventionFacts.Choice.GO_ON),
                ViewPicture.NOW));
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Settled.class, one -> assertThat(one.intervention()).isEqualTo(5));

    picture.pending = List.of();
    picture.files = List.of(file("a.md", true, true, null));
    picture.asked = List.of("queue:planning/issue_queue/pending/a.md:ba.md");
    assertThat(changes()).as("still empty").noneMatch(LoopChange.Settled.class::isInstance);
  }

  @Test
  void aFileTakenAwayBeforeItsTaskBeganEndsIt() {
    picture.phase(State.PLANNED, null, null);
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Gone.class, gone -> assertThat(gone.cancelled()).isEqualTo(1));

    picture.effects = List.of(effect(ViewPicture.KEY, "unknown"));
    assertThat(changes()).as("whether the issue is there is not known yet").isEmpty();

    picture.phase(State.ISSUED, 4, null);
    picture.effects = List.of(effect("queue:7:1:ba.md", "unknown"));
    assertThat(changes()).as("whether Pawl itself moved it is not known yet").isEmpty();
    picture.effects = List.of(effect("queue:7:1:ba.md", "done"));
    assertThat(changes()).containsExactly(new LoopChange.Processed(1, PENDING + "a.md"));
    picture.effects = List.of();
    assertThat(changes()).as("GitHub's answer to the move tells").isEmpty();
    assertThat(LoopPolicy.decide(picture.view()).steps())
        .hasAtLeastOneElementOfType(Step.PutAway.class);
    picture.effects =
        List.of(
            new View.EffectFacts(
                "queue:7:1:ba.md",
                "commit-files",
                "failed",
                null,
                null,
                "It is gone.",
                null,
                null,
                "gone"));
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Gone.class, gone -> assertThat(gone.cancelled()).isNull());
  }

  /** As after a push that took back what was there. */
  @Test
  void L41_aTaskWhoseFileIsGoneEnds() {
    picture.phase(State.WORKED, 4, 9).issue(4, ViewPicture.KEY, "open");
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.PROCESSED));
    assertThat(changes()).as("what is in processed/ is not known").isEmpty();
    picture.processed = List.of("a.md", "b.md");
    assertThat(changes()).isEmpty();

    picture.processed = List.of("b.md");
    assertThat(changes())
        .containsExactly(
            new LoopChange.Gone(
                1,
                "`planning/issue_queue/processed/a.md` was taken away while its task was under way.",
                null));
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.GONE));
    assertThat(LoopPolicy.decide(picture.view()).steps())
        .contains(
            new Step.CloseGone(
                "close-gone:7:4",
                "`planning/issue_queue/pending/a.md`, the file of #4, was taken away.",
                4,
                "planning/issue_queue/pending/a.md"));

    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.PROCESSED));
    picture.pending = List.of("a.md");
    assertThat(changes()).as("it is back where it was").isEmpty();
    picture.pending = List.of();
    picture.phase(State.CANCELLED, 4, null);
    assertThat(changes()).as("it has ended").noneMatch(LoopChange.Gone.class::isInstance);
    picture.phase(State.WORKED, 4, 9);
    picture.queue =
        List.of(
            new QueueFacts(
                1,
                "tasks/pending/a.md",
                "ba.md",
                "a.md",
                "A",
                QueueFacts.State.PROCESSED,
                1,
                null));
    assertThat(changes()).as("the settings name another queue since").isEmpty();
  }

  @Test
  void aGapAnalysisThatWasMergedAndLeftNothingIsAskedAbout() {
    picture.phases = List.of(analysis(3, State.DONE, "gap-analysis:aaaabbbbcccc:none:0"));
    Instant ended = ViewPicture.NOW;
    assertThat(changes()).as("what it brought is perhaps not told yet").isEmpty();
    assertThat(LoopPolicy.decide(picture.view()).wakeAt()).isEqualTo(ended.plusSeconds(120));

    picture.phases = List.of(changed(picture.phases.getFirst(), ended.minusSeconds(120)));
    picture.readAt = ended.minusSeconds(121);
    assertThat(changes())
        .containsExactly(new LoopChange.Look("whether the gap analysis #4 has left anything"));
    assertThat(LoopPolicy.decide(picture.view()).wakeAt()).as("at once").isEqualTo(ended);

    picture.readAt = ended;
    LoopChange.Ask ask = (LoopChange.Ask) changes().getFirst();
    assertThat(ask.file()).isNull();
    assertThat(ask.why())
        .isEqualTo("the gap analysis #4 has left neither a task nor word that the goal is reached");
    assertThat(ask.what()).contains("Write a task into `planning/issue_queue/pending/`");
    assertThat(LoopPolicy.decide(picture.view()).wakeAt()).isNull();
    picture.interventions = List.of(raised(ask));
    assertThat(changes()).isEmpty();

    // Go on.
    picture.interventions = List.of();
    picture.asked = List.of(ask.name());
    LoopChange.Open again = (LoopChange.Open) changes().getFirst();
    assertThat(again.kind()).isEqualTo(Kind.GAP_ANALYSIS);
    assertThat(again.origin()).isEqualTo("gap-analysis:aaaabbbbcccc:none:0:3");
    picture.phases = with(analysis(5, State.ISSUED, again.origin()));
    assertThat(changes()).isEmpty();
    picture.phases =
        List.of(
            picture.phases.getFirst(),
            changed(analysis(5, State.DONE, again.origin()), ended.minusSeconds(120)));
    assertThat(((LoopChange.Ask) changes().getFirst()).name()).isEqualTo("no result:5");
  }

  /** Where the capabilities are others than when it was asked, it would seem that it never was. */
  @Test
  void whatAMergedGapAnalysisHasBroughtIsReadBeforeAnotherOneIsAsked() {
    PhaseFacts merged = analysis(3, State.DONE, "gap-analysis:aaaabbbbcccc:dddd:0");
    Instant ended = ViewPicture.NOW.minusSeconds(30);
    picture.phases = List.of(changed(merged, ended));
    picture.readAt = ended;
    assertThat(changes()).isEmpty();
    assertThat(LoopPolicy.decide(picture.view()).wakeAt()).isEqualTo(ended.plusSeconds(120));

    picture.phases = List.of(changed(merged, ViewPicture.NOW.minusSeconds(120)));
    picture.readAt = ViewPicture.NOW.minusSeconds(121);
    assertThat(changes())
        .containsExactly(new LoopChange.Look("whether the gap analysis #4 has left anything"));

    picture.readAt = ViewPicture.NOW;
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Open.class, one -> assertThat(one.kind()).isEqualTo(Kind.GAP_ANALYSIS));
  }

  @Test
  void whoWroteATaskAfterAllNeedNotSaySo() {
    picture.phases =
        List.of(
            changed(
                analysis(3, State.DONE, "gap-analysis:aaaabbbbcccc:none:0"),
                ViewPicture.NOW.minusSeconds(600)));
    picture.readAt = ViewPicture.NOW;
    LoopChange.Ask ask = (LoopChange.Ask) changes().getFirst();
    picture.interventions = List.of(raised(ask));
    picture.pending = List.of("a.md");
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Settled.class, one -> assertThat(one.intervention()).isEqualTo(5));
  }

  /** Those are people's own decisions; the page says what would change them. */
  @Test
  void aGapAnalysisThatWasClosedOrSkippedIsNotAskedAbout() {
    for (State state : List.of(State.CANCELLED, State.SKIPPED)) {
      picture.phases =
          List.of(
              changed(
                  analysis(3, state, "gap-analysis:aaaabbbbcccc:none:0"),
                  ViewPicture.NOW.minusSeconds(600)));
      picture.readAt = ViewPicture.NOW;
      assertThat(changes()).isEmpty();
      assertThat(LoopPolicy.decide(picture.view()).change())
          .startsWith("A task in `planning/issue_queue/pending/`, a change of the goal");
    }
  }

  /** While a person is asked to mend what it brought, that is enough. */
  @Test
  void aGapAnalysisWhoseTaskWasSetAsideIsNotAskedAboutAsWell() {
    picture.phases =
        List.of(
            changed(
                analysis(3, State.DONE, "gap-analysis:aaaabbbbcccc:none:0"),
                ViewPicture.NOW.minusSeconds(600)));
    picture.readAt = ViewPicture.NOW;
    picture.files = List.of(file("dev-a.md", true, true, null));
    LoopChange.Ask aside = (LoopChange.Ask) changes().getFirst();
    assertThat(aside.file()).isNotNull();
    picture.asked = List.of(aside.name());
    picture.interventions =
        List.of(
            new InterventionFacts(
                5,
                InterventionFacts.Scope.FILE,
                null,
                aside.file(),
                aside.why(),
                aside.what(),
                List.of(InterventionFacts.Choice.GO_ON),
                ViewPicture.NOW));
    assertThat(changes()).isEmpty();
  }

  private static PhaseFacts analysis(long id, State state, String origin) {
    return new PhaseFacts(
        id,
        1,
        Kind.GAP_ANALYSIS,
        "Gap analysis",
        "",
        state,
        1,
        "gap-analysis:7:" + id,
        4,
        null,
        List.of(),
        ViewPicture.NOW,
        null,
        origin);
  }

  private static PhaseFacts changed(PhaseFacts phase, Instant at) {
    return new PhaseFacts(
        phase.id(),
        phase.run(),
        phase.kind(),
        phase.title(),
        phase.body(),
        phase.state(),
        phase.attempts(),
        phase.effectKey(),
        phase.issue(),
        phase.pullRequest(),
        phase.waitsFor(),
        at,
        phase.execution(),
        phase.origin());
  }

  private static InterventionFacts raised(LoopChange.Ask ask) {
    return new InterventionFacts(
        5,
        InterventionFacts.Scope.REPOSITORY,
        null,
        null,
        ask.why(),
        ask.what(),
        List.of(InterventionFacts.Choice.GO_ON),
        ViewPicture.NOW);
  }

  @Test
  void aFileEditedBeforeItsTaskBeganIsTakenUpAsItIs() {
    picture.phase(State.PLANNED, null, null);
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    picture.files =
        List.of(
            new View.FileFacts(
                "PENDING", "planning/issue_queue/pending/a.md", "other", false, true, "B", false));
    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Gone.class,
            gone -> {
              assertThat(gone.cancelled()).isEqualTo(1);
              assertThat(gone.why()).contains("was edited before its task began");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "LINK, a.md, is a link and no file",
    "REPOSITORY, a.md, is another repository and no file",
    "FOLDER, a.md, is a folder that is called like a task",
    "DEEP, a/b/c, is a folder so deep that its files are not looked at",
    "NAME, a.md, 'has a name that is too long, or no text'",
    "NEWER, a.md, is no file"
  })
  void L11_whatCanBeNoTaskIsSetAsideByName(String flaw, String name, String why) {
    picture.files =
        List.of(
            new View.FileFacts(
                "PENDING", PENDING + name, "b", false, false, null, false, flaw, false),
            picture.pendingFile("z.md", "Z"));
    assertThat(changes())
        .filteredOn(LoopChange.Ask.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            LoopChange.Ask.class,
            ask -> {
              assertThat(ask.file()).isEqualTo(PENDING + name);
              assertThat(ask.why())
                  .isEqualTo("`" + PENDING + name + "` " + why + ", so it is set aside");
              assertThat(ask.what()).endsWith("or take it away.");
            });
    assertThat(taken()).as("what is behind it goes on").isEqualTo("z.md");
  }

  @Test
  void noTaskIsLookedForWhileAFileWaitsToBeRead() {
    picture.files =
        List.of(
            new View.FileFacts("PENDING_LATER", PENDING + "z.md", "b", false, false, null, false));
    assertThat(changes()).isEmpty();
    picture.files = List.of();
    assertThat(kind()).isEqualTo(Kind.GAP_ANALYSIS);
  }

  @Test
  void nothingBeginsWhilePausedOrInDoubtOrWhereAPersonIsNeeded() {
    picture.pending = List.of("a.md");
    picture.hold(null, HoldFacts.Kind.DRAIN, null);
    assertThat(changes()).isEmpty();
    picture.holds = List.of();
    picture.dirty = "a push";
    assertThat(changes()).isEmpty();
    picture.dirty = null;
    picture.goal = false;
    assertThat(changes()).as("no goal").isEmpty();
    picture.goal = true;
    assertThat(changes()).hasSize(1);
  }

  private List<LoopChange> changes() {
    return TurnPolicy.changes(picture.view());
  }

  private String taken() {
    return changes().stream()
        .filter(LoopChange.Take.class::isInstance)
        .map(take -> ((LoopChange.Take) take).name())
        .findFirst()
        .orElse("nothing");
  }

  private Kind kind() {
    return ((LoopChange.Open) changes().getFirst()).kind();
  }

  private @Nullable String needless() {
    return ((LoopChange.Open) changes().getFirst()).needless();
  }

  private List<PhaseFacts> with(PhaseFacts more) {
    List<PhaseFacts> all = new ArrayList<>(picture.phases);
    all.add(more);
    return all;
  }

  private PhaseFacts update(long id, long development, State state) {
    return new PhaseFacts(
        id,
        1,
        Kind.CAPABILITY_UPDATE,
        "Update",
        "",
        state,
        1,
        "capability-update:7:" + id,
        12,
        13,
        List.of(),
        ViewPicture.NOW,
        null,
        "capability-update:" + development);
  }

  private static QueueFacts put(long id, String title) {
    return new QueueFacts(
        id, "p/" + id, "b", "dev-" + id + ".md", title, QueueFacts.State.COMPLETE, 1, null);
  }

  private static View.FileFacts file(
      String name, boolean blank, boolean readable, @Nullable String title) {
    return new View.FileFacts(
        "PENDING",
        "planning/issue_queue/pending/" + name,
        "b" + name,
        blank,
        readable,
        title,
        false);
  }

  private static View.EffectFacts effect(String key, String state) {
    return new View.EffectFacts(key, "commit-files", state, null, null, null, null);
  }
}
