package dev.pawl.run;

import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.run.View.EffectFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a pull request of Pawl's own is. It is made by three writes, each an effect of its own: a
 * branch, one commit on it, the pull request. The next is asked for when the one before is done, so
 * that a crash between any two repeats none of them.
 *
 * @param name stands before the keys of its effects; it names one content, and is used once
 * @param commit the one commit that Pawl put on it; null until it is made
 * @param number its number; null until it is opened
 * @param pull what is known of it; null until it is opened
 */
public record OwnPullFacts(
    String name,
    @Nullable EffectFacts branchEffect,
    @Nullable EffectFacts commitEffect,
    @Nullable EffectFacts pullEffect,
    @Nullable EffectFacts closeEffect,
    @Nullable EffectFacts dropEffect,
    @Nullable Integer number,
    @Nullable PullRequestFacts pull) {
  private static final String OWN = "own:";
  private static final String QUEUE = OWN + "queue:";
  private static final String ONBOARDING = OWN + "onboarding:";
  private static final String DONE = "done";
  private static final String FAILED = "failed";
  private static final String PLANNED = "planned";

  /** One of the writes that make it, in their order. */
  public enum Part {
    BRANCH,
    COMMIT,
    PULL;

    String key(String name) {
      return name + "/" + name().toLowerCase(Locale.ROOT);
    }
  }

  public static OwnPullFacts of(View view, String name) {
    EffectFacts opened = view.effect(Part.PULL.key(name)).orElse(null);
    Long number = opened == null ? null : opened.number();
    return new OwnPullFacts(
        name,
        view.effect(Part.BRANCH.key(name)).orElse(null),
        view.effect(Part.COMMIT.key(name)).orElse(null),
        opened,
        view.effect(closing(name)).orElse(null),
        view.effect(dropping(name)).orElse(null),
        number == null ? null : number.intValue(),
        number == null ? null : view.pullRequest(number.intValue()).orElse(null));
  }

  /** The names of all that were begun whose names begin so, in the order of their effects. */
  static List<String> names(View view, String stem) {
    return view.effects().stream()
        .map(EffectFacts::key)
        .filter(key -> key.startsWith(stem) && key.indexOf('/') > 0)
        .map(key -> key.substring(0, key.lastIndexOf('/')))
        .distinct()
        .toList();
  }

  /** How the names of all begin that move one file of the queue. */
  static String ofMoves(View view, QueueFacts item) {
    return OWN + EffectKeyFacts.moves(view, item);
  }

  /** The one that a wish for the first files is answered with. */
  public static String ofOnboarding(View view, OnboardingFacts wish) {
    return ONBOARDING + view.repository().id() + ":" + wish.id();
  }

  /** Whether a pull request moves a file of the queue, and so is merged by Pawl itself. */
  public static boolean movesFile(PullRequestFacts pull) {
    return pull.author().ownApp() && pull.effectKey() != null && pull.effectKey().startsWith(QUEUE);
  }

  public static String closing(String name) {
    return name + "/close";
  }

  /** The key of the comment that says why it is closed. */
  public static String saying(String name) {
    return name + "/said";
  }

  public static String dropping(String name) {
    return name + "/drop";
  }

  /** The key of the effect that makes a part of it. */
  public String key(Part part) {
    return part.key(name);
  }

  /** The write that is to be made next; empty when all are, or one of them cannot be. */
  public Optional<Part> next() {
    for (Part part : Part.values()) {
      EffectFacts effect = effect(part);
      if (effect == null || effect.open()) {
        return Optional.of(part);
      }
      if (!effect.state().equals(DONE) || part == Part.COMMIT && commit() == null) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private @Nullable EffectFacts effect(Part part) {
    return switch (part) {
      case BRANCH -> branchEffect;
      case COMMIT -> commitEffect;
      case PULL -> pullEffect;
    };
  }

  /** The write that GitHub refused for good; empty: none. */
  public Optional<EffectFacts> refused() {
    return Stream.of(
            Optional.ofNullable(branchEffect),
            Optional.ofNullable(commitEffect),
            Optional.ofNullable(pullEffect),
            Optional.ofNullable(closeEffect))
        .flatMap(Optional::stream)
        .filter(effect -> effect.state().equals(FAILED))
        .findFirst();
  }

  /** Whether it was the making of the branch that was refused. */
  public boolean withoutBranch() {
    return branchEffect != null && branchEffect.state().equals(FAILED);
  }

  public @Nullable String commit() {
    return commitEffect == null ? null : commitEffect.commit();
  }

  /** Whether there was nothing to commit: its base holds all of it already. */
  public boolean needless() {
    return commitEffect != null && commitEffect.state().equals(DONE) && commit() == null;
  }

  public boolean open() {
    return pull != null && pull.state() == State.OPEN;
  }

  public boolean merged() {
    return pull != null && pull.state() == State.MERGED;
  }

  /**
   * Whether Pawl closes it, or has. A close that was not sent yet may still be thought better of.
   */
  public boolean closing() {
    return closeEffect != null && !closeEffect.state().equals(PLANNED);
  }

  /**
   * Whether Pawl has closed it, since it would not bring any more what it should. Whoever opens it
   * again has it for their own.
   */
  public boolean closed() {
    return closeEffect != null && closeEffect.state().equals(DONE) && !merged();
  }

  /** Whether somebody else has closed it without a merge. */
  public boolean closedByOthers() {
    return pull != null && pull.state() == State.CLOSED && closeEffect == null;
  }

  /** Whether it is open, or may turn out to be. */
  public boolean alive() {
    return open() && !closed()
        || pullEffect != null && pullEffect.open() && !pullEffect.state().equals(PLANNED)
        || closeEffect != null && closeEffect.open();
  }

  /** Where its branch stood when Pawl last wrote to it; null where none is left to be deleted. */
  public @Nullable String leftAt() {
    if (branchEffect == null || !branchEffect.state().equals(DONE) || merged()) {
      return null;
    }
    boolean left = dropEffect == null || dropEffect.open();
    return !left ? null : commit() == null ? branchEffect.commit() : commit();
  }
}
