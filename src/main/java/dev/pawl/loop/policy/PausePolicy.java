package dev.pawl.loop.policy;

import dev.pawl.run.HoldFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a pause, a hold and an intervention on the whole repository mean for the loop. */
final class PausePolicy {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private PausePolicy() {}

  /**
   * Nothing new begins while a repository is paused; with a drain, what finishes work under way
   * still happens.
   *
   * @param finishing the steps that finish what was begun
   */
  static Decision paused(View view, HoldFacts pause, List<Step> finishing) {
    List<EffectFacts> underWay =
        view.effects().stream()
            .filter(effect -> effect.state().equals("claimed") || effect.state().equals("unknown"))
            .toList();
    return new Decision(
        Stage.PAUSED,
        StateWord.PAUSED,
        pause.kind() == HoldFacts.Kind.DRAIN ? List.copyOf(finishing) : List.of(),
        underWay.stream()
            .map(
                effect ->
                    new Decision.Wait(
                        "The write " + effect.kind() + " was begun before and may still land.",
                        effect.notBefore()))
            .toList(),
        "Paused by "
            + pause.who()
            + until(pause)
            + ": "
            + sentence(pause.why())
            + (pause.kind() == HoldFacts.Kind.DRAIN ? " What is under way may end." : "")
            + landing(underWay.size()),
        "Resuming on the repository's page"
            + (pause.until() == null ? "." : ", or the end of the pause."),
        pause.until());
  }

  private static String landing(int writes) {
    return switch (writes) {
      case 0 -> "";
      case 1 -> " One write was begun before the pause and may still land.";
      default -> " " + writes + " writes were begun before the pause and may still land.";
    };
  }

  /** The decision where a person must decide something for the whole repository. */
  static Optional<Decision> needsYou(View view) {
    return view.interventions().stream()
        .filter(open -> open.scope() == InterventionFacts.Scope.REPOSITORY)
        .findFirst()
        .map(
            open ->
                new Decision(
                    Stage.NEEDS_YOU,
                    StateWord.NEEDS_YOU,
                    List.of(),
                    List.of(),
                    "Needs you: " + sentence(open.why()),
                    sentence(open.what()),
                    null));
  }

  /** When the first hold ends by itself; null: none does. */
  static @Nullable Instant nextEnd(View view) {
    return view.holds().stream()
        .map(HoldFacts::until)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Such as {@code until 2026-05-01 12:00 UTC}; empty when no time was named. */
  static String until(HoldFacts hold) {
    return hold.until() == null ? "" : " until " + TIME.format(hold.until());
  }

  /** With a full stop at its end. */
  static String sentence(String text) {
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
  }
}
