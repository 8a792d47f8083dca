package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PhaseFacts.State;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state against every change: what follows, or that nothing can. */
class StandingTest {
  private static final int ISSUE = 7;
  private static final int PULL = 9;

  /** What may follow on each state; every pair that is not here is refused. */
  private static final Map<State, Map<String, Standing>> TABLE =
      Map.of(
          State.PLANNED,
          Map.of(
              "issue made", new Standing(State.ISSUED, 1, ISSUE, null),
              "issue refused", new Standing(State.STUCK, 1, null, null),
              "cancelled", new Standing(State.CANCELLED, 1, null, null),
              "skipped", new Standing(State.SKIPPED, 1, null, null)),
          State.ISSUED,
          Map.of(
              "pull request opened", new Standing(State.WORKED, 1, ISSUE, 10),
              "attempt failed", new Standing(State.ISSUED, 2, ISSUE, null),
              "given up", new Standing(State.STUCK, 1, ISSUE, null),
              "merged", new Standing(State.DONE, 1, ISSUE, PULL),
              "cancelled", new Standing(State.CANCELLED, 1, ISSUE, null),
              "skipped", new Standing(State.SKIPPED, 1, ISSUE, null)),
          State.WORKED,
          Map.of(
              "pull request opened", new Standing(State.WORKED, 1, ISSUE, 10),
              "pull request ready", new Standing(State.READY, 1, ISSUE, PULL),
              "attempt failed", new Standing(State.ISSUED, 2, ISSUE, null),
              "given up", new Standing(State.STUCK, 1, ISSUE, null),
              "merged", new Standing(State.DONE, 1, ISSUE, PULL),
              "cancelled", new Standing(State.CANCELLED, 1, ISSUE, PULL),
              "skipped", new Standing(State.SKIPPED, 1, ISSUE, PULL)),
          State.READY,
          Map.of(
              "pull request opened", new Standing(State.WORKED, 1, ISSUE, 10),
              "pull request returned", new Standing(State.WORKED, 1, ISSUE, PULL),
              "attempt failed", new Standing(State.ISSUED, 2, ISSUE, null),
              "given up", new Standing(State.STUCK, 1, ISSUE, null),
              "merged", new Standing(State.DONE, 1, ISSUE, PULL),
              "cancelled", new Standing(State.CANCELLED, 1, ISSUE, PULL),
              "skipped", new Standing(State.SKIPPED, 1, ISSUE, PULL)),
          State.STUCK,
          Map.of(
              "retried", new Standing(State.ISSUED, 2, ISSUE, null),
              "other agent wanted", new Standing(State.ISSUED, 2, ISSUE, null),
              "taken over", new Standing(State.ISSUED, 2, ISSUE, null),
              "merged", new Standing(State.DONE, 1, ISSUE, PULL),
              "cancelled", new Standing(State.CANCELLED, 1, ISSUE, null),
              "skipped", new Standing(State.SKIPPED, 1, ISSUE, null)),
          State.DONE,
          Map.of(),
          State.SKIPPED,
          Map.of("merged", new Standing(State.DONE, 1, ISSUE, PULL)),
          State.CANCELLED,
          Map.of(
              "reopened", new Standing(State.ISSUED, 1, ISSUE, null),
              "merged", new Standing(State.DONE, 1, ISSUE, PULL)));

  static Stream<Arguments> pairs() {
    return Stream.of(State.values())
        .flatMap(state -> changes().map(change -> Arguments.of(where(state), change)));
  }

  static Stream<Transition> changes() {
    return Stream.of(
        new Transition.IssueMade(ISSUE, "why"),
        new Transition.IssueRefused("why"),
        new Transition.PullRequestOpened(10, "c0ffee", "why"),
        new Transition.PullRequestReady(PULL, "why"),
        new Transition.PullRequestReturned(PULL, "why"),
        new Transition.AttemptFailed("why"),
        new Transition.GivenUp("why"),
        new Transition.Merged(PULL, "c0ffee", "why"),
        new Transition.Cancelled("why"),
        new Transition.Reopened("why"),
        new Transition.Retried("why"),
        new Transition.OtherAgentWanted("why"),
        new Transition.TakenOver("why"),
        new Transition.Skipped("why"));
  }

  private static Standing where(State state) {
    boolean pull = state == State.WORKED || state == State.READY || state == State.DONE;
    return new Standing(state, 1, state == State.PLANNED ? null : ISSUE, pull ? PULL : null);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void onlyWhatTheTableSaysCanFollow(Standing before, Transition change) {
    @Nullable Standing wanted = TABLE.getOrDefault(before.state(), Map.of()).get(change.label());

    assertThat(before.after(change).orElse(null)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void noChangeIsForgottenInTheTable(Transition change) {
    Set<String> known =
        TABLE.values().stream()
            .flatMap(row -> row.keySet().stream())
            .collect(java.util.stream.Collectors.toSet());

    assertThat(known).contains(change.label());
  }
}
