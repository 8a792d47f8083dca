package dev.pawl.loop.policy;

import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.QuestionFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.FileFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a gap analysis begins, and what to do about one that has led to nothing. */
final class Analyses {
  private static final String TITLE = "Gap analysis: what is the next task towards the goal?";

  /** A cycle that proposes the same as so many before it would go on for ever. */
  private static final int SAME = 3;

  /** How the names of the files begin that gap analyses may bring. */
  private static final String BROUGHT = "dev-";

  /** GitHub tells of a merge before it tells what the merge brought. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String NOTHING =
      " has left neither a task nor word that the goal is reached";

  private Analyses() {}

  /** Where nothing else is under way or waits. */
  static Optional<LoopChange> next(View view) {
    Optional<PhaseFacts> last = last(view);
    if (last.isPresent()) {
      return fruitless(view).flatMap(phase -> anew(view, phase));
    }
    Optional<PhaseFacts> unseen = unseen(view);
    if (unseen.isPresent()) {
      return unseen
          .filter(phase -> view.reached(phase.changedAt().plus(PATIENCE)))
          .map(phase -> look(phase));
    }
    return Optional.of(
        circle(view)
            .orElseGet(
                () ->
                    open(
                        view,
                        origin(view),
                        "There is a goal, and no task is under way or waits: what comes next is to"
                            + " be found out.")));
  }

  /** One that nothing was opened for, whatever came of the last one for the same state. */
  static String nextOrigin(View view) {
    return last(view).map(phase -> origin(view) + ":" + phase.id()).orElseGet(() -> origin(view));
  }

  static LoopChange.Open open(View view, String origin, String reason) {
    return new LoopChange.Open(
        Kind.GAP_ANALYSIS,
        TITLE,
        origin,
        null,
        null,
        null,
        reason,
        "A task in `"
            + TurnPolicy.pending(view)
            + "`, or word in `"
            + view.settings().planning().goalReached()
            + "` that the goal is reached.");
  }

  /** The gap analysis that was last opened for how things are now, if one was. */
  static Optional<PhaseFacts> last(View view) {
    if (TurnPolicy.goal(view).isEmpty()) {
      return Optional.empty();
    }
    String origin = origin(view);
    return view.phases().stream()
        .filter(phase -> (phase.origin() + ":").startsWith(origin + ":"))
        .max(Comparator.comparingLong(PhaseFacts::id));
  }

  /**
   * The one that was merged and has brought nothing that is known. Nobody has decided that, as with
   * one that was closed or skipped, so a person is asked.
   */
  private static Optional<PhaseFacts> fruitless(View view) {
    return last(view)
        .filter(phase -> phase.state() == State.DONE)
        .filter(phase -> !QueuePolicy.waiting(view) && !TurnPolicy.reached(view));
  }

  /**
   * The latest one, where it was merged and the files may be older than that, though the goal or
   * the capabilities are others by now: it may have brought a task, or word that the goal is
   * reached, so that another one would be asked in vain.
   */
  private static Optional<PhaseFacts> unseen(View view) {
    return view.phases().stream()
        .filter(phase -> phase.kind() == Kind.GAP_ANALYSIS)
        .max(Comparator.comparingLong(PhaseFacts::id))
        .filter(phase -> phase.state() == State.DONE)
        .filter(phase -> view.repository().readAt() != null && unread(view, phase));
  }

  /** When to look whether one that was merged has brought anything; null: there is no need to. */
  static @Nullable Instant wakeAt(View view) {
    boolean asked = last(view).isPresent();
    PhaseFacts phase = (asked ? fruitless(view) : unseen(view)).orElse(null);
    if (phase == null || (asked && setAside(view))) {
      return null;
    }
    Instant until = phase.changedAt().plus(PATIENCE);
    return !view.reached(until) ? until : unread(view, phase) ? view.at() : null;
  }

  /** Whether the files may be older than its end. */
  private static boolean unread(View view, PhaseFacts phase) {
    Instant readAt = view.repository().readAt();
    return readAt == null || !readAt.isAfter(phase.changedAt());
  }

  /** What it has brought is perhaps among what a person is asked to mend already. */
  private static boolean setAside(View view) {
    return Questions.setAside(view);
  }

  /** What is wrong with the word that the goal is reached; empty where nothing is, or none is. */
  static Optional<String> wrongWord(View view) {
    String path = view.settings().planning().goalReached();
    String goal = view.file(TurnPolicy.GOAL).map(FileFacts::blob).orElse("");
    return view.file(TurnPolicy.GOAL_REACHED)
        .filter(file -> !file.namesGoal())
        .map(
            file ->
                "`"
                    + path
                    + (file.blank()
                        ? "` is empty"
                        : file.readable()
                            ? "` does not name the goal's blob `" + goal + "`"
                            : "` is not a text that can be read"));
  }

  private static Optional<LoopChange> anew(View view, PhaseFacts phase) {
    String name = QuestionFacts.fruitless(phase);
    if (view.asked().contains(name)) {
      // Somebody has looked and says go on.
      return Optional.of(
          open(
              view,
              origin(view) + ":" + phase.id(),
              "A person was asked, since " + named(phase) + NOTHING + ", and says go on."));
    }
    if (setAside(view) || !view.reached(phase.changedAt().plus(PATIENCE))) {
      return Optional.empty();
    }
    if (unread(view, phase)) {
      return Optional.of(look(phase));
    }
    return Optional.of(
        new LoopChange.Ask(
            name,
            null,
            named(phase) + NOTHING,
            wrongWord(view).map(wrong -> "Mind that " + wrong + ". ").orElse("")
                + "Write a task into `"
                + TurnPolicy.pending(view)
                + "`, or change the goal; or go on, and another gap analysis is opened."));
  }

  private static LoopChange look(PhaseFacts phase) {
    return new LoopChange.Look("whether " + named(phase) + " has left anything");
  }

  private static String named(PhaseFacts phase) {
    return "the gap analysis" + (phase.issue() == null ? "" : " #" + phase.issue());
  }

  /** Once there is a task, or the goal is another one, nobody need look any more. */
  static Optional<LoopChange> settled(View view, InterventionFacts open) {
    boolean ours =
        open.scope() == InterventionFacts.Scope.REPOSITORY && open.why().endsWith(NOTHING);
    boolean still =
        fruitless(view).filter(phase -> open.why().equals(named(phase) + NOTHING)).isPresent();
    return ours && !still
        ? Optional.of(
            new LoopChange.Settled(
                open.id(), "The goal, the capabilities or the queue have changed since."))
        : Optional.empty();
  }

  /**
   * The same goal against the same capabilities, with nothing done since, gives the same answer: it
   * is asked once.
   */
  private static String origin(View view) {
    long last =
        view.phases().stream()
            .filter(phase -> phase.kind() == Kind.DEVELOPMENT && phase.state().ended())
            .mapToLong(PhaseFacts::id)
            .max()
            .orElse(0);
    return EffectKeyFacts.GAP_ANALYSIS
        + blob(view.file(TurnPolicy.GOAL))
        + ":"
        + blob(view.file(TurnPolicy.CAPABILITIES))
        + ":"
        + last;
  }

  private static String blob(Optional<FileFacts> file) {
    String blob = file.map(FileFacts::blob).orElse("none");
    return blob.substring(0, Math.min(12, blob.length()));
  }

  /** The same task three times in a row: another gap analysis would propose it again. */
  private static Optional<LoopChange> circle(View view) {
    List<QueueFacts> items =
        view.queue().stream()
            .filter(item -> item.state() != QueueFacts.State.GONE)
            // What people write may have any title.
            .filter(item -> item.kept().startsWith(BROUGHT))
            .toList();
    if (items.size() < SAME) {
      return Optional.empty();
    }
    List<QueueFacts> last = items.subList(items.size() - SAME, items.size());
    QueueFacts latest = last.getLast();
    String name = QuestionFacts.sameGap(latest);
    boolean same = last.stream().allMatch(item -> item.title().equalsIgnoreCase(latest.title()));
    return same && !view.asked().contains(name)
        ? Optional.of(
            new LoopChange.Ask(
                name,
                null,
                "three gap analyses in a row have proposed “" + latest.title() + "”",
                "Look at why the task does not count as done: the goal, the capabilities document or"
                    + " the task itself may need other words. Then go on."))
        : Optional.empty();
  }
}
