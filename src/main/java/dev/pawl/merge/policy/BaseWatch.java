package dev.pawl.merge.policy;

import dev.pawl.merge.guard.Quoted;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.ReceiptFacts.Watch;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A default branch that a merge has turned red: what is said of it, what it holds back, and the
 * pull request that would undo the merge. A pure function of the view.
 */
public final class BaseWatch {
  private static final int SHORT = 7;

  private BaseWatch() {}

  /** The merges that have turned the default branch red, by number. */
  public static List<ReceiptFacts> red(View view) {
    return view.receipts().stream().filter(receipt -> receipt.watch() == Watch.RED).toList();
  }

  /** The same of one pull request; empty where it has not. */
  public static Optional<ReceiptFacts> red(View view, @Nullable Integer number) {
    return of(view, number).filter(receipt -> receipt.watch() == Watch.RED);
  }

  private static Optional<ReceiptFacts> of(View view, @Nullable Integer number) {
    return number == null ? Optional.empty() : view.receipt(number);
  }

  /** What is kept of the merge that a capability update is to tell of; empty for another kind. */
  public static Optional<ReceiptFacts> source(View view, PhaseFacts update) {
    if (update.kind() != Kind.CAPABILITY_UPDATE) {
      return Optional.empty();
    }
    return view.phases().stream()
        .filter(phase -> (update.kind().label() + ":" + phase.id()).equals(update.origin()))
        .findFirst()
        .flatMap(development -> of(view, development.pullRequest()));
  }

  /** The red merge that holds a capability update back; empty where none does. */
  public static Optional<ReceiptFacts> holding(View view, PhaseFacts update) {
    return source(view, update).filter(receipt -> receipt.watch() == Watch.RED);
  }

  /** What has happened, as one sentence. */
  public static String sentence(View view, ReceiptFacts red) {
    return "%s turned red with #%s: %s failed on `%s`, and had not on the commit before it.%s"
        .formatted(
            view.repository().defaultBranch(),
            red.pullRequest(),
            names(red.red()),
            commit(red),
            undoing(view, red));
  }

  /** What would end it, as one sentence. */
  public static String change(View view, ReceiptFacts red) {
    return names(red.red())
        + " passing on "
        + view.repository().defaultBranch()
        + " again, by a new commit or by running once more"
        + pull(view, red)
            .filter(pull -> pull.state() == PullRequestFacts.State.OPEN)
            .map(
                pull ->
                    "; or #"
                        + pull.number()
                        + ", which undoes #"
                        + red.pullRequest()
                        + ", being merged or closed")
            .orElse("")
        + ".";
  }

  private static String undoing(View view, ReceiptFacts red) {
    Optional<EffectFacts> effect = effect(view, red);
    if (effect.filter(one -> one.state().equals("failed")).isPresent()) {
      String words = effect.get().error();
      return " Pawl could not have it undone: " + Quoted.of(words == null ? "" : words, 200) + ".";
    }
    return effect
        .map(EffectFacts::number)
        .map(number -> " #" + number + " would undo it.")
        .orElse("");
  }

  /** Such as {@code the check `build`}. */
  public static String names(List<String> checks) {
    List<String> quoted = checks.stream().map(name -> Quoted.of(name)).toList();
    return (quoted.size() == 1 ? "the check " : "the checks ") + String.join(", ", quoted);
  }

  public static String commit(ReceiptFacts receipt) {
    String commit = receipt.commit() == null ? "" : receipt.commit();
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }

  /** The key of the write that opens the pull request which undoes a merge. */
  public static String opening(View view, ReceiptFacts receipt) {
    return EffectKeyFacts.reverts(view.repository().id(), receipt.pullRequest()) + "open";
  }

  /** The write that opens it; empty where that was not asked for. */
  public static Optional<EffectFacts> effect(View view, ReceiptFacts receipt) {
    return view.effect(opening(view, receipt));
  }

  /** The pull request that undoes a merge; empty where there is none, or none that is known yet. */
  public static Optional<PullRequestFacts> pull(View view, ReceiptFacts receipt) {
    return effect(view, receipt)
        .map(EffectFacts::number)
        .flatMap(number -> view.pullRequest(number.intValue()));
  }

  /** Whether a pull request is itself one by which Pawl undoes a merge. */
  public static boolean undoes(View view, PullRequestFacts pull) {
    String key = pull.effectKey();
    return pull.author().ownApp()
        && key != null
        && key.startsWith("revert:" + view.repository().id() + ":");
  }
}
