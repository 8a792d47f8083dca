package dev.pawl.loop.policy;

import dev.pawl.run.InterventionFacts;
import dev.pawl.run.View;
import java.util.Optional;
import java.util.stream.Stream;

/** What people were asked about single files, and whether that is still so. */
final class Questions {
  private Questions() {}

  /** Whether nobody has decided it yet. */
  static boolean isOpen(View view, LoopChange.Ask ask) {
    return view.interventions().stream().anyMatch(open -> isOf(open, ask));
  }

  /** Whether a file among the pending ones waits for somebody to mend it. */
  static boolean setAside(View view) {
    String pending = view.settings().planning().queue() + "/pending/";
    return view.interventions().stream()
        .anyMatch(open -> open.file() != null && open.file().startsWith(pending));
  }

  /** A file that was mended or taken away needs nobody any more. */
  static Optional<LoopChange> settled(View view, InterventionFacts open) {
    String file = open.file();
    if (file == null) {
      return Optional.empty();
    }
    boolean still =
        Stream.of(
                QueuePolicy.pendingAt(view, file).flatMap(found -> QueuePolicy.unfit(view, found)),
                Capabilities.question(view),
                Optional.ofNullable(view.reviews().finished())
                    .flatMap(review -> ReviewFiles.question(view, review)))
            .flatMap(Optional::stream)
            .anyMatch(ask -> isOf(open, ask));
    return still
        ? Optional.empty()
        : Optional.of(
            new LoopChange.Settled(open.id(), "`" + file + "` was changed or taken away."));
  }

  private static boolean isOf(InterventionFacts open, LoopChange.Ask ask) {
    return open.file() != null
        && open.file().equals(ask.file())
        && PausePolicy.sentence(ask.why()).equals(PausePolicy.sentence(open.why()));
  }
}
