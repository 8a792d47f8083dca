package dev.pawl.loop.policy;

import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.QueueFacts;
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
 */
public final class TurnPolicy {
  static final String GOAL = "GOAL";
  static final String CAPABILITIES = "CAPABILITIES";
  static final String GOAL_REACHED = "GOAL_REACHED";
  static final String PENDING = "PENDING";

  /** A cycle that proposes the same as so many before it would go on for ever. */
  private static final int SAME = 3;

  /** How the names of the files begin that gap analyses may bring. */
  private static final String OF_GAP_ANALYSES = "dev-";

  private static final String GAP_TITLE = "Gap analysis: what is the next task towards the goal?";

  private TurnPolicy() {}

  /** At most one new phase a time; after it, the view is to be read anew. */
  public static List<LoopChange> changes(View view) {
    if (view.repository().reach() != View.Reach.ACTIVE || !LoopPolicy.certain(view)) {
      return List.of();
    }
    List<LoopChange> changes = new ArrayList<>(QueuePolicy.kept(view));
    // A file that is set aside holds nothing up.
    boolean settled =
        changes.stream()
            .allMatch(change -> change instanceof LoopChange.Ask ask && ask.file() != null);
    if (settled && mayBegin(view)) {
      next(view).ifPresent(changes::add);
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
    return view.file(GOAL).filter(FileFacts::readable).filter(goal -> !goal.blank());
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
    if (open(view, Kind.DEVELOPMENT) > 0 || reached(view)) {
      return Optional.empty();
    }
    return gapAnalysis(view);
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
  private static Optional<PhaseFacts> untold(View view) {
    return view.phases().stream()
        .filter(phase -> phase.kind() == Kind.DEVELOPMENT && phase.state() == State.DONE)
        .filter(phase -> phase.pullRequest() != null)
        .filter(phase -> opened(view, updateOf(phase)).isEmpty())
        .min(Comparator.comparingLong(PhaseFacts::id));
  }

  /** Empty while the merged pull request is yet to be read. */
  private static Optional<LoopChange> capabilityUpdate(View view, PhaseFacts development) {
    int number = Objects.requireNonNull(development.pullRequest(), "it was merged");
    return view.pullRequest(number).filter(PullRequestFacts::dirty).isPresent()
        ? Optional.empty()
        : Optional.of(
            new LoopChange.Open(
                Kind.CAPABILITY_UPDATE,
                "Bring the capabilities up to date with #" + number,
                updateOf(development),
                number,
                needless(view, development)));
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

  private static @Nullable String needless(View view, PhaseFacts development) {
    int number = Objects.requireNonNull(development.pullRequest(), "it was merged");
    String document = view.settings().planning().capabilities();
    boolean brought =
        view.settings().loop().capabilitiesInPullRequest()
            && view.pullRequest(number).stream()
                .map(PullRequestFacts::files)
                .flatMap(List::stream)
                .anyMatch(file -> file.path().equals(document));
    return brought ? "#" + number + " has changed `" + document + "` itself." : null;
  }

  private static Optional<LoopChange> gapAnalysis(View view) {
    String origin = origin(view);
    if (opened(view, origin).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        circle(view)
            .orElseGet(
                () -> new LoopChange.Open(Kind.GAP_ANALYSIS, GAP_TITLE, origin, null, null)));
  }

  /** The gap analysis that was last opened for how things are now, if one was. */
  static Optional<PhaseFacts> analysed(View view) {
    return goal(view).isEmpty() ? Optional.empty() : opened(view, origin(view));
  }

  private static Optional<PhaseFacts> opened(View view, String origin) {
    return view.phases().stream().filter(phase -> origin.equals(phase.origin())).findFirst();
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
        + blob(view.file(GOAL))
        + ":"
        + blob(view.file(CAPABILITIES))
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
            .filter(item -> item.kept().startsWith(OF_GAP_ANALYSES))
            .toList();
    if (items.size() < SAME) {
      return Optional.empty();
    }
    List<QueueFacts> last = items.subList(items.size() - SAME, items.size());
    QueueFacts latest = last.getLast();
    String name = "same gap:" + latest.id();
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
