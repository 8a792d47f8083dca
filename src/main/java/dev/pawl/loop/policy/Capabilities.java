package dev.pawl.loop.policy;

import dev.pawl.run.QuestionFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.FileFacts;
import java.util.Optional;

/**
 * What is wrong with the capabilities document. Unlike the goal it holds nothing up: the code says
 * the same at greater length, so a gap analysis is sent there, and a capability update may write
 * the document anew. But where it is no text a person is told, once for each content of it.
 */
public final class Capabilities {
  private Capabilities() {}

  /** Why there is nothing in it to go by, such as “is empty”; empty where there is. */
  public static String lack(View view) {
    FileFacts file = view.file(TurnPolicy.CAPABILITIES).orElse(null);
    if (file == null) {
      return "does not exist yet";
    }
    return !file.readable() ? "is not a text of at most 64 KB" : file.blank() ? "is empty" : "";
  }

  /** While there is a goal, which it would be held against. */
  static Optional<LoopChange.Ask> question(View view) {
    return TurnPolicy.goal(view)
        .flatMap(_ -> view.file(TurnPolicy.CAPABILITIES))
        .filter(file -> !file.readable())
        .map(
            file ->
                new LoopChange.Ask(
                    QuestionFacts.capabilities(file),
                    file.path(),
                    "`"
                        + file.path()
                        + "` "
                        + lack(view)
                        + ", so gap analyses look at the code instead",
                    "Write into it what the system can do now; or take it away, and the next"
                        + " capability update writes it. The loop goes on meanwhile."));
  }
}
