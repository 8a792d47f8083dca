package dev.pawl.run;

import dev.pawl.run.PhaseFacts.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to phases, as the view tells it. A pure function of the view: it follows from
 * how things are, not from the event that told of them, so that it does not matter which events
 * were lost, doubled or came in another order.
 */
final class PhaseProgress {
  private PhaseProgress() {}

  /** One phase's next change. */
  record Change(long phase, Transition transition) {}

  /** At most one change a phase; after it, the view is to be read anew. */
  static List<Change> of(View view) {
    List<Change> changes = new ArrayList<>();
    for (PhaseFacts phase : view.phases()) {
      next(phase, view).ifPresent(change -> changes.add(new Change(phase.id(), change)));
    }
    return changes;
  }

  private static Optional<Transition> next(PhaseFacts phase, View view) {
    if (phase.state() == State.DONE) {
      return Optional.empty();
    }
    if (phase.state() == State.PLANNED) {
      return planned(phase, view);
    }
    Integer issue = phase.issue();
    if (issue == null) {
      return phase.state() == State.STUCK ? triedAgain(phase, view) : Optional.empty();
    }
    List<PullRequestFacts> linked =
        view.pullRequests().stream()
            .filter(pull -> pull.issue() != null && pull.issue().number() == issue)
            .toList();
    Optional<Transition> merged = merged(linked, issue);
    if (merged.isPresent()) {
      return merged;
    }
    String state = view.issue(issue).map(View.IssueFacts::state).orElse("");
    return switch (phase.state()) {
      case CANCELLED ->
          state.equals("open")
              ? Optional.of(new Transition.Reopened("#" + issue + " was opened again."))
              : Optional.empty();
      case ISSUED, WORKED, READY, STUCK -> open(phase, issue, state, linked, view);
      default -> Optional.empty();
    };
  }

  private static Optional<Transition> planned(PhaseFacts phase, View view) {
    Optional<View.IssueFacts> issue =
        view.issues().stream()
            .filter(made -> made.effectKey().equals(phase.effectKey()))
            .findFirst();
    if (issue.isPresent()) {
      int number = issue.get().number();
      return Optional.of(new Transition.IssueMade(number, "Its issue #" + number + " is there."));
    }
    return view.effect(phase.effectKey())
        .filter(effect -> effect.state().equals("failed"))
        .map(
            effect ->
                new Transition.IssueRefused(
                    "The issue of “" + phase.title() + "” could not be opened. " + effect.error()));
  }

  /** Somebody had the refused write itself tried again, from its own page. */
  private static Optional<Transition> triedAgain(PhaseFacts phase, View view) {
    return view.effect(phase.effectKey())
        .filter(effect -> !effect.state().equals("failed"))
        .map(effect -> new Transition.Retried("The write that was refused is tried again."));
  }

  private static Optional<Transition> merged(List<PullRequestFacts> linked, int issue) {
    return linked.stream()
        .filter(pull -> pull.state() == PullRequestFacts.State.MERGED)
        .findFirst()
        .map(
            pull ->
                new Transition.Merged(
                    pull.number(),
                    pull.head().sha(),
                    "#" + pull.number() + " was merged for #" + issue + "."));
  }

  private static Optional<Transition> open(
      PhaseFacts phase, int issue, String state, List<PullRequestFacts> linked, View view) {
    if (!state.equals("open") && !state.isEmpty()) {
      // GitHub closes the issue along with a merge, and may tell of the issue first.
      boolean doubtful = linked.stream().anyMatch(PullRequestFacts::dirty);
      return doubtful
          ? Optional.empty()
          : Optional.of(
              new Transition.Cancelled("#" + issue + " was " + state + " without a merge."));
    }
    List<PullRequestFacts> alive =
        linked.stream().filter(pull -> pull.state() == PullRequestFacts.State.OPEN).toList();
    return switch (phase.state()) {
      case ISSUED ->
          alive.stream()
              .findFirst()
              .map(pull -> opened(pull, issue))
              .or(() -> missed(phase, issue, linked, view));
      case WORKED, READY -> worked(phase, issue, alive, view);
      default -> Optional.empty();
    };
  }

  /**
   * One that was opened and closed before anybody looked. Each attempt before had one of its own;
   * what an agent was asked for later was closed after that.
   */
  private static Optional<Transition> missed(
      PhaseFacts phase, int issue, List<PullRequestFacts> linked, View view) {
    List<PullRequestFacts> closed =
        linked.stream()
            .filter(pull -> pull.number() > issue)
            .filter(pull -> pull.state() == PullRequestFacts.State.CLOSED)
            .toList();
    if (closed.size() < phase.attempts() || closed.stream().anyMatch(PullRequestFacts::dirty)) {
      return Optional.empty();
    }
    return closed.stream()
        .max(Comparator.comparingInt(PullRequestFacts::number))
        .filter(pull -> phase.attempts() == 1 || closedSinceAsked(phase.execution(), pull))
        .map(pull -> failed(phase, pull.number(), view));
  }

  /** GitHub's times have no parts of a second. */
  private static boolean closedSinceAsked(@Nullable ExecutionFacts attempt, PullRequestFacts pull) {
    Instant asked = attempt == null ? null : attempt.askedAt();
    Instant changed = pull.changedAt();
    return asked != null
        && changed != null
        && !changed.isBefore(asked.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Optional<Transition> worked(
      PhaseFacts phase, int issue, List<PullRequestFacts> alive, View view) {
    int number = Objects.requireNonNull(phase.pullRequest(), "it is worked on in a pull request");
    Optional<PullRequestFacts> current =
        alive.stream().filter(pull -> pull.number() == number).findFirst();
    if (current.isPresent()) {
      return current.get().dirty() ? Optional.empty() : judged(phase, current.get());
    }
    if (!alive.isEmpty()) {
      return Optional.of(opened(alive.getFirst(), issue));
    }
    boolean closed =
        view.pullRequest(number)
            .filter(pull -> pull.state() == PullRequestFacts.State.CLOSED && !pull.dirty())
            .isPresent();
    return closed ? Optional.of(failed(phase, number, view)) : Optional.empty();
  }

  private static Optional<Transition> judged(PhaseFacts phase, PullRequestFacts pull) {
    ReadinessFacts readiness = ReadinessFacts.of(pull);
    int number = pull.number();
    if (phase.state() == State.WORKED && readiness.ready()) {
      return Optional.of(new Transition.PullRequestReady(number, "#" + number + " is ready."));
    }
    if (phase.state() == State.READY && !readiness.ready()) {
      return Optional.of(
          new Transition.PullRequestReturned(
              number, "#" + number + " is worked on again: " + readiness.why() + "."));
    }
    return Optional.empty();
  }

  private static Transition opened(PullRequestFacts pull, int issue) {
    return new Transition.PullRequestOpened(
        pull.number(), pull.head().sha(), "#" + pull.number() + " works on #" + issue + ".");
  }

  private static Transition failed(PhaseFacts phase, int pullRequest, View view) {
    String why = "#" + pullRequest + " was closed without a merge";
    int most = view.settings().agent().maxAttempts();
    return phase.attempts() < most
        ? new Transition.AttemptFailed(why + ".")
        : new Transition.GivenUp(
            why + "; it was attempt " + phase.attempts() + " of " + most + ".");
  }
}
