package dev.pawl.loop.policy;

import dev.pawl.merge.policy.BaseWatch;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.ReceiptFacts.Watch;
import dev.pawl.run.View;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the default branch after a merge: a pure function of what checks say of the
 * commit that the merge made, of the one before it, and of the latest.
 *
 * <p>Races, and why none of them matters here. Two merges in quick succession: each is held against
 * the commit before it, so the second is not blamed for what the first broke; while that one's
 * check still runs, nobody is. A check that runs once more, or is red and then green: only the
 * latest of a name counts, and a red watch goes on, so it turns green again. An event that comes
 * before the merge is known: the reading of what landed tells the same ({@code
 * mirror.LandedChecks}). A crash after the request to undo a merge and before its record: the
 * write's outcome is looked for by its marker, and whatever is found is closed by the same rule as
 * if it had been known at once.
 */
public final class WatchPolicy {
  /** How often it is read once more while it stays red and nothing is heard; then only told. */
  private static final int MOST_LOOKS = 24;

  /** What was stopped says nothing: a newer run has usually taken its place. */
  private static final Set<String> NO_WORD = Set.of("cancelled", "stale");

  private WatchPolicy() {}

  /** What all runs of one check say of a commit together. */
  private enum Say {
    FAILED,
    RUNNING,
    PASSED,
    NOTHING
  }

  /** What is to be noted of watches, and of the updates that they make needless. */
  static List<LoopChange> changes(View view) {
    return Stream.concat(
            view.receipts().stream().flatMap(receipt -> judged(view, receipt).stream()),
            view.phases().stream().flatMap(phase -> needless(view, phase).stream()))
        .toList();
  }

  private static Optional<LoopChange> judged(View view, ReceiptFacts receipt) {
    return switch (receipt.watch()) {
      case OPEN -> open(view, receipt);
      case RED -> undone(receipt, BaseWatch.pull(view, receipt)).or(() -> red(view, receipt));
      // Whatever became of the branch, somebody may still undo the merge.
      case GREEN, MENDED, KEPT -> undone(receipt, BaseWatch.pull(view, receipt));
      default -> Optional.empty();
    };
  }

  private static Optional<LoopChange> open(View view, ReceiptFacts receipt) {
    List<String> failed = named(receipt, receipt.landed(), Say.FAILED);
    List<String> before = named(receipt, receipt.earlier(), Say.FAILED);
    List<String> undecided = named(receipt, receipt.earlier(), Say.RUNNING);
    List<String> own =
        failed.stream()
            .filter(name -> !before.contains(name) && !undecided.contains(name))
            .toList();
    String branch = view.repository().defaultBranch();
    String name = "#" + receipt.pullRequest();
    if (!own.isEmpty()) {
      return says(
          receipt,
          Watch.RED,
          own,
          "%s turned red with %s: %s failed on `%s`, and had not on the commit before it."
              .formatted(branch, name, BaseWatch.names(own), BaseWatch.commit(receipt)),
          BaseWatch.names(own) + " passing on " + branch + " again.");
    }
    int all = receipt.judging().size();
    if (named(receipt, receipt.landed(), Say.PASSED).size() == all) {
      return says(
          receipt,
          Watch.GREEN,
          List.of(),
          "All that judge " + name + " have passed on `" + BaseWatch.commit(receipt) + "`.",
          "");
    }
    boolean over = receipt.until() != null && view.reached(receipt.until());
    boolean blameless = !failed.isEmpty() && before.containsAll(failed);
    int ended = failed.size() + named(receipt, receipt.landed(), Say.PASSED).size();
    if (blameless && ended == all) {
      return inherited(receipt, failed);
    }
    if (!over) {
      return Optional.empty();
    }
    if (receipt.looks() == 0) {
      return Optional.of(new LoopChange.LookAtMerge(receipt.pullRequest(), "The watch ends."));
    }
    if (beingRead(view, receipt)) {
      return Optional.empty();
    }
    if (blameless) {
      return inherited(receipt, failed);
    }
    return failed.isEmpty()
        ? says(
            receipt,
            Watch.OVER,
            List.of(),
            "The time of the watch over " + name + " has passed, and nothing has failed.",
            "")
        : says(
            receipt,
            Watch.UNCLEAR,
            List.of(),
            BaseWatch.names(failed)
                + " failed on `"
                + BaseWatch.commit(receipt)
                + "`, and what it says of the commit before was not known in time.",
            "");
  }

  private static Optional<LoopChange> inherited(ReceiptFacts receipt, List<String> failed) {
    return says(
        receipt,
        Watch.INHERITED,
        List.of(),
        "%s failed on `%s`, and on the commit before it too: #%s is not to blame."
            .formatted(BaseWatch.names(failed), BaseWatch.commit(receipt), receipt.pullRequest()),
        "");
  }

  private static Optional<LoopChange> red(View view, ReceiptFacts receipt) {
    Optional<PullRequestFacts> undoing = BaseWatch.pull(view, receipt);
    String name = "#" + receipt.pullRequest();
    if (pass(receipt, receipt.landed())) {
      return says(
          receipt,
          Watch.GREEN,
          List.of(),
          BaseWatch.names(receipt.red()) + " ran once more after " + name + ", and passed.",
          "");
    }
    if (pass(receipt, receipt.latest())) {
      return says(
          receipt,
          Watch.MENDED,
          List.of(),
          BaseWatch.names(receipt.red())
              + " passes on a later commit of "
              + view.repository().defaultBranch()
              + ": what "
              + name
              + " broke is mended.",
          "");
    }
    if (undoing.filter(pull -> closedByOthers(view, receipt, pull)).isPresent()) {
      return says(
          receipt,
          Watch.KEPT,
          List.of(),
          "#"
              + undoing.get().number()
              + ", which would have undone "
              + name
              + ", was closed without a merge: "
              + name
              + " stays.",
          "");
    }
    boolean due = receipt.until() != null && view.reached(receipt.until());
    return due && receipt.looks() < MOST_LOOKS && !beingRead(view, receipt)
        ? Optional.of(
            new LoopChange.LookAtMerge(receipt.pullRequest(), "It was red, and nothing is heard."))
        : Optional.empty();
  }

  private static Optional<LoopChange> undone(
      ReceiptFacts receipt, Optional<PullRequestFacts> undoing) {
    return undoing
        .filter(pull -> pull.state() == PullRequestFacts.State.MERGED)
        .flatMap(
            pull ->
                says(
                    receipt,
                    Watch.REVERTED,
                    List.of(),
                    "#" + receipt.pullRequest() + " was undone by #" + pull.number() + ".",
                    ""));
  }

  private static boolean closedByOthers(View view, ReceiptFacts receipt, PullRequestFacts pull) {
    return pull.state() == PullRequestFacts.State.CLOSED
        && view.effect(UndoPolicy.closing(view, receipt)).isEmpty();
  }

  private static boolean pass(ReceiptFacts receipt, List<CheckFacts> checks) {
    return !receipt.red().isEmpty()
        && named(receipt, checks, Say.PASSED).containsAll(receipt.red());
  }

  private static boolean beingRead(View view, ReceiptFacts receipt) {
    return view.pullRequest(receipt.pullRequest()).filter(PullRequestFacts::dirty).isPresent();
  }

  private static Optional<LoopChange> says(
      ReceiptFacts receipt, Watch watch, List<String> red, String reason, String change) {
    return Optional.of(new LoopChange.Watched(receipt.pullRequest(), watch, red, reason, change));
  }

  private static List<String> named(ReceiptFacts receipt, List<CheckFacts> checks, Say wanted) {
    return receipt.judging().stream()
        .filter(judge -> say(checks, judge) == wanted)
        .map(RequiredCheck::name)
        .toList();
  }

  private static Say say(List<CheckFacts> checks, RequiredCheck judge) {
    List<CheckFacts> runs =
        checks.stream()
            .filter(check -> check.name().equals(judge.name()) && !check.ownApp())
            .filter(check -> judge.app() == 0 || judge.app() == check.app())
            .filter(check -> !NO_WORD.contains(check.word()))
            .toList();
    if (runs.stream().anyMatch(run -> run.progress() == Progress.FAILED)) {
      return Say.FAILED;
    }
    if (runs.stream()
        .anyMatch(
            run ->
                run.progress() == Progress.RUNNING || run.progress() == Progress.ACTION_REQUIRED)) {
      return Say.RUNNING;
    }
    return runs.isEmpty() ? Say.NOTHING : Say.PASSED;
  }

  /** What was undone need not be told of. */
  private static Optional<LoopChange> needless(View view, PhaseFacts phase) {
    return phase.state().ended()
        ? Optional.empty()
        : BaseWatch.source(view, phase)
            .filter(receipt -> receipt.watch() == Watch.REVERTED)
            .map(receipt -> new LoopChange.Needless(phase.id(), undone(view, receipt)));
  }

  /** That a merge was undone, as one sentence. */
  static String undone(View view, ReceiptFacts receipt) {
    return "#"
        + receipt.pullRequest()
        + " was undone"
        + BaseWatch.pull(view, receipt).map(pull -> " by #" + pull.number()).orElse("")
        + ".";
  }

  /** When the first watch is to be looked at without an event; null: none is. */
  static @Nullable Instant wakeAt(View view) {
    return view.receipts().stream()
        .filter(receipt -> receipt.watch().under())
        .filter(receipt -> receipt.watch() == Watch.OPEN || receipt.looks() < MOST_LOOKS)
        .map(ReceiptFacts::until)
        .filter(Objects::nonNull)
        .filter(until -> !view.reached(until))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
