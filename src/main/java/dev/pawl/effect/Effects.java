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

  /** The highest number counts, whatever its length: what is taken up again keeps its old id. */
  private static final String KNOWN =
      """
      select e.* from effect e where e.repository_id = ?1 and e.state <> 'cancelled' and e.id in (
        select o.id from effect o where o.lane = ?2 and o.state in ('planned', 'claimed', 'unknown')
        union
        select o.id from effect o where o.key in (select unnest(string_to_array(?3, chr(10))))
        union
        select o.id from unnest(string_to_array(?4, chr(10))) as s(stem)
          join effect o on o.repository_id = ?1 and o.key ~>=~ s.stem and o.key ~<~ (s.stem || '~')
        union
        select (
          select o.id from effect o
          where o.repository_id = ?1 and o.key ~>=~ s.stem and o.key ~<~ (s.stem || '~')
            and o.state <> 'cancelled'
          order by lpad(split_part(substr(o.key, length(s.stem) + 1), '-', 1), 20, '0') desc limit 1
        ) from unnest(string_to_array(?5, chr(10))) as s(stem)
        union
        select (
          select o.id from effect o
          where o.repository_id = ?1 and o.key ~>=~ s.stem and o.key ~<~ (s.stem || '~')
            and o.state <> 'cancelled' and o.result_id is not null
          order by o.id desc limit 1
        ) from unnest(string_to_array(?5, chr(10))) as s(stem)
      ) order by e.id
      """;

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
            + " where lane = ?2 and state = 'planned' and key not in (?3)",
        now,
        LaneName.repository(repository),
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
                        on conflict (key) do update set intent = excluded.intent,
                          reason = excluded.reason, decision_id = excluded.decision_id,
                          after_key = excluded.after_key, installation_id = excluded.installation_id,
                          pull_request = excluded.pull_request, finishing = excluded.finishing,
                          state = 'planned', finished_at = null,
                          -- What an earlier try may have left behind is as old as that try.
                          planned_at = case when effect.attempts = 0 then excluded.planned_at
                            else effect.planned_at end,
                          error = case effect.state when 'planned' then effect.error end,
                          yielded = case effect.state when 'planned' then effect.yielded else 0 end,
                          principal = excluded.principal
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
                    .setParameter(13, effect.intent().principal())
                    .executeUpdate());
  }

  /**
   * What a decision must know: everything open, and of what has ended that which it asks for,
   * oldest first. What was cancelled is as if it had never been.
   *
   * @param keys these very ones
   * @param stems all whose keys begin so
   * @param numbered how the keys of a series begin, in which a number and a dash follow: the one
   *     with the highest number, and one that tells GitHub's id of what they all write to
   */
  public Uni<List<Effect>> known(
      long repository, Set<String> keys, Set<String> stems, Set<String> numbered) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KNOWN, Effect.class)
                    .setParameter(1, repository)
                    .setParameter(2, LaneName.repository(repository))
                    .setParameter(3, String.join("\n", keys))
                    .setParameter(4, String.join("\n", stems))
                    .setParameter(5, String.join("\n", numbered))
                    .getResultList());
  }
}
