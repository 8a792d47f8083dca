package dev.pawl.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens and changes phases. Belongs into a transaction that holds the lane's row, so that of two
 * changes the second sees the first.
 */
@ApplicationScoped
public class Phases {
  private final History history;
  private final Executions executions;
  private final Artifacts artifacts;
  private final Interventions interventions;
  private final Dependencies dependencies;
  private final Archives archives;

  Phases(
      History history,
      Executions executions,
      Artifacts artifacts,
      Interventions interventions,
      Dependencies dependencies,
      Archives archives) {
    this.dependencies = dependencies;
    this.archives = archives;
    this.history = history;
    this.executions = executions;
    this.artifacts = artifacts;
    this.interventions = interventions;
  }

  /**
   * A phase to be opened.
   *
   * @param title one line, not empty
   * @param needs phases of the same repository that must be done or skipped first
   * @param origin what it is opened for, which nothing else was; null: it is opened by hand
   * @param why why it begins, as one sentence; null: somebody wants it
   * @param critical whether a person is asked when its last attempt has failed; else the run goes
   *     on without it
   */
  public record Wanted(
      long repository,
      PhaseFacts.Kind kind,
      String title,
      String body,
      List<Long> needs,
      @Nullable String origin,
      @Nullable String why,
      boolean critical) {
    /** One of the loop's own, which cannot do without it. */
    public Wanted(
        long repository,
        PhaseFacts.Kind kind,
        String title,
        String body,
        List<Long> needs,
        @Nullable String origin,
        @Nullable String why) {
      this(repository, kind, title, body, needs, origin, why, true);
    }
  }

  /** Opens a phase in the repository's open run, or in a new one. */
  public Uni<Phase> open(Wanted wanted, Moment moment) {
    return openRun(wanted.repository(), moment)
        .chain(
            run -> {
              Phase phase = new Phase();
              phase.runId = Objects.requireNonNull(run.id);
              phase.repositoryId = wanted.repository();
              phase.kind = wanted.kind().label();
              phase.title = wanted.title();
              phase.body = wanted.body();
              phase.origin = wanted.origin();
              phase.critical = wanted.critical();
              phase.openedAt = moment.now();
              phase.openedBy = moment.who();
              phase.stand(Standing.NEW, moment.now());
              return phase.<Phase>persistAndFlush();
            })
        .chain(phase -> complete(phase, wanted, moment).replaceWith(phase));
  }

  private Uni<Void> complete(Phase phase, Wanted wanted, Moment moment) {
    phase.effectKey = phase.kind + ":" + phase.repositoryId + ":" + phase.id;
    return dependencies
        .depend(phase, wanted.needs())
        .chain(
            () ->
                history.note(
                    phase.repositoryId,
                    "phase:" + phase.id,
                    "opened",
                    null,
                    phase.state,
                    "“"
                        + phase.title
                        + "” was opened."
                        + (wanted.critical() ? "" : " It is not critical.")
                        + (wanted.why() == null ? "" : " " + wanted.why()),
                    moment));
  }

  /**
   * Takes a change over into the phase, its attempts, what it produced and its run.
   *
   * @throws IllegalStateException when that change cannot happen where the phase is
   */
  public Uni<Void> apply(Phase phase, Transition change, Moment moment) {
    Standing before = phase.standing();
    phase.stand(
        before
            .after(change)
            .orElseThrow(
                () -> new IllegalStateException(change.label() + " cannot follow on " + before)),
        moment.now());
    return history
        .note(phase, before, change, moment)
        .chain(() -> executions.follow(phase, change, moment))
        .chain(() -> artifacts.follow(phase, change, moment.now()))
        .chain(() -> interventions.follow(phase, before, change, moment))
        .chain(() -> dependencies.follow(phase, change, moment))
        .chain(
            () ->
                change instanceof Transition.Reopened
                    ? rejoin(phase, moment)
                    : keepRun(phase, moment));
  }

  /** The attempt that has not ended is to be made by a certain agent. */
  public Uni<Void> assign(Phase phase, String agent) {
    return executions.assign(phase, agent);
  }

  private Uni<Run> openRun(long repository, Moment moment) {
    return Run.<Run>find("repositoryId = ?1 and state = 'open'", repository)
        .firstResult()
        .chain(run -> run == null ? newRun(repository, moment) : Uni.createFrom().item(run));
  }

  private Uni<Run> newRun(long repository, Moment moment) {
    Run run = new Run();
    run.repositoryId = repository;
    run.openedAt = moment.now();
    run.openedBy = moment.who();
    return run.<Run>persistAndFlush()
        .call(
            stored ->
                history.note(
                    repository,
                    "run:" + stored.id,
                    "opened",
                    null,
                    Run.OPEN,
                    "A run began.",
                    moment));
  }

  /** A phase that lives again goes on in its run, or in the one that is open instead. */
  private Uni<Void> rejoin(Phase phase, Moment moment) {
    return Run.<Run>find("repositoryId = ?1 and state = 'open'", phase.repositoryId)
        .firstResult()
        .chain(
            open -> {
              if (open != null) {
                phase.runId = Objects.requireNonNull(open.id);
                return Uni.createFrom().voidItem();
              }
              return Run.<Run>findById(phase.runId).chain(run -> stand(run, Run.OPEN, moment));
            });
  }

  /**
   * A run ends with its last phase. One that had ended before is kept anew, too: a merge that is
   * told of late changes a phase though nothing else.
   */
  private Uni<Void> keepRun(Phase phase, Moment moment) {
    if (!phase.standing().state().ended()) {
      return Uni.createFrom().voidItem();
    }
    return Phase.<Phase>list("runId = ?1 order by id", phase.runId)
        .chain(
            all -> {
              if (all.stream().anyMatch(one -> !one.standing().state().ended())) {
                return Uni.createFrom().voidItem();
              }
              boolean done =
                  all.stream().anyMatch(one -> one.standing().state() == PhaseFacts.State.DONE);
              return Run.<Run>findById(phase.runId)
                  .chain(
                      run ->
                          stand(run, done ? Run.DONE : Run.CANCELLED, moment)
                              .chain(() -> archives.keep(run, all, moment.now())));
            });
  }

  private Uni<Void> stand(Run run, String state, Moment moment) {
    String before = run.state;
    if (before.equals(state)) {
      return Uni.createFrom().voidItem();
    }
    run.state = state;
    run.endedAt = state.equals(Run.OPEN) ? null : moment.now();
    return history.note(
        run.repositoryId,
        "run:" + run.id,
        state.equals(Run.OPEN) ? "opened again" : "ended",
        before,
        state,
        state.equals(Run.OPEN) ? "A phase lives again." : "All its phases have ended.",
        moment);
  }
}
