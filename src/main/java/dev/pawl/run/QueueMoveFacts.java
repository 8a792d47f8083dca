package dev.pawl.run;

import dev.pawl.run.View.EffectFacts;
import dev.pawl.run.View.FileFacts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the move of one file of the queue stands. Wanted is one direct commit. Where rules of the
 * branch do not let Pawl make it, the same goes through a pull request of Pawl's own.
 *
 * @param file the file in {@code pending/} as it is now; null when it is not there
 * @param blob the content that is to be moved
 * @param key the effect of the direct commit; it names this content, and this try of a person's
 * @param direct what became of that commit; null: it was not asked for yet
 * @param current the pull request that is to move this content; it may not have been begun
 * @param number which one for this content it is, from 1 on
 * @param others those that were begun for it earlier, or for another content
 */
public record QueueMoveFacts(
    @Nullable FileFacts file,
    String blob,
    String key,
    @Nullable EffectFacts direct,
    OwnPullFacts current,
    int number,
    List<OwnPullFacts> others) {
  private static final String PENDING = "PENDING";
  private static final String DONE = "done";

  /** As the writer of commits names it. */
  private static final String PROTECTED = "protected";

  public QueueMoveFacts {
    others = List.copyOf(others);
  }

  public static QueueMoveFacts of(View view, QueueFacts item) {
    FileFacts file = pendingAt(view, item.path()).orElse(null);
    String blob = file == null ? item.blob() : file.blob();
    long tries = tries(view, item);
    String key = EffectKeyFacts.moves(view, item) + blob + (tries == 0 ? "" : ":" + tries);
    List<String> names = OwnPullFacts.names(view, OwnPullFacts.ofMoves(view, item));
    String stem = "own:" + key + ":try-";
    int number = 1;
    while (names.contains(stem + number) && OwnPullFacts.of(view, stem + number).closed()) {
      number++;
    }
    String current = stem + number;
    return new QueueMoveFacts(
        file,
        blob,
        key,
        view.effect(key).orElse(null),
        OwnPullFacts.of(view, current),
        number,
        names.stream()
            .filter(name -> !name.equals(current))
            .map(name -> OwnPullFacts.of(view, name))
            .toList());
  }

  /** The move that a pull request of Pawl's own is for, while it is still to be made by it. */
  static Optional<QueueMoveFacts> by(View view, PullRequestFacts pull) {
    return view.queue().stream()
        .filter(item -> item.state() == QueueFacts.State.TAKEN)
        .map(item -> of(view, item))
        .filter(move -> move.current().key(OwnPullFacts.Part.PULL).equals(pull.effectKey()))
        .findFirst();
  }

  /**
   * The commit that Pawl itself put on its pull request; empty where that is not to be merged by
   * Pawl, or not any more.
   */
  public static Optional<String> plannedHead(View view, PullRequestFacts pull) {
    return by(view, pull)
        .filter(move -> move.stale() == null && !move.current().closing())
        .map(move -> move.current().commit());
  }

  private static Optional<FileFacts> pendingAt(View view, String path) {
    return view.files().stream()
        .filter(file -> file.role().equals(PENDING) && file.path().equals(path))
        .findFirst();
  }

  /** How often a person has said that it may be tried again. */
  public static long tries(View view, QueueFacts item) {
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

  /** Whether the file is where it is to be. */
  public boolean made() {
    return direct != null && direct.state().equals(DONE)
        || current.merged()
        || others.stream().anyMatch(OwnPullFacts::merged)
        // Somebody moved it by hand before the branch was made.
        || current.needless() && file == null;
  }

  /** Whether the branch takes no commit of Pawl's, so that it goes by a pull request. */
  public boolean byPull() {
    return direct != null && direct.state().equals("failed") && PROTECTED.equals(direct.outcome());
  }

  /**
   * Why the open pull request would not bring any more what it should, as one sentence; null when
   * it would. What is read again just now is not judged.
   */
  public @Nullable String stale() {
    PullRequestFacts pull = current.pull();
    if (pull == null || pull.state() != PullRequestFacts.State.OPEN || pull.dirty()) {
      return null;
    }
    if (file == null) {
      return "The file is not in `pending/` any more.";
    }
    if (pull.mergeable() == PullRequestFacts.Mergeable.CONFLICTING) {
      return "It conflicts with what its base holds by now.";
    }
    return pull.rules().strict() && pull.mergeState().equals("BEHIND")
        ? "Its base has moved on, and its rules ask for a branch that is up to date."
        : null;
  }
}
