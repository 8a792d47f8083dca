package dev.pawl.effect;

import dev.pawl.mirror.Marker;
import dev.pawl.mirror.Repository;
import dev.pawl.store.Json;
import dev.pawl.store.LaneName;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outbox, as decisions fill it. */
@ApplicationScoped
public class Effects {
  /** Comes behind everything that a key may hold, by bytes. */
  static final String BEHIND = "~";

  private static final long NO_DECISION = 0;

  private static final String KNOWN =
      """
      select e.* from effect e where e.repository_id = ?1 and e.state <> 'cancelled' and e.id in (
        select o.id from effect o where o.lane = ?2 and o.state in ('planned', 'claimed', 'unknown')
        union
        select o.id from effect o where o.key in (select unnest(string_to_array(?3, chr(10))))
        union
        select o.id from unnest(string_to_array(?4, chr(10))) as s(stem)
          join effect o on o.repository_id = ?1 and o.key ~>=~ s.stem and o.key ~<~ (s.stem || '~')
        %s
      ) order by e.id
      """;

  /** The highest number counts, whatever its length: what is taken up again keeps its old id. */
  private static final String NUMBERED =
      """
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
      """;

  /** PostgreSQL plans this anew each time, so what is not asked for is not in it. */
  private static final String WITHOUT_NUMBERED = KNOWN.formatted("");

  private static final String WITH_NUMBERED = KNOWN.formatted(NUMBERED);

  /** The ids follow the order of the list. */
  private static final String ADD =
      """
      insert into effect (key, kind, lane, repository_id, installation_id, principal,
        intent, reason, decision_id, planned_at, after_key, pull_request, finishing,
        not_after, spared)
      select w.key, w.kind, cast(?2 as text), cast(?3 as bigint), cast(?4 as bigint), w.principal,
        w.intent, w.reason, nullif(cast(?5 as bigint), 0), cast(?6 as timestamptz), w.after,
        w."pullRequest", w.finishing, w."notAfter", w.spared
      from jsonb_to_recordset(cast(cast(?1 as text) as jsonb)) as w(place integer, key text, kind text,
        principal text, intent text, reason text, after text, "pullRequest" integer,
        finishing boolean, "notAfter" timestamptz, spared boolean)
      order by w.place
      on conflict (key) do update set intent = excluded.intent,
        reason = excluded.reason, decision_id = excluded.decision_id,
        after_key = excluded.after_key, installation_id = excluded.installation_id,
        pull_request = excluded.pull_request, finishing = excluded.finishing,
        not_after = excluded.not_after, spared = excluded.spared,
        state = 'planned', finished_at = null,
        -- What an earlier try may have left behind is as old as that try.
        planned_at = case when effect.attempts = 0 then excluded.planned_at
          else effect.planned_at end,
        error = case effect.state when 'planned' then effect.error end,
        yielded = case effect.state when 'planned' then effect.yielded else 0 end,
        principal = excluded.principal
      where effect.state = 'cancelled'
        or effect.state = 'planned'
          and (effect.intent, effect.after_key, effect.pull_request, effect.finishing,
              effect.not_after, effect.spared)
            is distinct from
            (excluded.intent, excluded.after_key, excluded.pull_request, excluded.finishing,
              excluded.not_after, excluded.spared)
      """;

  /** One of the list of {@link #ADD}. */
  private record Added(
      int place,
      String key,
      String kind,
      String principal,
      String intent,
      String reason,
      @Nullable String after,
      @Nullable Integer pullRequest,
      boolean finishing,
      @Nullable Instant notAfter,
      boolean spared) {}

  /**
   * Makes the outbox of a repository say what the decision wants: what is missing is added, what
   * was cancelled earlier is taken up again, what is planned is brought up to what is known today,
   * and what is planned and not wanted any more is cancelled. What is under way stays as it was
   * sent. Belongs into the decision's own fenced transaction.
   *
   * @param planned whether anything was planned before
   */
  public Uni<Void> plan(
      Repository repository,
      List<PlannedEffect> wanted,
      long decision,
      boolean planned,
      Instant now) {
    return (planned ? cancelOthers(repository.id, wanted, now) : Uni.createFrom().item(0))
        .chain(
            () ->
                wanted.isEmpty()
                    ? Uni.createFrom().item(0)
                    : add(repository, wanted, decision, now))
        .replaceWithVoid();
  }

  private static Uni<Integer> cancelOthers(
      long repository, List<PlannedEffect> wanted, Instant now) {
    Set<String> keys = wanted.stream().map(PlannedEffect::key).collect(Collectors.toSet());
    keys.add("");
    return Effect.update(
        "state = 'cancelled', finishedAt = ?1, error = 'no decision asks for it any more'"
            + " where lane = ?2 and state = 'planned' and key not in (?3) and key not like ?4",
        now,
        LaneName.repository(repository),
        keys,
        Marker.SAID + "%");
  }

  /**
   * Plans what somebody has asked for, and no decision: none takes it back either. Belongs into the
   * transaction of the wish.
   *
   * @param wanted their keys begin with {@link Marker#SAID}
   */
  public Uni<Void> say(Repository repository, List<PlannedEffect> wanted, Instant now) {
    if (wanted.stream().anyMatch(effect -> !effect.key().startsWith(Marker.SAID))) {
      throw new IllegalArgumentException("a decision would take it back");
    }
    return wanted.isEmpty()
        ? Uni.createFrom().voidItem()
        : add(repository, wanted, NO_DECISION, now).replaceWithVoid();
  }

  /** Those whose keys begin so, in the order in which they were planned. */
  public Uni<List<Effect>> of(long repository, String stem) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select * from effect where repository_id = ?1 and key ~>=~ ?2"
                            + " and key ~<~ ?3 order by id",
                        Effect.class)
                    .setParameter(1, repository)
                    .setParameter(2, stem)
                    .setParameter(3, stem + BEHIND)
                    .getResultList());
  }

  private static Uni<Integer> add(
      Repository repository, List<PlannedEffect> wanted, long decision, Instant now) {
    // Of what is wanted twice the later one counts, as if the two had been stored in turn.
    Map<String, Added> added = new LinkedHashMap<>();
    for (PlannedEffect effect : wanted) {
      Added known = added.get(effect.key());
      added.put(effect.key(), added(effect, known == null ? added.size() : known.place()));
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ADD)
                    .setParameter(1, Json.write(added.values()))
                    .setParameter(2, LaneName.repository(repository.id))
                    .setParameter(3, repository.id)
                    .setParameter(4, repository.installationId)
                    .setParameter(5, decision)
                    .setParameter(6, now)
                    .executeUpdate());
  }

  private static Added added(PlannedEffect effect, int place) {
    return new Added(
        place,
        effect.key(),
        effect.intent().kind(),
        effect.intent().principal(),
        Json.write(effect.intent()),
        effect.reason(),
        effect.after(),
        effect.pullRequest(),
        effect.finishing(),
        effect.notAfter(),
        effect.spared());
  }

  /**
   * When something was merged in a repository, or put into its queue, after a time, oldest first.
   */
  public Uni<List<Instant>> merged(long repository, Instant after) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(
                        "select e.finishedAt from Effect e where e.repositoryId = ?1"
                            + " and e.kind in ('merge-pull-request', 'enqueue') and e.state = 'done'"
                            + " and e.finishedAt > ?2 order by e.finishedAt",
                        Instant.class)
                    .setParameter(1, repository)
                    .setParameter(2, after)
                    .getResultList());
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
            session -> {
              var query =
                  session
                      .createNativeQuery(
                          numbered.isEmpty() ? WITHOUT_NUMBERED : WITH_NUMBERED, Effect.class)
                      .setParameter(1, repository)
                      .setParameter(2, LaneName.repository(repository))
                      .setParameter(3, String.join("\n", keys))
                      .setParameter(4, String.join("\n", stems));
              return (numbered.isEmpty()
                      ? query
                      : query.setParameter(5, String.join("\n", numbered)))
                  .getResultList();
            });
  }
}
