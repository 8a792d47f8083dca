package dev.pawl.loop.policy;

import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
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
  private static final String CHANGED = "changed";
  private static final String PROTECTED = "protected";

  private QueuePolicy() {}

  /** What became of the files under way, and of those that a person was to look at. */
  static List<LoopChange> kept(View view) {
    List<LoopChange> changes = new ArrayList<>();
    for (QueueFacts item : view.queue()) {
      if (item.state() == QueueFacts.State.TAKEN) {
        taken(view, item).ifPresent(changes::add);
      }
    }
    for (FileFacts file : pending(view)) {
      unfit(view, file).filter(ask -> !view.asked().contains(ask.name())).ifPresent(changes::add);
    }
    for (InterventionFacts open : view.interventions()) {
      settled(view, open).ifPresent(changes::add);
    }
    return changes;
  }

  private static Optional<LoopChange> taken(View view, QueueFacts item) {
    Optional<EffectFacts> moved =
        view.effects().stream()
            .filter(effect -> effect.key().startsWith(EffectKeyFacts.moves(view, item)))
            .filter(effect -> effect.state().equals("done"))
            .findFirst();
    if (moved.isPresent()) {
      return Optional.of(new LoopChange.Processed(item.id()));
    }
    Optional<EffectFacts> refused =
        view.effects().stream()
            .filter(effect -> effect.key().startsWith(EffectKeyFacts.moves(view, item)))
            .filter(effect -> effect.state().equals("failed"))
            .reduce((_, later) -> later);
    Optional<LoopChange> asked = refused.flatMap(effect -> refusal(view, item, effect));
    if (asked.isPresent()) {
      return asked;
    }
    boolean there = pendingAt(view, item.path()).isPresent();
    boolean uncertain =
        view.effects().stream()
            .filter(effect -> effect.key().startsWith(EffectKeyFacts.moves(view, item)))
            .anyMatch(effect -> effect.open() && !effect.state().equals("planned"));
    Optional<PhaseFacts> phase = view.phase(item.phase());
    boolean unmade =
        phase.filter(one -> one.state() == PhaseFacts.State.PLANNED).isPresent()
            && view.effect(phase.get().effectKey())
                .filter(effect -> !effect.state().equals("planned"))
                .isEmpty();
    boolean issued = phase.filter(one -> one.state() != PhaseFacts.State.PLANNED).isPresent();
    return there || uncertain || !(unmade || issued)
        ? Optional.empty()
        : Optional.of(
            new LoopChange.Gone(
                item.id(),
                "`" + item.path() + "` was taken away before its task began.",
                unmade ? item.phase() : null));
  }

  /** A file that changed meanwhile is read again, and then moved as it is. */
  private static Optional<LoopChange> refusal(View view, QueueFacts item, EffectFacts effect) {
    String outcome = effect.outcome() == null ? "" : effect.outcome();
    String name = "queue move:" + item.id() + ":" + outcome;
    if (outcome.equals(CHANGED) || outcome.equals(GONE) || view.asked().contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        new LoopChange.Ask(
            name,
            null,
            "`"
                + item.path()
                + "` could not be moved to `processed/`. "
                + (effect.error() == null ? "GitHub refused it." : effect.error()),
            outcome.equals(PROTECTED)
                ? "Let Pawl commit to "
                    + view.repository().defaultBranch()
                    + " (a bypass in its branch rules), or move the file yourself. Then go on."
                : "Mend what GitHub says, or move the file yourself. Then go on."));
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

  /** Whether a file waits for a hand, so that no other task need be looked for. */
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
        .filter(
            file ->
                view.queue().stream()
                    .noneMatch(
                        item ->
                            item.state() == QueueFacts.State.TAKEN
                                && item.path().equals(file.path())))
        .sorted(BYTEWISE)
        .toList();
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
            asideName(file),
            file.path(),
            "`" + file.path() + "` " + why + ", so it is set aside",
            "Write the task into it, its title on the first line; or take the file away."));
  }

  private static String asideName(FileFacts file) {
    return "queue:" + file.path() + ":" + file.blob();
  }

  /** A file that was mended or taken away needs nobody any more. */
  private static Optional<LoopChange> settled(View view, InterventionFacts open) {
    if (open.scope() != InterventionFacts.Scope.FILE || open.file() == null) {
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
      Integer issue = phase == null ? null : phase.issue();
      if (phase == null || issue == null) {
        continue;
      }
      if (item.state() == QueueFacts.State.TAKEN) {
        pendingAt(view, item.path()).ifPresent(file -> move(view, item, file, steps));
      } else if (item.state() == QueueFacts.State.GONE && !phase.state().ended()) {
        String key = EffectKeyFacts.closeGone(view.repository().id(), issue);
        if (LoopPolicy.unlessEnded(view, key)) {
          steps.add(
              new Step.CloseGone(
                  key,
                  "`" + item.path() + "` was taken away before #" + issue + " began.",
                  issue,
                  item.path()));
        }
      }
    }
    return steps;
  }

  private static void move(View view, QueueFacts item, FileFacts file, List<Step> steps) {
    String key = EffectKeyFacts.moves(view, item) + file.blob();
    if (LoopPolicy.unlessEnded(view, key)) {
      steps.add(
          new Step.PutAway(
              key, "`" + item.path() + "` is being worked on.", item.id(), file.blob()));
    }
  }
}
