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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnPolicyTest {
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
    assertThat(changes()).containsExactly(new LoopChange.Processed(1));
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
