package dev.pawl.loop;

import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.merge.policy.MergeStep;
import dev.pawl.mirror.PullRequest;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.run.Receipt;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.Receipts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.settings.RepositorySettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has receipts of merges written: what a merge is judged by when it is asked for, the receipt by
 * the first decision that sees it merged, and what landed once that was read.
 *
 * <p>Each of these is part of a decision's own transaction, and each is made again by the next
 * decision where it is missing. So a crash loses none, and the lane's row and the receipt's own key
 * let none be written twice. While it is not known what became of a merge of Pawl's own, nothing is
 * written, since it would be taken for somebody else's.
 */
@ApplicationScoped
class Receipting {
  private static final String DONE = "done";

  /** As the key of a merge names the way through a merge queue; the head follows. */
  private static final String QUEUE = "queue";

  private static final String QUEUED = ":" + QUEUE + ":";

  private final Receipts receipts;

  Receipting(Receipts receipts) {
    this.receipts = receipts;
  }

  /** Keeps what the merges of a decision are judged by. */
  Uni<Void> judged(View view, List<Judged> judged, long decision) {
    return Multi.createFrom()
        .iterable(judged)
        .onItem()
        .transformToUniAndConcatenate(one -> judged(view, one, decision))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /**
   * A merge that is asked for, be it at once or through a merge queue.
   *
   * @param key of the write
   */
  private record Asked(String key, String method) {
    static Optional<Asked> of(MergeStep step) {
      return switch (step) {
        case MergeStep.Merge merge -> Optional.of(new Asked(merge.key(), merge.method()));
        case MergeStep.Enqueue enqueue -> Optional.of(new Asked(enqueue.key(), QUEUE));
        default -> Optional.empty();
      };
    }
  }

  private Uni<Void> judged(View view, Judged one, long decision) {
    Optional<Asked> merge =
        one.decision().steps().stream().flatMap(step -> Asked.of(step).stream()).findFirst();
    Optional<PullRequestFacts> pull = view.pullRequest(one.pullRequest());
    if (merge.isEmpty() || pull.isEmpty() || one.readAgain()) {
      return Uni.createFrom().voidItem();
    }
    String effect = merge.get().key();
    return settings(view)
        .chain(
            settings ->
                receipts.judged(
                    view.repository().id(),
                    ReceiptText.of(
                        view,
                        pull.get(),
                        ReceiptText.judged(
                            view, decision, effect, merge.get().method(), one.lines()),
                        settings),
                    effect,
                    view.now()));
  }

  /** Writes what is missing of receipts; whether the view is older than that. */
  Uni<Boolean> recorded(View view) {
    return Multi.createFrom()
        .iterable(view.pullRequests())
        .filter(pull -> pull.state() == State.MERGED)
        .filter(pull -> view.receipt(pull.number()).filter(ReceiptFacts::complete).isEmpty())
        .filter(pull -> merges(view, pull).stream().noneMatch(EffectFacts::open))
        .onItem()
        .transformToUniAndConcatenate(pull -> recorded(view, pull))
        .collect()
        .asList()
        .map(written -> written.contains(true));
  }

  private Uni<Boolean> recorded(View view, PullRequestFacts pull) {
    return PullRequest.<PullRequest>findById(
            new PullRequest.Key(view.repository().id(), pull.number()))
        .chain(
            row -> {
              if (row == null || row.receipt) {
                return Uni.createFrom().item(false);
              }
              // Whether a receipt is complete stands with the pull request, which the view has
              // read.
              boolean known = view.receipt(pull.number()).isPresent();
              // What GitHub is still to be asked for may tell what landed.
              boolean read = !pull.dirty() && (pull.landed() != null || row.askAt == null);
              return (known ? Uni.createFrom().voidItem() : record(view, pull, row))
                  .chain(() -> read ? complete(view, pull, row) : Uni.createFrom().voidItem())
                  .replaceWith(!known || read);
            });
  }

  private Uni<Void> complete(View view, PullRequestFacts pull, PullRequest row) {
    Receipt.Landed landed = ReceiptText.landed(pull, row);
    return receipts.complete(
        row, landed, WatchBeginning.of(view, pull, landed.commit()), view.now());
  }

  private Uni<Void> record(View view, PullRequestFacts pull, PullRequest row) {
    long repository = view.repository().id();
    String effect =
        merges(view, pull).stream()
            .filter(one -> one.state().equals(DONE))
            .map(EffectFacts::key)
            .filter(key -> !key.contains(QUEUED) || key.contains(QUEUED + pull.head().sha() + ":"))
            .findFirst()
            .orElse(null);
    return receipt(view, pull, row, effect)
        .chain(receipt -> receipts.record(repository, receipt, effect, view.now()));
  }

  private Uni<Receipt> receipt(
      View view, PullRequestFacts pull, PullRequest row, @Nullable String effect) {
    if (effect == null) {
      String who = row.mergedBy == null ? "" : row.mergedBy;
      return settings(view)
          .map(
              settings ->
                  ReceiptText.of(view, pull, null, settings).mergedBy(who, ReceiptText.BY_HAND));
    }
    return receipts
        .judgement(view.repository().id(), effect)
        .chain(
            kept ->
                kept.isPresent()
                    ? Uni.createFrom().item(byPawl(kept.get(), row, effect))
                    : settings(view)
                        .map(
                            settings ->
                                ReceiptText.of(view, pull, null, settings)
                                    .mergedBy("Pawl", "What it was judged by was not kept.")));
  }

  /** What was put into a queue is merged by the queue; or by somebody, once it was taken out. */
  private static Receipt byPawl(Receipt kept, PullRequest row, String effect) {
    return effect.contains(QUEUED)
        ? kept.mergedBy(
            row.mergedBy == null ? "" : row.mergedBy,
            "Pawl had put this head into the merge queue; GitHub merged it.")
        : kept.mergedBy("Pawl", "");
  }

  private static List<EffectFacts> merges(View view, PullRequestFacts pull) {
    String stem = EffectKeyFacts.merges(view.repository().id(), pull.number());
    return view.effects().stream()
        .filter(effect -> effect.key().startsWith(stem) && !effect.state().equals("planned"))
        .toList();
  }

  private static Uni<String> settings(View view) {
    return RepositorySettings.<RepositorySettings>findById(view.repository().id())
        .map(row -> row == null ? "" : row.blob);
  }
}
