package dev.pawl.loop.policy;

import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.QuestionFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.QueueMoveFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.FileFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happens to the files of the queue. */
final class QueuePolicy {
  private static final Comparator<FileFacts> BYTEWISE =
      // UTF-8 keeps the order of code points.
      Comparator.comparing(file -> file.path().codePoints().toArray(), Arrays::compare);

  private QueuePolicy() {}

  /** What became of the files under way, and of those that a person was to look at. */
  static List<LoopChange> kept(View view) {
    List<LoopChange> changes = new ArrayList<>();
    for (QueueFacts item : view.queue()) {
      if (item.state() == QueueFacts.State.TAKEN) {
        taken(view, item).ifPresent(changes::add);
      } else if (isLost(view, item)) {
        changes.add(
            new LoopChange.Gone(
                item.id(),
                "`" + processed(view, item) + "` was taken away while its task was under way.",
                null));
      }
    }
    for (FileFacts file : pending(view)) {
      unfit(view, file).filter(ask -> !view.asked().contains(ask.name())).ifPresent(changes::add);
    }
    Capabilities.question(view)
        .filter(ask -> !view.asked().contains(ask.name()))
        .ifPresent(changes::add);
    for (InterventionFacts open : view.interventions()) {
      Questions.settled(view, open).or(() -> Analyses.settled(view, open)).ifPresent(changes::add);
    }
    return changes;
  }

  /**
   * Whether the file of a task under way is in the branch no more, as after a push that took back
   * what was there. One that is back in {@code pending/} is not lost, and one of another queue than
   * the settings name today is not looked for.
   */
  private static boolean isLost(View view, QueueFacts item) {
    String path = processed(view, item);
    return item.state() == QueueFacts.State.PROCESSED
        && view.repository().processedRead()
        && item.path().startsWith(TurnPolicy.pending(view))
        && view.phase(item.phase()).filter(phase -> !phase.state().ended()).isPresent()
        && view.files().stream()
            .noneMatch(file -> file.role().equals(TurnPolicy.PROCESSED) && file.path().equals(path))
        && pendingAt(view, item.path()).filter(file -> file.blob().equals(item.blob())).isEmpty();
  }

  private static String processed(View view, QueueFacts item) {
    return view.settings().planning().queue() + "/processed/" + item.kept();
  }

  private static Optional<LoopChange> taken(View view, QueueFacts item) {
    QueueMoveFacts move = QueueMoveFacts.of(view, item);
    if (move.made()) {
      return Optional.of(new LoopChange.Processed(item.id(), item.path()));
    }
    PhaseFacts phase = view.phase(item.phase()).orElse(null);
    boolean unmade =
        phase != null
            && phase.state() == PhaseFacts.State.PLANNED
            && view.effect(phase.effectKey())
                .filter(effect -> !effect.state().equals("planned"))
                .isEmpty();
    FileFacts file = move.file();
    if (unmade) {
      return file != null && file.blob().equals(item.blob())
          ? Optional.empty()
          : Optional.of(
              new LoopChange.Gone(
                  item.id(),
                  "`"
                      + item.path()
                      + "` was "
                      + (file != null ? "edited" : "taken away")
                      + " before its task began.",
                  item.phase()));
    }
    return MovePolicy.refused(view, item, move);
  }

  /** The first that can be taken up, while there is a hand free. */
  static Optional<LoopChange> next(View view) {
    long underWay = TurnPolicy.open(view, Kind.DEVELOPMENT);
    int most = view.settings().loop().maxInFlight();
    if (underWay >= most) {
      return Optional.empty();
    }
    return fit(view).stream()
        .findFirst()
        .map(
            file ->
                new LoopChange.Take(
                    file.path(),
                    name(view, file),
                    file.blob(),
                    String.valueOf(file.title()),
                    "It is the first task in `"
                        + TurnPolicy.pending(view)
                        + "`, and of at most "
                        + most
                        + (most == 1 ? " development " : " developments ")
                        + (underWay == 0 ? "none is" : underWay == 1 ? "one is" : underWay + " are")
                        + " under way.",
                    "A task whose path comes before it, or taking the file away."));
  }

  /** Whether there is a file to be taken up, now or once there is a hand free. */
  static boolean waiting(View view) {
    return !fit(view).isEmpty();
  }

  /** Whether there are files that were not read yet: perhaps one of them is the next task. */
  static boolean unread(View view) {
    return view.file(TurnPolicy.PENDING_LATER).isPresent();
  }

  /** Those that can be taken up, in their order. */
  static List<FileFacts> fit(View view) {
    return pending(view).stream()
        .filter(file -> unfit(view, file).isEmpty())
        .filter(file -> file.path().endsWith(".md"))
        .toList();
  }

  /** In the order in which they are taken up: by the bytes of their paths. Without those taken. */
  private static List<FileFacts> pending(View view) {
    return view.files().stream()
        .filter(file -> file.role().equals(TurnPolicy.PENDING))
        .filter(file -> view.queue().stream().noneMatch(item -> isOf(view, item, file)))
        .sorted(BYTEWISE)
        .toList();
  }

  /** A file that was moved may still be shown for a while. */
  private static boolean isOf(View view, QueueFacts item, FileFacts file) {
    return item.path().equals(file.path())
        && switch (item.state()) {
          case TAKEN -> true;
          case PROCESSED ->
              item.blob().equals(file.blob())
                  && view.phase(item.phase()).filter(phase -> !phase.state().ended()).isPresent();
          case LEAVING -> item.blob().equals(file.blob());
          case COMPLETE, GONE -> false;
        };
  }

  static Optional<FileFacts> pendingAt(View view, String path) {
    return view.files().stream()
        .filter(file -> file.role().equals(TurnPolicy.PENDING) && file.path().equals(path))
        .findFirst();
  }

  /** Its path below the folder of tasks to be done. */
  static String name(View view, FileFacts file) {
    return file.path().substring(TurnPolicy.pending(view).length());
  }

  /** What keeps a file from being a task; the files behind it go on. */
  static Optional<LoopChange.Ask> unfit(View view, FileFacts file) {
    if (file.flaw() != null) {
      return Optional.of(aside(file, flaw(file.flaw()), instead(file.flaw())));
    }
    String why;
    if (!file.path().endsWith(".md")) {
      return Optional.empty();
    } else if (!file.readable()) {
      why = "is not a text of at most 64 KB";
    } else if (file.blank()) {
      why = "is empty";
    } else if (file.title() == null) {
      why = "does not say what its task is called";
    } else {
      return Optional.empty();
    }
    return Optional.of(
        aside(
            file,
            why,
            "Write the task into it, its title on the first line; or take the file away."));
  }

  private static LoopChange.Ask aside(FileFacts file, String why, String what) {
    return new LoopChange.Ask(
        QuestionFacts.aside(file),
        file.path(),
        "`" + file.path() + "` " + why + ", so it is set aside",
        what);
  }

  private static String flaw(String flaw) {
    return switch (flaw) {
      case "LINK" -> "is a link and no file";
      case "REPOSITORY" -> "is another repository and no file";
      case "FOLDER" -> "is a folder that is called like a task";
      case "DEEP" -> "is a folder so deep that its files are not looked at";
      case "NAME" -> "has a name that is too long, or no text";
      default -> "is no file";
    };
  }

  private static String instead(String flaw) {
    return switch (flaw) {
      case "FOLDER" -> "Give the folder a name without `.md`; or take it away.";
      case "DEEP" -> "Move its files up, into one of the folders above; or take it away.";
      case "NAME" -> "Give the file another name; or take it away.";
      default -> "Put a file with the task in its place; or take it away.";
    };
  }

  /** What is to be written for the files under way. */
  static List<Step> steps(View view) {
    List<Step> steps = new ArrayList<>();
    for (QueueFacts item : view.queue()) {
      PhaseFacts phase = view.phase(item.phase()).orElse(null);
      if (phase == null) {
        continue;
      }
      Integer issue = phase.issue();
      if (item.state() == QueueFacts.State.TAKEN && (issue != null || phase.state().ended())) {
        steps.addAll(MovePolicy.steps(view, item));
      } else if (item.state() == QueueFacts.State.GONE && issue != null && !phase.state().ended()) {
        String key = EffectKeyFacts.closeGone(view.repository().id(), issue);
        if (LoopPolicy.unlessEnded(view, key)) {
          steps.add(
              new Step.CloseGone(
                  key,
                  "`" + item.path() + "`, the file of #" + issue + ", was taken away.",
                  issue,
                  item.path()));
        }
      }
    }
    return steps;
  }
}
