package dev.pawl.loop.policy;

import dev.pawl.merge.policy.BaseWatch;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.FileFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which task of the loop comes next. A pure function of the view: first what became of the files
 * under way, then the first of these that holds: a development's capability update, a gap analysis
 * under way, a pending file, a development under way, the goal being reached, a new gap analysis.
 * What begins beside the loop is {@link ReviewPolicy}'s.
 */
public final class TurnPolicy {
  static final String GOAL = "GOAL";
  static final String CAPABILITIES = "CAPABILITIES";
  static final String GOAL_REACHED = "GOAL_REACHED";
  static final String PENDING = "PENDING";
  static final String PROCESSED = "PROCESSED";

  /** What a merged review has brought. */
  static final String REVIEW = "REVIEW";

  /** A pending file that was not read yet, since many are before it. */
  static final String PENDING_LATER = "PENDING_LATER";

  private TurnPolicy() {}

  /**
   * At most one new phase a time, and one beside the loop; after it, the view is to be read anew.
   */
  public static List<LoopChange> changes(View view) {
    if (view.repository().reach() != View.Reach.ACTIVE || !LoopPolicy.certain(view)) {
      return List.of();
    }
    List<LoopChange> changes = new ArrayList<>(QueuePolicy.kept(view));
    OnboardingPolicy.ended(view).ifPresent(changes::add);
    changes.addAll(WatchPolicy.changes(view));
    // A file that is set aside holds nothing up.
    boolean settled =
        changes.stream()
            .allMatch(change -> change instanceof LoopChange.Ask ask && ask.file() != null);
    if (settled && mayBegin(view)) {
      next(view).ifPresent(changes::add);
      ReviewPolicy.next(view).ifPresent(changes::add);
    }
    return List.copyOf(changes);
  }

  private static boolean mayBegin(View view) {
    return view.pause().isEmpty()
        && PausePolicy.needsYou(view).isEmpty()
        && view.repository().issuesEnabled()
        && !view.repository().empty()
        && goal(view).isPresent();
  }

  /** A goal that can be worked towards. */
  static Optional<FileFacts> goal(View view) {
    return view.file(GOAL)
        .filter(FileFacts::readable)
        .filter(goal -> !goal.blank() && !goal.template());
  }

  private static Optional<LoopChange> next(View view) {
    if (open(view, Kind.CAPABILITY_UPDATE) > 0) {
      return Optional.empty();
    }
    Optional<PhaseFacts> untold = untold(view);
    if (untold.isPresent()) {
      return capabilityUpdate(view, untold.get());
    }
    if (open(view, Kind.GAP_ANALYSIS) > 0) {
      return Optional.empty();
    }
    Optional<LoopChange> queued = QueuePolicy.next(view);
    if (queued.isPresent()) {
      return queued;
    }
    if (open(view, Kind.DEVELOPMENT) > 0 || QueuePolicy.unread(view) || reached(view)) {
      return Optional.empty();
    }
    return Analyses.next(view);
  }

  static long open(View view, Kind kind) {
    return view.phases().stream()
        .filter(phase -> phase.kind() == kind && !phase.state().ended())
        .count();
  }

  /** Whether it was found that the goal, as it is now, is reached. */
  static boolean reached(View view) {
    return view.file(GOAL_REACHED).filter(FileFacts::namesGoal).isPresent();
  }

  /** The first development that was merged and of which the capabilities do not tell yet. */
  static Optional<PhaseFacts> untold(View view) {
    return view.phases().stream()
        .filter(phase -> phase.kind() == Kind.DEVELOPMENT && phase.state() == State.DONE)
        .filter(phase -> phase.pullRequest() != null)
        .filter(phase -> opened(view, updateOf(phase)).isEmpty())
        .min(Comparator.comparingLong(PhaseFacts::id));
  }

  /** Empty while the merged pull request is yet to be read, or its base is red by it. */
  private static Optional<LoopChange> capabilityUpdate(View view, PhaseFacts development) {
    int number = Objects.requireNonNull(development.pullRequest(), "it was merged");
    if (view.pullRequest(number).filter(PullRequestFacts::dirty).isPresent()
        || BaseWatch.red(view, number).isPresent()) {
      return Optional.empty();
    }
    String document = "`" + view.settings().planning().capabilities() + "`";
    String needless = needless(view, development);
    return Optional.of(
        new LoopChange.Open(
            Kind.CAPABILITY_UPDATE,
            "Bring the capabilities up to date with #" + number,
            updateOf(development),
            number,
            needless,
            null,
            needless == null
                ? "#" + number + " was merged, and " + document + " does not tell of it yet."
                : needless,
            needless == null
                ? "Closing its issue: " + document + " then stays as it is."
                : "`loop.capabilities_in_pull_request: false` in the settings."));
  }

  private static String updateOf(PhaseFacts phase) {
    return Kind.CAPABILITY_UPDATE.label() + ":" + phase.id();
  }

  /** The development that a capability update is for; empty for another kind. */
  public static Optional<PhaseFacts> source(View view, PhaseFacts update) {
    return view.phases().stream()
        .filter(phase -> updateOf(phase).equals(update.origin()))
        .findFirst();
  }

  /** The pull request that a capability update follows on; empty for another kind. */
  public static Optional<Integer> sourcePull(View view, PhaseFacts update) {
    return source(view, update).map(PhaseFacts::pullRequest);
  }

  /**
   * What was merged is called so by whoever did it. The words of somebody who may not write to the
   * repository are told to no agent: then it is called as its task was.
   */
  public static String sourceTitle(View view, PhaseFacts update) {
    return sourcePull(view, update)
        .flatMap(view::pullRequest)
        .filter(
            pull ->
                pull.author().access().mayWrite()
                    || !DiscussionText.workers(view, pull.number()).isEmpty())
        .map(PullRequestFacts::title)
        .filter(title -> !title.isBlank())
        .or(() -> source(view, update).map(PhaseFacts::title))
        .orElse("");
  }

  private static @Nullable String needless(View view, PhaseFacts development) {
    int number = Objects.requireNonNull(development.pullRequest(), "it was merged");
    Optional<String> undone =
        view.receipt(number)
            .filter(receipt -> receipt.watch() == ReceiptFacts.Watch.REVERTED)
            .map(receipt -> WatchPolicy.undone(view, receipt));
    if (undone.isPresent()) {
      return undone.get();
    }
    String document = view.settings().planning().capabilities();
    boolean brought =
        view.settings().loop().capabilitiesInPullRequest()
            && view.pullRequest(number).stream()
                .map(PullRequestFacts::files)
                .flatMap(List::stream)
                .anyMatch(file -> file.path().equals(document));
    return brought ? "#" + number + " has changed `" + document + "` itself." : null;
  }

  /** The folder of tasks to be done. */
  static String pending(View view) {
    return view.settings().planning().queue() + "/pending/";
  }

  static Optional<PhaseFacts> opened(View view, String origin) {
    return view.phases().stream().filter(phase -> origin.equals(phase.origin())).findFirst();
  }
}
