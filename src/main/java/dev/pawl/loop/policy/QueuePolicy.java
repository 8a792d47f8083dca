package dev.pawl.loop.policy;

import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.QuestionFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
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

  // As the writer of commits names them.
  private static final String GONE = "gone";
  private static final String PROTECTED = "protected";

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
    for (InterventionFacts open : view.interventions()) {
      settled(view, open).or(() -> Analyses.settled(view, open)).ifPresent(changes::add);
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
        && item.path().startsWith(view.settings().planning().queue() + "/pending/")
        && view.phase(item.phase()).filter(phase -> !phase.state().ended()).isPresent()
        && view.files().stream()
            .noneMatch(file -> file.role().equals(TurnPolicy.PROCESSED) && file.path().equals(path))
        && pendingAt(view, item.path()).filter(file -> file.blob().equals(item.blob())).isEmpty();
  }

  private static String processed(View view, QueueFacts item) {
    return view.settings().planning().queue() + "/processed/" + item.kept();
  }

  private static Optional<LoopChange> taken(View view, QueueFacts item) {
    List<EffectFacts> moves =
        view.effects().stream()
            .filter(effect -> effect.key().startsWith(EffectKeyFacts.moves(view, item)))
            .toList();
    if (moves.stream().anyMatch(effect -> effect.state().equals("done"))) {
      return Optional.of(new LoopChange.Processed(item.id()));
    }
    PhaseFacts phase = view.phase(item.phase()).orElse(null);
    boolean unmade =
        phase != null
            && phase.state() == PhaseFacts.State.PLANNED
            && view.effect(phase.effectKey())
                .filter(effect -> !effect.state().equals("planned"))
                .isEmpty();
    Optional<FileFacts> file = pendingAt(view, item.path());
    if (unmade) {
      return file.filter(one -> one.blob().equals(item.blob())).isPresent()
          ? Optional.empty()
          : Optional.of(
              new LoopChange.Gone(
                  item.id(),
                  "`"
                      + item.path()
                      + "` was "
                      + (file.isPresent() ? "edited" : "taken away")
                      + " before its task began.",
                  item.phase()));
    }
    String wanted = key(view, item, file.map(FileFacts::blob).orElse(item.blob()));
    return moves.stream()
        .filter(effect -> effect.key().equals(wanted) && effect.state().equals("failed"))
        .findFirst()
        .flatMap(effect -> refused(view, item, effect, file.isPresent()));
  }

  /**
   * Where a file is can be known only by GitHub's answer to the move itself: who moves it by hand,
   * as a refusal may ask for, has not taken its task away.
   */
  private static Optional<LoopChange> refused(
      View view, QueueFacts item, EffectFacts effect, boolean there) {
    if (GONE.equals(effect.outcome()) && !there) {
      return Optional.of(
          new LoopChange.Gone(
              item.id(), "`" + item.path() + "` was taken away before its task began.", null));
    }
    String name = QuestionFacts.moves(item) + tries(view, item);
    return view.asked().contains(name)
        ? Optional.empty()
        : Optional.of(
            new LoopChange.Ask(
                name,
                null,
                "`"
                    + item.path()
                    + "` could not be moved to `processed/`. "
                    + (effect.error() == null ? "GitHub refused it." : effect.error()),
                PROTECTED.equals(effect.outcome())
                    ? "Let Pawl commit to "
                        + view.repository().defaultBranch()
                        + " (a bypass in its branch rules), or move the file yourself. Then go on,"
                        + " and it is tried again."
                    : "Mend what GitHub says, or move the file yourself. Then go on, and it is"
                        + " tried again."));
  }

  /** How often a person has said that it may be tried again. */
  private static long tries(View view, QueueFacts item) {
    long asked =
        view.asked().stream().filter(name -> name.startsWith(QuestionFacts.moves(item))).count();
    boolean open =
        view.interventions().stream()
            .anyMatch(
                one ->
                    one.scope() == InterventionFacts.Scope.REPOSITORY
                        && one.why().startsWith("`" + item.path() + "` could not be moved"));
    return open ? Math.max(0, asked - 1) : asked;
  }

  /** Names one content and one try. */
  private static String key(View view, QueueFacts item, String blob) {
    long tries = tries(view, item);
    return EffectKeyFacts.moves(view, item) + blob + (tries == 0 ? "" : ":" + tries);
  }

  /** The first that can be taken up, while there is a hand free. */
  static Optional<LoopChange> next(View view) {
    if (TurnPolicy.open(view, Kind.DEVELOPMENT) >= view.settings().loop().maxInFlight()) {
      return Optional.empty();
    }
    return fit(view).stream()
        .findFirst()
        .map(
            file ->
                new LoopChange.Take(
                    file.path(), name(view, file), file.blob(), String.valueOf(file.title())));
  }

  /** Whether there is a file to be taken up, now or once there is a hand free. */
  static boolean waiting(View view) {
    return !fit(view).isEmpty();
  }

  private static List<FileFacts> fit(View view) {
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

  private static String name(View view, FileFacts file) {
    return file.path().substring((view.settings().planning().queue() + "/pending/").length());
  }

  /** What keeps a file from being a task; the files behind it go on. */
  private static Optional<LoopChange.Ask> unfit(View view, FileFacts file) {
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
        new LoopChange.Ask(
            QuestionFacts.aside(file),
            file.path(),
            "`" + file.path() + "` " + why + ", so it is set aside",
            "Write the task into it, its title on the first line; or take the file away."));
  }

  /** A file that was mended or taken away needs nobody any more. */
  private static Optional<LoopChange> settled(View view, InterventionFacts open) {
    if (open.file() == null) {
      return Optional.empty();
    }
    boolean still =
        pendingAt(view, open.file())
            .flatMap(file -> unfit(view, file))
            .filter(ask -> (ask.why() + ".").equals(PausePolicy.sentence(open.why())))
            .isPresent();
    return still
        ? Optional.empty()
        : Optional.of(
            new LoopChange.Settled(open.id(), "`" + open.file() + "` was changed or taken away."));
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
        move(view, item, steps);
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

  private static void move(View view, QueueFacts item, List<Step> steps) {
    String blob = pendingAt(view, item.path()).map(FileFacts::blob).orElse(item.blob());
    String key = key(view, item, blob);
    if (LoopPolicy.unlessEnded(view, key)) {
      steps.add(
          new Step.PutAway(key, "`" + item.path() + "` is being worked on.", item.id(), blob));
    }
  }
}
