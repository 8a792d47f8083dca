package dev.pawl.loop.policy;

import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.View;
import java.util.Optional;

/** Whether a gap analysis is opened because a person wants one now. A pure function of the view. */
public final class GapOnRequest {
  private GapOnRequest() {}

  /** What comes of the wish. */
  public sealed interface Answer {
    record Open(LoopChange.Open change) implements Answer {}

    /**
     * @param why one sentence for people
     */
    record No(String why) implements Answer {}
  }

  /**
   * One that was closed or has led to nothing keeps another one for the same goal from being opened
   * by itself, and not by a person.
   */
  public static Answer of(View view, String who) {
    Optional<String> impossible = impossible(view);
    return impossible.isPresent()
        ? new Answer.No(impossible.get())
        : new Answer.Open(
            Analyses.open(view, Analyses.nextOrigin(view), who + " wants a gap analysis now."));
  }

  private static Optional<String> impossible(View view) {
    Optional<String> closed = OnRequest.closed(view);
    if (closed.isPresent()) {
      return closed;
    }
    if (TurnPolicy.goal(view).isEmpty()) {
      return Optional.of(
          "There is no goal in `"
              + view.settings().planning().goal()
              + "` that anything could be compared with.");
    }
    for (Kind kind : new Kind[] {Kind.GAP_ANALYSIS, Kind.CAPABILITY_UPDATE, Kind.DEVELOPMENT}) {
      Optional<PhaseFacts> open =
          view.phases().stream()
              .filter(phase -> phase.kind() == kind && !phase.state().ended())
              .findFirst();
      if (open.isPresent()) {
        return Optional.of(underWay(open.get()));
      }
    }
    if (QueuePolicy.waiting(view) || QueuePolicy.unread(view)) {
      return Optional.of(
          "Tasks wait in `"
              + TurnPolicy.pending(view)
              + "`; a gap analysis comes when they are done.");
    }
    return TurnPolicy.reached(view)
        ? Optional.of(
            "`"
                + view.settings().planning().goalReached()
                + "` says that the goal is reached; take that file away, or change the goal.")
        : Optional.empty();
  }

  private static String underWay(PhaseFacts phase) {
    String issue = phase.issue() == null ? "" : " #" + phase.issue();
    return switch (phase.kind()) {
      case GAP_ANALYSIS -> "The gap analysis" + issue + " is under way already.";
      case CAPABILITY_UPDATE ->
          "The capability update" + issue + " is under way; a gap analysis comes after it.";
      default -> "The development" + issue + " is under way; a gap analysis comes after it.";
    };
  }
}
