package dev.pawl.loop.policy;

import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.View;
import dev.pawl.run.View.FileFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which pending file is taken up because a person wants it now. A pure function of the view. */
public final class PromoteOnRequest {
  private static final int NAMED = 5;

  private PromoteOnRequest() {}

  /** What comes of the wish. */
  public sealed interface Answer {
    record Take(LoopChange.Take change) implements Answer {}

    /**
     * @param why one sentence for people
     */
    record No(String why) implements Answer {}
  }

  /**
   * It goes before its turn, and not beyond the number of tasks that may be under way.
   *
   * @param wanted its path, or its name with or without {@code .md}; empty: the first
   */
  public static Answer of(View view, String wanted, String who) {
    Optional<String> closed = OnRequest.closed(view);
    if (closed.isPresent()) {
      return new Answer.No(closed.get());
    }
    List<FileFacts> files = QueuePolicy.fit(view);
    Optional<FileFacts> found =
        files.stream().filter(file -> wanted.isEmpty() || isCalled(view, file, wanted)).findFirst();
    if (found.isEmpty()) {
      return new Answer.No(
          files.isEmpty()
              ? "No task waits in `" + TurnPolicy.pending(view) + "`."
              : "No task of that name waits in `"
                  + TurnPolicy.pending(view)
                  + "`. Those that do: "
                  + names(view, files)
                  + ".");
    }
    int most = view.settings().loop().maxInFlight();
    if (TurnPolicy.open(view, Kind.DEVELOPMENT) >= most) {
      return new Answer.No(
          "Of at most "
              + most
              + (most == 1 ? " development " : " developments ")
              + "(`loop.max_in_flight`) all are under way.");
    }
    FileFacts file = found.get();
    return new Answer.Take(
        new LoopChange.Take(
            file.path(),
            QueuePolicy.name(view, file),
            file.blob(),
            String.valueOf(file.title()),
            who + " wants it now.",
            ""));
  }

  private static boolean isCalled(View view, FileFacts file, String wanted) {
    String name = QueuePolicy.name(view, file);
    return file.path().equals(wanted) || name.equals(wanted) || name.equals(wanted + ".md");
  }

  private static String names(View view, List<FileFacts> files) {
    return files.stream()
            .limit(NAMED)
            .map(file -> "`" + QueuePolicy.name(view, file) + "`")
            .collect(Collectors.joining(", "))
        + (files.size() > NAMED ? " and " + (files.size() - NAMED) + " more" : "");
  }
}
