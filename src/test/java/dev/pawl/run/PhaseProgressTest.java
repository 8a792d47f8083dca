package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the mirror tells of a phase. */
class PhaseProgressTest {
  private final ViewPicture picture = new ViewPicture();

  @Test
  void anIssueOfItsEffectIsItsIssue() {
    picture.phase(State.PLANNED, null, null);
    assertThat(next()).isNull();

    picture.issue(3, "someone-else:7:1", "open");
    assertThat(next()).isNull();

    picture.issue(4, ViewPicture.KEY, "open").issue(5, ViewPicture.KEY, "open");
    assertThat(next()).isEqualTo(new Transition.IssueMade(4, "Its issue #4 is there."));
  }

  @Test
  void anIssueThatGitHubRefusesNeedsAPerson() {
    picture.phase(State.PLANNED, null, null);
    picture.effects =
        List.of(
            new View.EffectFacts(
                ViewPicture.KEY,
                "create-issue",
                "failed",
                null,
                null,
                "GitHub refused (410)",
                null));
    assertThat(next()).isInstanceOf(Transition.IssueRefused.class);
    assertThat(next().why()).contains("GitHub refused (410)");
  }

  @Test
  void aRefusedWriteThatIsTriedAgainFromItsPageTakesThePhaseAlong() {
    picture.phase(State.STUCK, null, null);
    picture.effects =
        List.of(
            new View.EffectFacts(
                ViewPicture.KEY, "create-issue", "failed", null, null, "no", null));
    assertThat(next()).isNull();

    picture.effects =
        List.of(
            new View.EffectFacts(
                ViewPicture.KEY, "create-issue", "planned", null, null, null, null));
    assertThat(next()).isInstanceOf(Transition.Retried.class);
  }

  @Test
  void closingTheIssueCancels() {
    picture.phase(State.ISSUED, 4, null).issue(4, ViewPicture.KEY, "closed");
    assertThat(next()).isEqualTo(new Transition.Cancelled("#4 was closed without a merge."));

    picture.issues = List.of();
    picture.issue(4, ViewPicture.KEY, "transferred");
    assertThat(next()).isEqualTo(new Transition.Cancelled("#4 was transferred without a merge."));
  }

  /** GitHub closes the issue along with the merge, and may tell of the issue first. */
  @Test
  void aClosedIssueWithADoubtfulPullRequestIsWaitedFor() {
    picture.phase(State.READY, 4, 9).issue(4, ViewPicture.KEY, "closed");
    picture.pulls = List.of(picture.pull(9).dirty().facts());
    assertThat(next()).isNull();

    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.MERGED).facts());
    assertThat(next()).isInstanceOf(Transition.Merged.class);
  }

  @Test
  void aMergeThatIsLearnedOfLateCounts() {
    picture.phase(State.CANCELLED, 4, 9).issue(4, ViewPicture.KEY, "closed");
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.MERGED).facts());
    assertThat(next()).isEqualTo(new Transition.Merged(9, "c0ffee", "#9 was merged for #4."));
  }

  @Test
  void anIssueThatIsOpenedAgainRevivesItsPhaseButNotASkippedOne() {
    picture.phase(State.CANCELLED, 4, null).issue(4, ViewPicture.KEY, "open");
    assertThat(next()).isInstanceOf(Transition.Reopened.class);

    picture.phase(State.SKIPPED, 4, null);
    assertThat(next()).isNull();
  }

  @Test
  void theOldestOpenPullRequestWorksOnIt() {
    picture.phase(State.ISSUED, 4, null).issue(4, ViewPicture.KEY, "open");
    picture.pulls =
        List.of(
            picture.pull(8).state(PullRequestFacts.State.CLOSED).facts(),
            picture.pull(9).facts(),
            picture.pull(10).facts());
    assertThat(next()).isEqualTo(new Transition.PullRequestOpened(9, "c0ffee", "#9 works on #4."));
  }

  @Test
  void whatWasOpenedAndClosedBeforeAnybodyLookedIsAnAttempt() {
    picture.phase(State.ISSUED, 4, null).issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).facts());
    assertThat(next()).isEqualTo(new Transition.AttemptFailed("#9 was closed without a merge."));

    picture.pulls = List.of(picture.pull(3).state(PullRequestFacts.State.CLOSED).facts());
    assertThat(PhaseProgress.of(picture.view())).as("older than the issue").isEmpty();
    picture.attempts = 2;
    picture.phase(State.ISSUED, 4, null);
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).facts());
    assertThat(PhaseProgress.of(picture.view())).as("that of the attempt before").isEmpty();
  }

  @Test
  void closedUnmergedIsAnotherAttemptUntilTheLast() {
    picture.phase(State.WORKED, 4, 9).issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).facts());
    assertThat(next()).isEqualTo(new Transition.AttemptFailed("#9 was closed without a merge."));

    picture.attempts = 3;
    picture.phase(State.WORKED, 4, 9);
    assertThat(next())
        .isEqualTo(new Transition.GivenUp("#9 was closed without a merge. It was attempt 3 of 3."));
  }

  @Test
  void theLastFailureOfWhatIsNotCriticalIsGoneOnWithout() {
    picture.attempts = 3;
    picture.dispensable = true;
    picture.phase(State.WORKED, 4, 9).issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).facts());
    assertThat(next())
        .isEqualTo(
            new Transition.Skipped(
                "#9 was closed without a merge. It was attempt 3 of 3. It is not critical, so the"
                    + " run goes on without it."));
  }

  @Test
  void whatIsRefusedNeedsAPersonThoughItIsNotCritical() {
    picture.dispensable = true;
    picture.phase(State.PLANNED, null, null);
    picture.effects =
        List.of(
            new View.EffectFacts(
                ViewPicture.KEY, "create-issue", "failed", null, null, "no", null));
    assertThat(next()).isInstanceOf(Transition.IssueRefused.class);
  }

  @Test
  void whatWaitsForSomethingCancelledIsCancelledAlongTheChain() {
    picture.phases =
        List.of(
            phase(1, State.CANCELLED, List.of()),
            phase(2, State.ISSUED, List.of()),
            phase(3, State.PLANNED, List.of(1L, 2L)),
            phase(4, State.PLANNED, List.of(3L)),
            phase(5, State.PLANNED, List.of(2L)));
    assertThat(PhaseProgress.of(picture.view()))
        .containsExactly(
            new PhaseProgress.Change(
                3, new Transition.Cancelled("“Light” was cancelled, and “Light” waits for it.")),
            new PhaseProgress.Change(
                4, new Transition.Cancelled("“Light” was cancelled, and “Light” waits for it.")));
  }

  /** A view has every phase that has not ended, and only the latest that have. */
  @Test
  void whatWasCancelledLongAgoIsNotThere() {
    picture.phases = List.of(phase(3, State.PLANNED, List.of(1L)));
    assertThat(next())
        .isEqualTo(new Transition.Cancelled("Phase 1 was cancelled, and “Light” waits for it."));
  }

  @Test
  void whatIsWaitedForStillMayBeAnyOtherWay() {
    for (State state : List.of(State.PLANNED, State.ISSUED, State.WORKED, State.STUCK)) {
      picture.phases = List.of(phase(1, state, List.of()), phase(2, State.PLANNED, List.of(1L)));
      assertThat(PhaseProgress.of(picture.view())).as(state.label()).isEmpty();
    }
  }

  @Test
  void whatIsCancelledJustNowTakesAlongWhatWaits() {
    picture.phases =
        List.of(
            picture.phase(1, Kind.DEVELOPMENT, State.ISSUED, 4, null, List.of()),
            phase(2, State.PLANNED, List.of(1L)));
    picture.issue(4, ViewPicture.KEY, "closed");
    assertThat(PhaseProgress.of(picture.view()))
        .extracting(change -> change.transition().label())
        .containsExactly("cancelled", "cancelled");

    picture.dispensable = true;
    picture.phases =
        List.of(
            picture.phase(1, Kind.DEVELOPMENT, State.ISSUED, 4, null, List.of()),
            phase(2, State.PLANNED, List.of(1L)));
    assertThat(PhaseProgress.of(picture.view()))
        .as("it is gone on without")
        .extracting(PhaseProgress.Change::phase)
        .containsExactly(1L);
  }

  @Test
  void whatIsOpenedAgainIsWaitedForAgain() {
    picture.phases =
        List.of(
            picture.phase(1, Kind.DEVELOPMENT, State.CANCELLED, 4, null, List.of()),
            phase(2, State.PLANNED, List.of(1L)));
    picture.issue(4, ViewPicture.KEY, "open");
    assertThat(PhaseProgress.of(picture.view()))
        .extracting(change -> change.transition().label())
        .containsExactly("reopened");
  }

  @Test
  void anotherPullRequestInsteadIsNoFailure() {
    picture.phase(State.READY, 4, 9).issue(4, ViewPicture.KEY, "open");
    picture.pulls =
        List.of(
            picture.pull(9).state(PullRequestFacts.State.CLOSED).facts(), picture.pull(10).facts());
    assertThat(next()).isInstanceOf(Transition.PullRequestOpened.class);
  }

  @Test
  void backToDraftIsWorkedOnAgain() {
    picture.phase(State.WORKED, 4, 9).issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).facts());
    assertThat(next()).isEqualTo(new Transition.PullRequestReady(9, "#9 is ready."));

    picture.phase(State.READY, 4, 9);
    assertThat(next()).isNull();
    picture.pulls = List.of(picture.pull(9).draft().facts());
    assertThat(next())
        .isEqualTo(
            new Transition.PullRequestReturned(
                9, "#9 is worked on again: it is a draft, and nobody is asked to review it."));
  }

  @Test
  void aDraftWhoseReviewIsAskedForIsReady() {
    picture.phase(State.WORKED, 4, 9).issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).draft().reviewer("ada").facts());
    assertThat(next()).isInstanceOf(Transition.PullRequestReady.class);
  }

  @Test
  void unfinishedByTitleOrLabel() {
    for (String title :
        List.of("WIP: light", "[WIP] light", "(wip) light", "Draft: light", "  wip light")) {
      assertThat(ReadinessFacts.of(picture.pull(9).title(title).facts()).ready())
          .as(title)
          .isFalse();
    }
    assertThat(ReadinessFacts.of(picture.pull(9).title("Wipe the lens").facts()).ready()).isTrue();
    assertThat(ReadinessFacts.of(picture.pull(9).label("do-not-merge").facts()).why())
        .isEqualTo("it has the label `do-not-merge`");
  }

  @Test
  void nothingDependsOnAPullRequestThatIsInDoubt() {
    picture.phase(State.WORKED, 4, 9).issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).dirty().facts());
    assertThat(next()).isNull();
    picture.pulls = List.of(picture.pull(9).state(PullRequestFacts.State.CLOSED).dirty().facts());
    assertThat(next()).isNull();
  }

  private PhaseFacts phase(long id, State state, List<Long> waitsFor) {
    return picture.phase(id, Kind.DEVELOPMENT, state, null, null, waitsFor);
  }

  private @Nullable Transition next() {
    List<PhaseProgress.Change> changes = PhaseProgress.of(picture.view());
    return changes.isEmpty() ? null : changes.getFirst().transition();
  }
}
