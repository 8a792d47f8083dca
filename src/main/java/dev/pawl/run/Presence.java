package dev.pawl.run;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which kinds of rows a repository has at all. One question, so that nothing is asked for that is
 * known to be empty: most repositories have no holds, no interventions and no queue most of the
 * time, and each question less is time less between an event and what follows from it.
 *
 * @param holds that nobody has lifted, the expired ones among them
 * @param issues of Pawl's own
 * @param pullRequests that the loop follows
 * @param runs of any state; without them there are no phases
 * @param waits phases that wait for others
 * @param queue what was ever taken from the queue
 * @param interventions of any state
 * @param onboarding a wish that is open
 * @param receipts of merges that decisions go by
 */
record Presence(
    boolean holds,
    boolean issues,
    boolean pullRequests,
    boolean runs,
    boolean waits,
    boolean queue,
    boolean interventions,
    boolean onboarding,
    boolean receipts) {
  private static final String THERE =
      """
      select
        exists (select from hold where repository_id = ?1 and lifted_at is null) as holds,
        exists (select from mirror_issue where repository_id = ?1 and effect_key is not null) as issues,
        exists (select from mirror_pull_request where repository_id = ?1 and tracked) as pulls,
        exists (select from run where repository_id = ?1) as runs,
        exists (select from phase p join phase_dependency d on d.phase_id = p.id
          where p.repository_id = ?1 and p.state = 'planned') as waits,
        exists (select from queue_item where repository_id = ?1) as queue,
        exists (select from intervention where repository_id = ?1) as interventions,
        exists (select from onboarding where repository_id = ?1 and ended_at is null) as onboarding,
        exists (select from merge_receipt where repository_id = ?1
          and watch in ('pending', 'open', 'red')) or exists (select from merge_receipt
          where repository_id = ?1 and red_at is not null) as receipts
      """;

  /** As it is now within this transaction. */
  static Uni<Presence> of(long repository) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(THERE, Tuple.class)
                    .setParameter(1, repository)
                    .getSingleResult())
        .map(
            row ->
                new Presence(
                    is(row, "holds"),
                    is(row, "issues"),
                    is(row, "pulls"),
                    is(row, "runs"),
                    is(row, "waits"),
                    is(row, "queue"),
                    is(row, "interventions"),
                    is(row, "onboarding"),
                    is(row, "receipts")));
  }

  /** What is read where there is any, and nothing where there is none. */
  static <T> Uni<List<T>> where(boolean there, Supplier<Uni<List<T>>> reading) {
    return there ? reading.get() : Uni.createFrom().item(List.of());
  }

  private static boolean is(Tuple row, String name) {
    return Boolean.TRUE.equals(row.get(name, Boolean.class));
  }
}
