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
  /** Comes behind everything that a key may hold, by bytes. */
  static final String BEHIND = "~";

  private static final int RECENT = 100;

  /**
   * Makes the outbox of a repository say what the decision wants: what is missing is added, what
   * was cancelled earlier is taken up again, what is planned is brought up to what is known today,
   * and what is planned and not wanted any more is cancelled. What is under way stays as it was
   * sent. Belongs into the decision's own fenced transaction.
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
                        values (?1, ?2, ?3, ?4, ?5, 'app', ?6, ?7, ?8, ?9, nullif(?10, ''), nullif(?11, 0), ?12)
                        on conflict (key) do update set intent = excluded.intent,
                          reason = excluded.reason, decision_id = excluded.decision_id,
                          after_key = excluded.after_key, installation_id = excluded.installation_id,
                          pull_request = excluded.pull_request, finishing = excluded.finishing,
                          state = 'planned', finished_at = null,
                          -- What an earlier try may have left behind is as old as that try.
                          planned_at = case when effect.attempts = 0 then excluded.planned_at
                            else effect.planned_at end,
                          error = case effect.state when 'planned' then effect.error end,
                          yielded = case effect.state when 'planned' then effect.yielded else 0 end
                        where effect.state = 'cancelled'
                          or effect.state = 'planned'
                            and (effect.intent, effect.after_key, effect.pull_request, effect.finishing)
                              is distinct from
                              (excluded.intent, excluded.after_key, excluded.pull_request, excluded.finishing)
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
