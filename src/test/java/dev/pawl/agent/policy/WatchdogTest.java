package dev.pawl.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.agent.policy.Watchdog.Finding;
import dev.pawl.run.ExecutionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Mergeable;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.AgentPresets;
import dev.pawl.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Not started, silent, failed, waiting for approval: each is told apart. */
class WatchdogTest {
  private static final Instant NOW = ViewPicture.NOW;
  private static final Settings.Profile COPILOT =
      Objects.requireNonNull(AgentPresets.ALL.get("copilot"));

  private Duration since = Duration.ofMinutes(10);
  private @Nullable String askedHead;
  private @Nullable String words;
  private int nudges;
  private int attempt = 1;
  private Set<String> reviewers = Set.of();
  private List<CheckFacts> checks = List.of();
  private Mergeable mergeable = Mergeable.CLEAN;
  private boolean dirty;
  private boolean opened = true;

  private static CheckFacts check(Progress progress) {
    return new CheckFacts("build", 15368, false, progress, "x", null);
  }

  private PullRequestFacts pull() {
    PullRequestFacts plain = new ViewPicture().pull(41).draft().facts();
    return new PullRequestFacts(
        plain.number(),
        plain.id(),
        plain.nodeId(),
        plain.title(),
        plain.state(),
        plain.draft(),
        plain.author(),
        plain.head(),
        plain.base(),
        mergeable,
        plain.mergeState(),
        false,
        plain.labels(),
        reviewers,
        List.of(),
        0,
        checks,
        plain.rules(),
        List.of(),
        0,
        plain.issue(),
        null,
        NOW,
        dirty,
        0,
        NOW.minus(since),
        false,
        false,
        null,
        null,
        null,
        null,
        Set.of());
  }

  private Finding look() {
    ViewPicture picture = new ViewPicture();
    picture.pulls = opened ? List.of(pull()) : List.of();
    Integer number = opened ? 41 : null;
    PhaseFacts plain = picture.phase(1, Kind.DEVELOPMENT, State.WORKED, 4, number, List.of());
    ExecutionFacts execution =
        new ExecutionFacts(
            9,
            attempt,
            "copilot",
            null,
            true,
            NOW.minus(Duration.ofHours(5)),
            NOW.minus(since),
            NOW.minus(Duration.ofHours(4)),
            askedHead,
            nudges,
            null,
            null,
            words,
            words == null ? null : NOW.minus(since));
    PhaseFacts phase =
        new PhaseFacts(
            1,
            1,
            plain.kind(),
            plain.title(),
            "",
            plain.state(),
            1,
            plain.effectKey(),
            4,
            number,
            List.of(),
            NOW,
            execution);
    return Watchdog.look(picture.view(), phase, "copilot", COPILOT);
  }

  @Test
  void whileItWorksNothingIsWrongUntilItsTimeIsOver() {
    assertThat(look()).isEqualTo(new Finding.Fine(NOW.plus(Duration.ofMinutes(65))));
  }

  @Test
  void L26_silentIsRemindedAndThenFailed() {
    since = Duration.ofMinutes(75);
    assertThat(look()).isEqualTo(new Finding.Remind(1, "copilot has been silent for 75 minutes."));
    nudges = 1;
    assertThat(look()).isEqualTo(new Finding.Failed("copilot has been silent for 75 minutes."));
  }

  @Test
  void L26_ofSilentWorkThatIsRedBothIsSaid() {
    since = Duration.ofMinutes(75);
    nudges = 1;
    checks = List.of(check(Progress.FAILED));
    assertThat(look())
        .isEqualTo(
            new Finding.Failed(
                "copilot has been silent for 75 minutes, and its check `build` is red."));
  }

  @Test
  void L26_ofOneThatOnlySpokeItIsSaidThatNothingIsThere() {
    opened = false;
    since = Duration.ofMinutes(75);
    assertThat(look())
        .isEqualTo(
            new Finding.Remind(
                1, "copilot has been silent for 75 minutes, and there is no pull request yet."));
  }

  /** An agent may push within the second in which it was asked. */
  @Test
  void L26_whoPushedHasBegunHoweverQuick() {
    attempt = 2;
    since = Duration.ofHours(4).plusMillis(300);
    askedHead = "c0ffee";
    assertThat(look())
        .isEqualTo(
            new Finding.Remind(1, "copilot did not begin within 15 minutes of being asked again."));
    askedHead = "baaaad";
    assertThat(look()).isEqualTo(new Finding.Remind(1, "copilot has been silent for 75 minutes."));
  }

  @Test
  void L27_itSaysItselfThatItCannotGoOn() {
    words = "copilot stopped work on behalf of @ada due to an error.";
    assertThat(look())
        .isEqualTo(new Finding.Failed("copilot said in a comment that it could not go on."));
  }

  @Test
  void whatIsRedFailsTheAttemptOnceItsAgentHasFinished() {
    checks = List.of(check(Progress.FAILED));
    assertThat(look()).isInstanceOf(Finding.Fine.class);

    reviewers = Set.of("ada");
    assertThat(look())
        .isEqualTo(new Finding.Failed("#41 was said to be done, but its check `build` is red."));

    checks = List.of(check(Progress.FAILED), check(Progress.RUNNING));
    assertThat(look()).isEqualTo(new Finding.Fine(null));
  }

  @Test
  void whatWasRedBeforeItWasAskedIsNotItsFault() {
    checks = List.of(check(Progress.FAILED));
    reviewers = Set.of("ada");
    askedHead = "c0ffee";
    assertThat(look()).isEqualTo(new Finding.Fine(NOW.plus(Duration.ofMinutes(65))));
  }

  @Test
  void aConflictFailsTheAttemptOnceItsAgentHasFinished() {
    mergeable = Mergeable.CONFLICTING;
    assertThat(look()).isInstanceOf(Finding.Fine.class);
    reviewers = Set.of("ada");
    assertThat(look())
        .isEqualTo(new Finding.Failed("#41 was said to be done, but it conflicts with its base."));
  }

  @Test
  void workflowsThatWaitForApprovalAreNobodysFault() {
    checks = List.of(check(Progress.ACTION_REQUIRED));
    reviewers = Set.of("ada");
    assertThat(look()).isInstanceOf(Finding.Fine.class);
    since = Duration.ofMinutes(75);
    assertThat(look())
        .isInstanceOfSatisfying(
            Finding.Blocked.class,
            blocked -> assertThat(blocked.why()).contains("Approve and run"));
  }

  @Test
  void whatIsDoneIsForTheGuards() {
    since = Duration.ofDays(3);
    reviewers = Set.of("ada");
    checks = List.of(check(Progress.PASSED));
    assertThat(look()).isEqualTo(new Finding.Fine(null));
  }

  @Test
  void whatIsInDoubtIsReadFirst() {
    since = Duration.ofDays(3);
    dirty = true;
    assertThat(look()).isEqualTo(new Finding.Fine(null));
  }
}
