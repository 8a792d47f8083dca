package dev.pawl.command;

import dev.pawl.effect.Effect;
import dev.pawl.mirror.Repository;
import dev.pawl.run.Intervention;
import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.run.Interventions;
import dev.pawl.run.Moment;
import dev.pawl.run.Phase;
import dev.pawl.run.Phases;
import dev.pawl.run.Transition;
import dev.pawl.store.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Takes what a person chose where one was needed, and lets the loop go on from there. */
@ApplicationScoped
public class ResolveIntervention {
  private static final int NOTE = 500;

  private final Database database;
  private final LaneWrite lanes;
  private final Interventions interventions;
  private final Phases phases;

  ResolveIntervention(
      Database database, LaneWrite lanes, Interventions interventions, Phases phases) {
    this.database = database;
    this.lanes = lanes;
    this.interventions = interventions;
    this.phases = phases;
  }

  /**
   * @param note what the person says about it; may be empty
   * @param who for the history and the audit log; with “take over”, who does the work
   */
  public Outcome resolve(long id, Choice choice, String note, String who) {
    String said = CleanText.line(note);
    if (said.length() > NOTE) {
      return new Outcome.Refused("The note may have " + NOTE + " characters at most.");
    }
    @Nullable Intervention found = database.read(() -> Intervention.<Intervention>findById(id));
    if (found == null) {
      return new Outcome.Missing();
    }
    return lanes.in(
        found.repositoryId,
        who,
        moment ->
            RepositoryFinder.in(found.repositoryId, row -> resolve(id, row, choice, said, moment)));
  }

  Uni<LaneWrite.Noted<Outcome>> resolve(
      long id, Repository repository, Choice choice, String note, Moment moment) {
    return Intervention.<Intervention>findById(id)
        .chain(
            row -> {
              if (row == null) {
                return nothing(new Outcome.Missing());
              }
              if (row.resolvedAt != null) {
                return nothing(
                    new Outcome.Overtaken("It was resolved already, by " + row.resolvedBy + "."));
              }
              if (row.choices.lines().noneMatch(choice.label()::equals)) {
                return nothing(new Outcome.Refused("That cannot be chosen here."));
              }
              return interventions
                  .resolve(row, choice.label(), note, moment)
                  .chain(() -> goOn(row.phaseId, choice, moment))
                  .replaceWith(
                      new LaneWrite.Noted<Outcome>(
                          new Outcome.Done(id),
                          new LaneWrite.Line(
                              "resolve intervention",
                              RepositoryFinder.name(repository) + ": " + row.why,
                              "open",
                              choice.label())));
            });
  }

  private static Uni<LaneWrite.Noted<Outcome>> nothing(Outcome outcome) {
    return Uni.createFrom().item(LaneWrite.Noted.nothing(outcome));
  }

  private Uni<Void> goOn(@Nullable Long phase, Choice choice, Moment moment) {
    if (phase == null) {
      return Uni.createFrom().voidItem();
    }
    Transition change = change(choice, moment.who());
    if (change == null) {
      return Uni.createFrom().voidItem();
    }
    return Phase.<Phase>findById(phase)
        .chain(
            row ->
                row == null || row.standing().after(change).isEmpty()
                    // It has gone on by itself; the choice comes too late to change that.
                    ? Uni.createFrom().voidItem()
                    : anew(row, choice).chain(() -> phases.apply(row, change, moment)));
  }

  /** Null: the phase stays as it is. */
  private static @Nullable Transition change(Choice choice, String who) {
    return switch (choice) {
      case RETRY -> new Transition.Retried(who + " wants it tried again.");
      case OTHER_AGENT -> new Transition.OtherAgentWanted(who + " wants another agent to try it.");
      case TAKE_OVER -> new Transition.TakenOver(who + " does it.");
      case SKIP -> new Transition.Skipped(who + " goes on without it.");
      case GO_ON -> null;
    };
  }

  /** An issue that GitHub refused is asked for once more; the effect's key stays the same. */
  private static Uni<Integer> anew(Phase phase, Choice choice) {
    if (choice == Choice.SKIP || phase.issue != null || phase.effectKey == null) {
      return Uni.createFrom().item(0);
    }
    return Effect.update(
        "state = 'planned', attempts = 0, probes = 0, error = null, notBefore = null,"
            + " finishedAt = null where key = ?1 and state = 'failed'",
        phase.effectKey);
  }
}
