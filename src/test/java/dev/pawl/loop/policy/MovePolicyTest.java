package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.OwnPullFacts.Part;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.QueueMoveFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MovePolicyTest {
  private static final String DIRECT = "queue:7:1:ba.md";
  private static final String OWN = "own:" + DIRECT + ":try-";
  private final ViewPicture picture = new ViewPicture();
  private final List<View.EffectFacts> effects = new ArrayList<>();

  @BeforeEach
  void taken() {
    picture.pending = List.of("a.md");
    picture.phase(State.ISSUED, 4, null);
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
  }

  @Test
  void aCommitIsTriedFirst() {
    assertThat(steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.PutAway.class, step -> assertThat(step.key()).isEqualTo(DIRECT));
  }

  @Test
  void L14_aProtectedBranchIsTakenByPull() {
    forbidden();
    wants(Part.BRANCH);
    effect(OWN + "1/branch", "unknown", null, null, null);
    wants(Part.BRANCH);
    done(OWN + "1/branch", null, "ba5e");
    wants(Part.COMMIT);
    done(OWN + "1/commit", null, "c0ffee");
    wants(Part.PULL);
    done(OWN + "1/pull", 9L, null);
    picture.pulls = List.of(picture.pull(9).facts());
    assertThat(steps()).as("it is judged like any other").isEmpty();
    assertThat(changes()).as("and it is not moved yet").isEmpty();

    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.MERGED).facts());
    assertThat(changes())
        .containsExactly(new LoopChange.Processed(1, "planning/issue_queue/pending/a.md"));
  }

  @Test
  void L14_onlyWhatPawlPutThereIsPlanned() {
    opened(1);
    View view = view();
    PullRequestFacts stranger = picture.pull(9).facts();
    assertThat(QueueMoveFacts.plannedHead(view, stranger)).as("no effect made it").isEmpty();
  }

  @Test
  void L14_whatGitHubRefusesIsAsked() {
    forbidden();
    effect(OWN + "1/branch", "failed", "invalid", null, null);
    assertThat(ask()).contains("could not be moved to `processed/`", "could not be made");
    assertThat(steps()).isEmpty();

    effects.clear();
    forbidden();
    done(OWN + "1/branch", null, "ba5e");
    effect(OWN + "1/commit", "failed", "protected", null, null);
    assertThat(ask()).contains("GitHub said no.");

    effects.clear();
    opened(1);
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).facts());
    assertThat(ask()).contains("#9, which moves it, was closed without a merge.");
    assertThat(steps()).as("none is made beside it").isEmpty();

    picture.asked = List.of("queue move:1:0");
    assertThat(changes()).as("it is asked once").isEmpty();
    assertThat(steps())
        .as("a person has let it go on: the commit is tried again, the old branch goes")
        .hasSize(2)
        .anySatisfy(step -> assertThat(step.key()).isEqualTo(DIRECT + ":1"))
        .anySatisfy(step -> assertThat(step.key()).isEqualTo(OWN + "1/drop"));
  }

  @Test
  void L14_aFileThatWasEditedHasTheOldOneClosedFirst() {
    opened(1);
    picture.pending = List.of();
    picture.files =
        List.of(
            new View.FileFacts(
                "PENDING", "planning/issue_queue/pending/a.md", "other", false, true, "A", false));
    assertThat(steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.CloseOwnPull.class, step -> assertThat(step.number()).isEqualTo(9));
    effect(OWN + "1/close", "claimed", null, null, null);
    assertThat(steps()).as("never two at once").hasSize(1);
    done(OWN + "1/close", null, null);
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).facts());
    assertThat(steps()).extracting(Step::key).containsExactly(OWN + "1/drop", "queue:7:1:other");
  }

  @Test
  void L14_aFileThatIsNotThereAnyMoreIsLookedForAnew() {
    opened(1);
    picture.pending = List.of();
    picture.pulls = List.of(picture.pull(9).dirty().facts());
    assertThat(steps()).as("it is read again first").isEmpty();
    picture.pulls = List.of(picture.pull(9).facts());
    assertThat(steps()).singleElement().isInstanceOf(Step.CloseOwnPull.class);

    done(OWN + "1/close", null, null);
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).facts());
    assertThat(steps()).extracting(Step::key).contains(OWN + "2/branch");
    done(OWN + "2/branch", null, "ba5e");
    effect(OWN + "2/commit", "failed", "gone", null, null);
    assertThat(changes()).singleElement().isInstanceOf(LoopChange.Gone.class);

    effects.removeLast();
    done(OWN + "2/commit", null, null);
    assertThat(changes())
        .as("moved by hand")
        .containsExactly(new LoopChange.Processed(1, "planning/issue_queue/pending/a.md"));
  }

  @Test
  void L14_aConflictIsPlannedAnewAFewTimes() {
    opened(1);
    for (int number = 1; number <= 5; number++) {
      opened(number);
      picture.pulls = List.of(picture.pull(9).conflicting().facts());
      String closing = OWN + number + "/close";
      assertThat(steps()).extracting(Step::key).contains(closing);
      done(closing, null, null);
      picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).facts());
    }
    assertThat(ask()).contains("made 5 times");
    assertThat(steps()).noneMatch(Step.PutAwayByPull.class::isInstance);
  }

  private void forbidden() {
    effect(DIRECT, "failed", "protected", null, null);
  }

  /** The pull request #9 is open. */
  private void opened(int number) {
    if (effects.isEmpty()) {
      forbidden();
    }
    done(OWN + number + "/branch", null, "ba5e");
    done(OWN + number + "/commit", null, "c0ffee");
    done(OWN + number + "/pull", 9L, null);
    picture.pulls = List.of(picture.pull(9).facts());
  }

  private void done(String key, @Nullable Long number, @Nullable String commit) {
    effect(key, "done", null, number, commit);
  }

  private void effect(
      String key,
      String state,
      @Nullable String outcome,
      @Nullable Long number,
      @Nullable String commit) {
    effects.removeIf(known -> known.key().equals(key));
    effects.add(
        new View.EffectFacts(
            key,
            "kind",
            state,
            null,
            number,
            state.equals("failed") ? "GitHub said no." : null,
            null,
            null,
            outcome,
            commit));
  }

  private void wants(Part part) {
    assertThat(steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.PutAwayByPull.class, step -> assertThat(step.part()).isEqualTo(part));
  }

  private View view() {
    picture.effects = List.copyOf(effects);
    return picture.view();
  }

  private List<Step> steps() {
    return QueuePolicy.steps(view());
  }

  private List<LoopChange> changes() {
    return QueuePolicy.kept(view());
  }

  private String ask() {
    assertThat(changes()).singleElement().isInstanceOf(LoopChange.Ask.class);
    return ((LoopChange.Ask) changes().getFirst()).why();
  }
}
