package dev.pawl.run;

import dev.pawl.mirror.Repository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Brings phases and holds up to what the mirror and the clock say, and gives the view of then.
 * Belongs into the decision's own fenced transaction.
 */
@ApplicationScoped
public class PhaseKeeper {
  /** One round for each change that a single event may be late with; more are taken next time. */
  private static final int ROUNDS = 6;

  private final ViewReader views;
  private final Phases phases;
  private final Executions executions;
  private final Holds holds;

  PhaseKeeper(ViewReader views, Phases phases, Executions executions, Holds holds) {
    this.views = views;
    this.phases = phases;
    this.executions = executions;
    this.holds = holds;
  }

  /** The view once everything is in it that has happened. */
  public Uni<View> current(Repository repository, Instant now) {
    return round(repository, now, 1);
  }

  private Uni<View> round(Repository repository, Instant now, int round) {
    return Presence.of(repository.id)
        .chain(
            there ->
                (there.holds() ? holds.expire(repository.id, now) : Uni.createFrom().voidItem())
                    .chain(() -> views.read(repository, there, now)))
        .chain(
            view -> {
              var changes = PhaseProgress.of(view);
              if (changes.isEmpty() || round > ROUNDS) {
                return Uni.createFrom().item(view);
              }
              return Multi.createFrom()
                  .iterable(changes)
                  .onItem()
                  .transformToUniAndConcatenate(change -> apply(change, now))
                  .collect()
                  .asList()
                  .chain(() -> round(repository, now, round + 1));
            });
  }

  private Uni<Void> apply(PhaseProgress.Change change, Instant now) {
    return Phase.<Phase>findById(change.phase())
        .chain(
            phase -> phases.apply(phase, change.transition(), new Moment(now, HistoryLine.PAWL)));
  }

  /** A change that followed from the view, though not from the mirror alone. */
  public Uni<Void> change(long phase, Transition transition, Instant now) {
    return apply(new PhaseProgress.Change(phase, transition), now);
  }

  /**
   * It is chosen whom to ask for an attempt.
   *
   * @param head of the pull request that is there already; null: none
   */
  public Uni<Void> chosen(long execution, String agent, @Nullable String head) {
    return executions.chosen(execution, agent, head);
  }

  /** The agent of an attempt was asked. */
  public Uni<Void> asked(long execution, Instant now) {
    return executions.asked(execution, now);
  }

  /** The agent of an attempt was reminded, so many times by now. */
  public Uni<Void> nudged(long execution, int times, Instant now) {
    return executions.nudged(execution, times, now);
  }
}
