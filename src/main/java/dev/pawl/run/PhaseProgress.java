package dev.pawl.run;

import dev.pawl.run.PhaseFacts.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    Set<Long> hoped = new HashSet<>();
    // A phase is older than what waits for it, so one pass takes a whole chain.
    for (PhaseFacts phase : view.phases()) {
      Optional<Transition> next = next(phase, view, hoped);
      next.ifPresent(change -> changes.add(new Change(phase.id(), change)));
      if (isHoped(phase, next.orElse(null))) {
        hoped.add(phase.id());
      }
    }
    return changes;
  }

  /**
   * Whether what waits for it may still begin. Nothing waits for one that is cancelled and not
   * critical: {@link Dependencies} lets it go on.
   */
  private static boolean isHoped(PhaseFacts phase, @Nullable Transition next) {
    boolean cancelled =
        next == null ? phase.state() == State.CANCELLED : next instanceof Transition.Cancelled;
    return !cancelled || phase.dispensable();
  }

  /**
   * @param hoped the older phases that may still be done, or be gone on without
   */
  private static Optional<Transition> next(PhaseFacts phase, View view, Set<Long> hoped) {
    if (phase.state() == State.DONE) {
      return Optional.empty();
    }
    if (phase.state() == State.PLANNED) {
      return planned(phase, view).or(() -> aborted(phase, view, hoped));
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

  /**
   * It waits for what will not be done any more. A view has every phase that has not ended; so of
   * what is waited for, one that is not there was cancelled long ago.
   *
   * <p>A merge of that one may be learned of late, and its issue may be opened again; then it goes
   * on, and what was cancelled for it stays so: a person opens it anew. The repository was read
   * before the closed issue counted, so that nobody loses a task by a delivery that was late.
   */
  private static Optional<Transition> aborted(PhaseFacts phase, View view, Set<Long> hoped) {
    return phase.waitsFor().stream()
        .filter(needed -> !hoped.contains(needed))
        .findFirst()
        .map(
            needed ->
                new Transition.Cancelled(
                    view.phase(needed).map(one -> "“" + one.title() + "”").orElse("Phase " + needed)
                        + " was cancelled, and “"
                        + phase.title()
                        + "” waits for it."));
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
    return FailedAttempt.of(
        phase,
        view.settings().agent().maxAttempts(),
        "#" + pullRequest + " was closed without a merge.");
  }
}
