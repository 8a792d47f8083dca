package dev.pawl.run;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What waits for what. Belongs into a transaction that holds the lane's row. */
@ApplicationScoped
class Dependencies {
  private final History history;

  Dependencies(History history) {
    this.history = history;
  }

  /** From now on the phase waits for those that are needed and may still come. */
  Uni<Void> depend(Phase phase, List<Long> needs) {
    return Multi.createFrom()
        .iterable(needs)
        .onItem()
        .transformToUniAndConcatenate(needed -> depend(phase, needed))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private static Uni<Integer> depend(Phase phase, long needed) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "insert into phase_dependency (phase_id, needs)"
                            + " select ?1, id from phase where id = ?2 and repository_id = ?3"
                            + " and (critical or state <> 'cancelled')"
                            + " on conflict do nothing")
                    .setParameter(1, phase.id)
                    .setParameter(2, needed)
                    .setParameter(3, phase.repositoryId)
                    .executeUpdate());
  }

  /**
   * What a change means for those that wait: nothing waits for what was cancelled and is not
   * critical. What is opened again later is waited for no more, since they may have begun.
   */
  Uni<Void> follow(Phase phase, Transition change, Moment moment) {
    return change instanceof Transition.Cancelled && !phase.critical
        ? waiting(phase)
            .chain(
                released ->
                    Multi.createFrom()
                        .iterable(released)
                        .onItem()
                        .transformToUniAndConcatenate(one -> release(one, phase, moment))
                        .collect()
                        .asList())
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private static Uni<List<Phase>> waiting(Phase phase) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select p.* from phase p join phase_dependency d on d.phase_id = p.id"
                            + " where d.needs = ?1 and p.state = 'planned' order by p.id",
                        Phase.class)
                    .setParameter(1, phase.id)
                    .getResultList());
  }

  private Uni<Void> release(Phase waiting, Phase cancelled, Moment moment) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "delete from phase_dependency where phase_id = ?1 and needs = ?2")
                    .setParameter(1, waiting.id)
                    .setParameter(2, cancelled.id)
                    .executeUpdate())
        .chain(
            () ->
                history.note(
                    waiting.repositoryId,
                    "phase:" + waiting.id,
                    "waits no more",
                    null,
                    null,
                    "“"
                        + cancelled.title
                        + "” was cancelled. It is not critical, so the run goes on without it.",
                    moment));
  }
}
