package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.ReviewFacts;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read of it: what is done, why, and what would change it. */
class LoopChangeTest {
  private static final String PENDING = "planning/issue_queue/pending/";
  private static final String CAPABILITIES = "planning/state/system_capabilities.md";

  private final ViewPicture picture = new ViewPicture();

  @Test
  void aGapAnalysisBegins() {
    says(
        "“Gap analysis: what is the next task towards the goal?” is opened.",
        "There is a goal, and no task is under way or waits: what comes next is to be found out.",
        "A task in `"
            + PENDING
            + "`, or word in `planning/state/goal_reached.md` that the goal is reached.");
  }

  @Test
  void aGapAnalysisBeginsSinceAPersonSaysGoOn() {
    picture.phases =
        List.of(
            new PhaseFacts(
                3,
                1,
                Kind.GAP_ANALYSIS,
                "Gap analysis",
                "",
                State.DONE,
                1,
                "gap-analysis:7:3",
                4,
                null,
                List.of(),
                ViewPicture.NOW,
                null,
                "gap-analysis:aaaabbbbcccc:none:0"));
    picture.asked = List.of("no result:3");
    assertThat(only().reason())
        .isEqualTo(
            "A person was asked, since the gap analysis #4 has left neither a task nor word that"
                + " the goal is reached, and says go on.");
  }

  @Test
  void aTaskIsTakenUpBesideOthers() {
    picture.pending = List.of("c.md");
    picture.phases =
        List.of(
            picture.phase(1, Kind.DEVELOPMENT, State.ISSUED, 4, null, List.of()),
            picture.phase(2, Kind.DEVELOPMENT, State.ISSUED, 5, null, List.of()));
    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(3, true));
    says(
        "`" + PENDING + "c.md` is taken up as “Task c.md”.",
        "It is the first task in `" + PENDING + "`, and of at most 3 developments 2 are under way.",
        "A task whose path comes before it, or taking the file away.");
  }

  @Test
  void aDevelopmentIsFollowedByItsCapabilityUpdate() {
    picture.phase(State.DONE, 4, 9);
    says(
        "“Bring the capabilities up to date with #9” is opened.",
        "#9 was merged, and `" + CAPABILITIES + "` does not tell of it yet.",
        "Closing its issue: `" + CAPABILITIES + "` then stays as it is.");

    picture.pulls =
        List.of(picture.pull(9).state(PullRequestFacts.State.MERGED).files(CAPABILITIES).facts());
    says(
        "“Bring the capabilities up to date with #9” is left out.",
        "#9 has changed `" + CAPABILITIES + "` itself.",
        "`loop.capabilities_in_pull_request: false` in the settings.");
  }

  @Test
  void aReviewAndItsConsumptionBegin() {
    picture.phase(State.ISSUED, 4, null);
    picture.settings =
        Settings.DEFAULTS.with(
            new Settings.Reviews(1, List.of(new Settings.Lens("docks", "Look."))));
    picture.reviews = new ReviewFacts(1, 0, null, null);
    says(
        "“Review: docks” is opened.",
        "One development was merged since the beginning, and a review is wanted after every 1.",
        "Another number for `reviews.every` in the settings; 0 is for no reviews.");
    picture.reviews = new ReviewFacts(7, 5, "docks", null);
    assertThat(only().reason()).startsWith("2 developments were merged since the last review");

    picture.reviews =
        new ReviewFacts(
            7, 5, "docks", new ReviewFacts.Finished(12, 31, "docks", false, List.of("r.md")));
    says(
        "“Make tasks of the review: docks” is opened.",
        "#31 was merged, and nobody has made tasks of what the review has found.",
        "Closing its issue: nobody makes tasks of the review then.");
    picture.reviews =
        new ReviewFacts(7, 5, "docks", new ReviewFacts.Finished(12, 31, "docks", false, List.of()));
    says(
        "“Make tasks of the review: docks” is left out.",
        "#31 has brought no file into `planning/reviews` of which tasks could be made.",
        "The next review, which comes in its time.");
  }

  @Test
  void whatBecameOfAFileIsSaid() {
    picture.phase(State.PLANNED, null, null);
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    says(
        "A task ends before it began.",
        "`" + PENDING + "a.md` was taken away before its task began.",
        "A file of that name in `pending/`: it is a task of its own.");
  }

  @Test
  void whatNeedsAPersonSaysWhatToDo() {
    says(
        new LoopChange.Ask("n", null, "three are the same", "Look at it"),
        "A person is asked.",
        "Needs you: three are the same.",
        "Look at it.");
  }

  @Test
  void theRestSaysWhy() {
    says(
        new LoopChange.Look("whether #4 has left anything"),
        "The repository is read before anything else is decided.",
        "It is to be known whether #4 has left anything.",
        "The reading.");
    says(
        new LoopChange.Processed(1, "a.md"),
        "`a.md` counts as moved to `processed/`.",
        "The move was made, by Pawl or by hand.",
        "");
    says(
        new LoopChange.Onboarded(1, "#2 was merged."),
        "The wish for the first files is over.",
        "#2 was merged.",
        "Asking for them again.");
    says(
        new LoopChange.Settled(1, "It was changed."),
        "Nobody need look any more at what a person was asked about.",
        "It was changed.",
        "");
    says(
        new LoopChange.Gone(1, "It went.", null),
        "The file of a task is gone.",
        "It went.",
        "A file of that name in `pending/`: it is a task of its own.");
  }

  private LoopChange only() {
    List<LoopChange> changes = TurnPolicy.changes(picture.view());
    assertThat(changes).hasSize(1);
    return changes.getFirst();
  }

  private void says(String done, String reason, String change) {
    says(only(), done, reason, change);
  }

  private static void says(LoopChange one, String done, String reason, String change) {
    assertThat(one.done()).isEqualTo(done);
    assertThat(one.reason()).isEqualTo(reason);
    assertThat(one.change()).isEqualTo(change);
  }
}
