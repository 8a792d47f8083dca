package dev.pawl.loop.policy;

import dev.pawl.merge.policy.BaseWatch;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done about a merge that turned the default branch red: a pull request that undoes it is
 * opened, and closed when nobody needs it any more; its capability update waits. Whether the merge
 * is undone a person decides: a check that fails now and then must not undo work while nobody
 * looks.
 */
final class UndoPolicy {
  private UndoPolicy() {}

  /** The next write: undoing what turned the branch red, or closing what nobody needs any more. */
  static List<Step> steps(View view) {
    List<Step> steps = new ArrayList<>();
    for (ReceiptFacts receipt : view.receipts()) {
      switch (receipt.watch()) {
        case RED -> revert(view, receipt).ifPresent(steps::add);
        case GREEN, MENDED -> close(view, receipt).ifPresent(steps::add);
        default -> {}
      }
    }
    return steps;
  }

  private static Optional<Step> revert(View view, ReceiptFacts receipt) {
    String key = BaseWatch.opening(view, receipt);
    return view.pullRequest(receipt.pullRequest())
        .filter(_ -> view.settings().watch().revert())
        // What undoes the undoing would go on for ever.
        .filter(pull -> !BaseWatch.undoes(view, pull))
        .filter(_ -> LoopPolicy.unlessEnded(view, key))
        .map(
            pull ->
                new Step.Revert(
                    key,
                    view.repository().defaultBranch() + " turned red with #" + pull.number() + ".",
                    pull.number()));
  }

  /** One that somebody has pushed to is theirs. Its branch goes when it is closed. */
  private static Optional<Step> close(View view, ReceiptFacts receipt) {
    String key = closing(view, receipt);
    String made = BaseWatch.effect(view, receipt).map(EffectFacts::commit).orElse(null);
    return BaseWatch.pull(view, receipt)
        .filter(pull -> pull.head().sha().equals(made))
        .filter(
            pull ->
                switch (pull.state()) {
                  case OPEN -> !pull.dirty() && LoopPolicy.unlessEnded(view, key);
                  case CLOSED ->
                      view.effect(key).isPresent()
                          && LoopPolicy.unlessEnded(view, dropping(view, receipt));
                  case MERGED -> false;
                })
        .map(
            pull ->
                new Step.CloseRevert(
                    key,
                    "#" + pull.number() + " is not needed any more.",
                    receipt.pullRequest(),
                    pull.number(),
                    view.repository().defaultBranch() + " is green again."));
  }

  private static String dropping(View view, ReceiptFacts receipt) {
    return EffectKeyFacts.reverts(view.repository().id(), receipt.pullRequest()) + "drop";
  }

  static String closing(View view, ReceiptFacts receipt) {
    return EffectKeyFacts.reverts(view.repository().id(), receipt.pullRequest()) + "close";
  }

  /** Where the loop stands while a red merge keeps its capability update from beginning. */
  static Optional<Decision> waiting(View view) {
    return TurnPolicy.untold(view)
        .flatMap(development -> BaseWatch.red(view, development.pullRequest()))
        .map(red -> held(view, red, Stage.CAPABILITY_UPDATE_ISSUE));
  }

  /** The same at another stage. */
  static Decision held(View view, ReceiptFacts red, Stage stage) {
    return new Decision(
        stage,
        StateWord.WAITING,
        List.of(),
        List.of(),
        "Waiting: " + BaseWatch.sentence(view, red),
        BaseWatch.change(view, red),
        null);
  }
}
