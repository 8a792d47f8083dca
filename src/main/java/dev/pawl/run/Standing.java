package dev.pawl.run;

import dev.pawl.run.PhaseFacts.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a phase is. What may follow on what is said here and nowhere else: a pure function.
 *
 * @param attempts which attempt it is at, from 1 on
 * @param issue null before there is one
 * @param pullRequest the one that works on it now; null: none
 */
public record Standing(
    State state, int attempts, @Nullable Integer issue, @Nullable Integer pullRequest) {

  /** Where every phase begins. */
  public static final Standing NEW = new Standing(State.PLANNED, 1, null, null);

  /** Where it is after a change; empty when that change cannot happen here. */
  public Optional<Standing> after(Transition change) {
    return Optional.ofNullable(
        switch (change) {
          case Transition.IssueMade made ->
              state == State.PLANNED
                  ? new Standing(State.ISSUED, attempts, made.issue(), null)
                  : null;
          case Transition.IssueRefused _ -> state == State.PLANNED ? in(State.STUCK) : null;
          case Transition.PullRequestOpened opened -> opened(opened.pullRequest());
          case Transition.PullRequestReady ready ->
              state == State.WORKED && works(ready.pullRequest()) ? in(State.READY) : null;
          case Transition.PullRequestReturned returned ->
              state == State.READY && works(returned.pullRequest()) ? in(State.WORKED) : null;
          case Transition.AttemptFailed _ ->
              underWay() ? new Standing(State.ISSUED, attempts + 1, issue, null) : null;
          case Transition.GivenUp _ ->
              underWay() ? new Standing(State.STUCK, attempts, issue, null) : null;
          // What was merged is merged, whatever was believed before.
          case Transition.Merged merged ->
              state == State.DONE || issue == null
                  ? null
                  : new Standing(State.DONE, attempts, issue, merged.pullRequest());
          case Transition.Cancelled _ -> state.ended() ? null : in(State.CANCELLED);
          case Transition.Skipped _ -> state.ended() ? null : in(State.SKIPPED);
          case Transition.Reopened _ ->
              state == State.CANCELLED && issue != null ? resumed(attempts) : null;
          case Transition.Retried _ -> anew();
          case Transition.OtherAgentWanted _ -> anew();
          case Transition.TakenOver _ -> anew();
        });
  }

  /**
   * Where a phase is after its whole history.
   *
   * @throws IllegalStateException when the history has a change that cannot happen
   */
  public static Standing of(List<Transition> history) {
    Standing standing = NEW;
    for (Transition change : history) {
      Standing before = standing;
      standing =
          before
              .after(change)
              .orElseThrow(
                  () -> new IllegalStateException(change.label() + " cannot follow on " + before));
    }
    return standing;
  }

  private boolean underWay() {
    return state == State.ISSUED || state == State.WORKED || state == State.READY;
  }

  private boolean works(int number) {
    return Objects.equals(pullRequest, number);
  }

  private @Nullable Standing opened(int number) {
    boolean first = state == State.ISSUED;
    boolean instead = (state == State.WORKED || state == State.READY) && !works(number);
    return first || instead ? new Standing(State.WORKED, attempts, issue, number) : null;
  }

  /** A new attempt where a person was needed; the first, when not even the issue could be made. */
  private @Nullable Standing anew() {
    return state == State.STUCK ? resumed(issue == null ? attempts : attempts + 1) : null;
  }

  private Standing resumed(int attempt) {
    State next = issue == null ? State.PLANNED : pullRequest == null ? State.ISSUED : State.WORKED;
    return new Standing(next, attempt, issue, pullRequest);
  }

  private Standing in(State next) {
    return new Standing(next, attempts, issue, pullRequest);
  }
}
