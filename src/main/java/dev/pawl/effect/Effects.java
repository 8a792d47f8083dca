package dev.pawl.effect;

import dev.pawl.mirror.Repository;
import dev.pawl.store.Json;
import dev.pawl.store.LaneName;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The outbox, as decisions fill it. */
@ApplicationScoped
public class Effects {
  private static final int RECENT = 100;

  /**
   * Makes the outbox of a repository say what the decision wants: what is missing is added, what
   * was cancelled earlier is taken up again, and what was planned but never tried, and is not
   * wanted any more, is cancelled. Belongs into the decision's own fenced transaction.
   */
  public Uni<Void> plan(
      Repository repository, List<PlannedEffect> wanted, long decision, Instant now) {
    return cancelOthers(repository.id, wanted, now)
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(wanted)
                    .onItem()
                    .transformToUniAndConcatenate(
                        effect -> insert(repository, effect, decision, now))
                    .collect()
                    .asList())
        .replaceWithVoid();
  }

  private static Uni<Integer> cancelOthers(
      long repository, List<PlannedEffect> wanted, Instant now) {
    Set<String> keys = wanted.stream().map(PlannedEffect::key).collect(Collectors.toSet());
    keys.add("");
    return Effect.update(
        "state = 'cancelled', finishedAt = ?1, error = 'no decision asks for it any more'"
            + " where repositoryId = ?2 and state = 'planned' and key not in (?3)",
        now,
        repository,
        keys);
  }

  private static Uni<Integer> insert(
      Repository repository, PlannedEffect effect, long decision, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        insert into effect (key, kind, lane, repository_id, installation_id, principal,
                          intent, reason, decision_id, planned_at, after_key, pull_request, finishing)
                        values (?1, ?2, ?3, ?4, ?5, ?13, ?6, ?7, ?8, ?9, nullif(?10, ''), nullif(?11, 0), ?12)
                        on conflict (key) do update set state = 'planned', intent = excluded.intent,
                          reason = excluded.reason, decision_id = excluded.decision_id,
                          planned_at = excluded.planned_at, error = null, finished_at = null, yielded = 0,
                          after_key = excluded.after_key, installation_id = excluded.installation_id,
                          pull_request = excluded.pull_request, finishing = excluded.finishing,
                          principal = excluded.principal
                        where effect.state = 'cancelled'
                        """)
                    .setParameter(1, effect.key())
                    .setParameter(2, effect.intent().kind())
                    .setParameter(3, LaneName.repository(repository.id))
                    .setParameter(4, repository.id)
                    .setParameter(5, repository.installationId)
                    .setParameter(6, Json.write(effect.intent()))
                    .setParameter(7, effect.reason())
                    .setParameter(8, decision)
                    .setParameter(9, now)
                    .setParameter(10, Objects.requireNonNullElse(effect.after(), ""))
                    .setParameter(11, Objects.requireNonNullElse(effect.pullRequest(), 0))
                    .setParameter(12, effect.finishing())
                    .setParameter(13, effect.intent().principal())
                    .executeUpdate());
  }

  /** What the loop must know: everything open, and the latest of what has ended, oldest first. */
  public Uni<List<Effect>> known(long repository) {
    return Effect.<Effect>find(
            "repositoryId = ?1 and state <> 'cancelled' order by id desc", repository)
        .page(0, RECENT)
        .list()
        .map(List::reversed);
  }
}
