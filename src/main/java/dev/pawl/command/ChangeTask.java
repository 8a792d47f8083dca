package dev.pawl.command;

import dev.pawl.effect.Effect;
import dev.pawl.effect.Effects;
import dev.pawl.mirror.Repository;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.Execution;
import dev.pawl.run.Intervention;
import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.run.Moment;
import dev.pawl.run.Phase;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.Phases;
import dev.pawl.run.Transition;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has a task go on in another way than by itself. Where a person was asked about it, this is the
 * answer; where it is under way, its attempt ends first, as if the last one had failed.
 */
@ApplicationScoped
public class ChangeTask {
  private final LaneWrite lanes;
  private final Phases phases;
  private final Effects effects;
  private final ResolveIntervention resolve;

  ChangeTask(LaneWrite lanes, Phases phases, Effects effects, ResolveIntervention resolve) {
    this.lanes = lanes;
    this.phases = phases;
    this.effects = effects;
    this.resolve = resolve;
  }

  /** What is wanted of a task. */
  public sealed interface Change {
    record Retry() implements Change {}

    record Skip() implements Change {}

    /** Whoever says it does it. */
    record TakeOver() implements Change {}

    /**
     * @param agent its name in the settings
     */
    record Assign(String agent) implements Change {}

    /**
     * The change of a word that a form or a request sends; empty: there is none of that word.
     *
     * @param agent who is to try it, where it is assigned; null: nobody was named
     */
    static Optional<Change> of(@Nullable String word, @Nullable String agent) {
      return Optional.ofNullable(
          switch (word == null ? "" : word) {
            case "retry" -> new Retry();
            case "skip" -> new Skip();
            case "take-over" -> new TakeOver();
            case "assign" -> new Assign((agent == null ? "" : agent).toLowerCase(Locale.ROOT));
            default -> null;
          });
    }
  }

  /**
   * The same, by the word that a form or a request sends.
   *
   * @param agent who is to try it, where it is assigned
   */
  public Outcome change(
      long repository, long phase, @Nullable String word, @Nullable String agent, String who) {
    return Change.of(word, agent)
        .map(change -> change(repository, phase, change, who))
        .orElseGet(
            () -> new Outcome.Refused("The change must be retry, skip, take-over or assign."));
  }

  /**
   * @param who for the history and the audit log; who takes over, does the work
   */
  public Outcome change(long repository, long phase, Change change, String who) {
    return lanes.in(
        repository,
        who,
        moment ->
            RepositoryFinder.in(
                repository,
                row ->
                    Phase.<Phase>find("id = ?1 and repositoryId = ?2", phase, repository)
                        .firstResult()
                        .chain(
                            found ->
                                found == null
                                    ? nothing(new Outcome.Missing())
                                    : change(row, found, change, moment))));
  }

  Uni<LaneWrite.Noted<Outcome>> change(Repository row, Phase phase, Change change, Moment moment) {
    State state = phase.standing().state();
    if (state.ended()) {
      return nothing(new Outcome.Overtaken(named(phase) + " is " + state.label() + " already."));
    }
    if (state == State.PLANNED && !(change instanceof Change.Skip)) {
      return nothing(new Outcome.Overtaken(named(phase) + " has not begun yet."));
    }
    return switch (change) {
      case Change.Skip _ -> go(row, phase, Choice.SKIP, change, moment);
      case Change.Retry _ -> go(row, phase, Choice.RETRY, change, moment);
      case Change.TakeOver _ -> go(row, phase, Choice.TAKE_OVER, change, moment);
      case Change.Assign assign -> assign(row, phase, assign, moment);
    };
  }

  private Uni<LaneWrite.Noted<Outcome>> assign(
      Repository row, Phase phase, Change.Assign assign, Moment moment) {
    return RepositorySettings.<RepositorySettings>findById(row.id)
        .chain(
            stored -> {
              Settings.Agent agents = RepositorySettings.inForce(stored).settings().agent();
              if (!agents.use().contains(assign.agent())) {
                return nothing(new Outcome.Refused(unknown(assign.agent(), agents.use())));
              }
              return current(phase)
                  .chain(attempt -> assign(row, phase, attempt.orElse(null), assign, moment));
            });
  }

  /**
   * Race: an agent was asked, and that is noted by the next decision only. So the requests
   * themselves are looked at; whoever was asked has an attempt of their own, which ends here.
   */
  private Uni<LaneWrite.Noted<Outcome>> assign(
      Repository row,
      Phase phase,
      @Nullable Execution attempt,
      Change.Assign assign,
      Moment moment) {
    if (attempt == null) {
      return instead(row, phase, assign, moment);
    }
    return asked(phase, attempt)
        .chain(
            asked -> {
              if (!asked) {
                return phases.assign(phase, assign.agent()).replaceWith(done(row, phase, assign));
              }
              return assign.agent().equals(attempt.agent)
                  ? nothing(new Outcome.Overtaken(assign.agent() + " is at it already."))
                  : instead(row, phase, assign, moment);
            });
  }

  private Uni<LaneWrite.Noted<Outcome>> instead(
      Repository row, Phase phase, Change.Assign assign, Moment moment) {
    return go(row, phase, Choice.RETRY, assign, moment)
        .call(
            noted ->
                noted.line() == null
                    ? Uni.createFrom().voidItem()
                    : phases.assign(phase, assign.agent()));
  }

  private Uni<Boolean> asked(Phase phase, Execution attempt) {
    String stem = EffectKeyFacts.starts(Objects.requireNonNull(attempt.id));
    return attempt.askedAt != null
        ? Uni.createFrom().item(true)
        : effects
            .of(phase.repositoryId, stem)
            .map(
                sent ->
                    sent.stream()
                        .anyMatch(
                            one ->
                                one.state.equals(Effect.DONE)
                                    || one.isOpen() && !one.state.equals(Effect.PLANNED)));
  }

  private static String unknown(String agent, List<String> known) {
    return known.isEmpty()
        ? "No agent is asked here: `agent.use` in the settings names none."
        : "`"
            + agent
            + "` is not among the agents of `agent.use` in the settings: "
            + String.join(", ", known)
            + ".";
  }

  /** The attempt that has not ended. */
  private static Uni<Optional<Execution>> current(Phase phase) {
    return Execution.<Execution>find(
            "phaseId = ?1 and state <> 'ended' order by attempt desc", phase.id)
        .firstResult()
        .map(Optional::ofNullable);
  }

  private Uni<LaneWrite.Noted<Outcome>> go(
      Repository row, Phase phase, Choice choice, Change change, Moment moment) {
    return question(phase)
        .chain(
            open -> {
              if (open.isPresent()) {
                return answer(row, open.get(), phase, choice, change, moment);
              }
              if (choice == Choice.SKIP) {
                return phases
                    .apply(
                        phase,
                        new Transition.Skipped(moment.who() + " goes on without it."),
                        moment)
                    .replaceWith(done(row, phase, change));
              }
              return phases
                  .apply(
                      phase,
                      new Transition.GivenUp(moment.who() + " wants it done in another way."),
                      moment)
                  .chain(() -> question(phase))
                  .chain(asked -> answer(row, asked.orElseThrow(), phase, choice, change, moment));
            });
  }

  private Uni<LaneWrite.Noted<Outcome>> answer(
      Repository row, Intervention open, Phase phase, Choice choice, Change change, Moment moment) {
    return resolve
        .resolve(Objects.requireNonNull(open.id), row, choice, "", moment)
        .map(noted -> noted.answer() instanceof Outcome.Done ? done(row, phase, change) : noted);
  }

  private static Uni<Optional<Intervention>> question(Phase phase) {
    return Intervention.<Intervention>find(
            "phaseId = ?1 and resolvedAt is null order by id", phase.id)
        .firstResult()
        .map(Optional::ofNullable);
  }

  private static LaneWrite.Noted<Outcome> done(Repository row, Phase phase, Change change) {
    return new LaneWrite.Noted<>(
        new Outcome.Done(Objects.requireNonNull(phase.id)),
        new LaneWrite.Line(
            "change task", RepositoryFinder.name(row) + ": " + phase.title, null, word(change)));
  }

  private static String word(Change change) {
    return switch (change) {
      case Change.Retry _ -> "retry";
      case Change.Skip _ -> "skip";
      case Change.TakeOver _ -> "take over";
      case Change.Assign assign -> "assign " + assign.agent();
    };
  }

  private static String named(Phase phase) {
    return phase.issue == null ? "“" + phase.title + "”" : "The task of #" + phase.issue;
  }

  private static Uni<LaneWrite.Noted<Outcome>> nothing(Outcome outcome) {
    return Uni.createFrom().item(LaneWrite.Noted.nothing(outcome));
  }
}
