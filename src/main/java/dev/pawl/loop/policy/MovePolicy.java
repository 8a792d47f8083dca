package dev.pawl.loop.policy;

import dev.pawl.run.OwnPullFacts;
import dev.pawl.run.QuestionFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.QueueMoveFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the file of a task gets to {@code processed/}: by one commit on the default branch, or, where
 * rules of the branch refuse that, by a pull request of Pawl's own, which guards judge like any
 * other. The task goes on meanwhile; the file counts as moved when it is merged.
 *
 * <p>Races: while the pull request is open, the file may be edited, taken away or moved by hand. It
 * would then bring what nobody wants any more. So it is closed first, with the reason, and only
 * when that is done the move is planned anew by what is there then; of one file two pull requests
 * are never open. Between the last look and the merge GitHub itself stands in: a file that was
 * edited conflicts. Accepted: one that is taken away in that very moment comes to {@code
 * processed/} all the same, where it is put away with its task.
 */
final class MovePolicy {
  // As the writer of commits names it.
  private static final String GONE = "gone";

  /** A base that never rests, or a conflict that comes back, is for a person to look at. */
  private static final int MOST = 5;

  private static final String MOVE_IT = ", or move the file yourself.";
  private static final String GO_ON = " Then go on, and it is tried again.";

  private MovePolicy() {}

  /**
   * What it means that GitHub did not do it. Where a file is can be known only by GitHub's answer
   * to the move itself: who moves it by hand, as a refusal may ask for, has not taken its task
   * away.
   */
  static Optional<LoopChange> refused(View view, QueueFacts item, QueueMoveFacts move) {
    Optional<OwnPullFacts> left =
        move.others().stream()
            .filter(other -> other.alive() && other.refused().isPresent())
            .findFirst();
    if (left.isPresent()) {
      return ask(
          view,
          item,
          "#" + left.get().number() + ", which would move what it was, cannot be closed.",
          "Close that pull request." + GO_ON);
    }
    EffectFacts direct = move.direct();
    if (direct == null || !direct.state().equals("failed")) {
      return Optional.empty();
    }
    Optional<EffectFacts> refused = move.byPull() ? move.current().refused() : Optional.of(direct);
    boolean gone = refused.map(EffectFacts::outcome).filter(GONE::equals).isPresent();
    if (gone && move.file() == null) {
      return Optional.of(
          new LoopChange.Gone(
              item.id(), "`" + item.path() + "` was taken away before its task began.", null));
    }
    String words =
        refused.map(EffectFacts::error).orElse(refused.isPresent() ? "GitHub refused it." : "");
    if (!move.byPull()) {
      return ask(view, item, words, "Mend what GitHub says" + MOVE_IT + GO_ON);
    }
    return hindered(view, item, move, words);
  }

  /** Why the pull request of Pawl's own does not do it either; empty while it may. */
  private static Optional<LoopChange> hindered(
      View view, QueueFacts item, QueueMoveFacts move, String words) {
    OwnPullFacts own = move.current();
    String branch = view.repository().defaultBranch();
    String bypass = "Let Pawl commit to " + branch + " (a bypass in its branch rules)";
    if (own.withoutBranch()) {
      return ask(
          view,
          item,
          "Its branch rules do not let Pawl commit, and a branch for a pull request could not be"
              + " made. "
              + words,
          "Let Pawl make branches that are called `pawl/…`, or let it commit to "
              + branch
              + " (a bypass in the branch rules)"
              + MOVE_IT
              + GO_ON);
    }
    if (!words.isEmpty()) {
      return ask(view, item, words, bypass + MOVE_IT + GO_ON);
    }
    if (own.needless()) {
      return ask(
          view,
          item,
          "It is in `processed/` already, and in `pending/` too.",
          "Take one of the two away." + GO_ON);
    }
    if (own.closedByOthers()) {
      return ask(
          view,
          item,
          "#" + own.number() + ", which moves it, was closed without a merge.",
          bypass + MOVE_IT + GO_ON);
    }
    return move.number() > MOST
        ? ask(
            view,
            item,
            "Its pull request was made " + MOST + " times, and each time its base moved on.",
            bypass + MOVE_IT + GO_ON)
        : Optional.empty();
  }

  private static Optional<LoopChange> ask(View view, QueueFacts item, String words, String what) {
    String name = QuestionFacts.moves(item) + QueueMoveFacts.tries(view, item);
    return view.asked().contains(name)
        ? Optional.empty()
        : Optional.of(
            new LoopChange.Ask(
                name,
                null,
                "`" + item.path() + "` could not be moved to `processed/`. " + words,
                what));
  }

  /** What is to be written for one file that is under way. */
  static List<Step> steps(View view, QueueFacts item) {
    QueueMoveFacts move = QueueMoveFacts.of(view, item);
    List<Step> steps = new ArrayList<>();
    for (OwnPullFacts other : move.others()) {
      leave(item, other, "The file was changed since.", steps);
    }
    if (move.others().stream().anyMatch(OwnPullFacts::alive)) {
      return steps;
    }
    String reason = "`" + item.path() + "` is being worked on.";
    if (!move.byPull()) {
      if (LoopPolicy.unlessEnded(view, move.key())) {
        steps.add(new Step.PutAway(move.key(), reason, item.id(), move.blob()));
      }
      return steps;
    }
    OwnPullFacts own = move.current();
    String stale = move.stale();
    if (stale != null || own.closing() && !own.closed()) {
      leave(item, own, stale == null ? "" : stale, steps);
    } else if (move.number() <= MOST) {
      own.next()
          .ifPresent(
              part ->
                  steps.add(
                      new Step.PutAwayByPull(
                          own.key(part), reason, item.id(), move.blob(), own.name(), part)));
    }
    return steps;
  }

  /** Closes what would bring something old, and takes its branch away. */
  private static void leave(QueueFacts item, OwnPullFacts own, String why, List<Step> steps) {
    Integer number = own.number();
    String reason = "What #" + number + " would bring is not what `" + item.path() + "` needs now.";
    boolean settled = own.closeEffect() != null && !own.closeEffect().open();
    if (number != null && !settled && (own.open() || own.closing())) {
      steps.add(
          new Step.CloseOwnPull(
              OwnPullFacts.closing(own.name()), reason, own.name(), number, item.path(), why));
      return;
    }
    String head = own.leftAt();
    if (head != null && !own.alive()) {
      steps.add(
          new Step.DropOwnBranch(
              OwnPullFacts.dropping(own.name()),
              "Nothing needs the branch any more by which `" + item.path() + "` was to be moved.",
              own.name(),
              head));
    }
  }
}
