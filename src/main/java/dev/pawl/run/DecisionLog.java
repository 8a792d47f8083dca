package dev.pawl.run;

import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what was decided, and what was seen then. Belongs into the decision's own transaction. */
@ApplicationScoped
public class DecisionLog {
  /** Stands for no time, which a statement without an entity cannot be given. */
  private static final Instant NEVER = Instant.EPOCH;

  /** View, decision, and what caused it: they are stored by one statement, since each waits. */
  private static final String STORE =
      """
      with seen as (
        insert into view (hash, version, content, stored_at) values (?1, ?2, ?3, ?4)
        on conflict (hash) do nothing
      ), kept as (
        insert into decision (repository_id, lane, stage, state, reason, change, content, view_hash,
          policy_version, merge_policy_version, decided_at, wake_at, noted)
        values (?5, ?6, ?7, ?8, ?9, ?10, ?11, ?1, ?12, ?13, ?4, nullif(cast(?14 as timestamptz), ?15),
          ?17)
        returning id
      ), caused as (
        update delivery set decision_id = (select id from kept)
        where guid = any (cast(string_to_array(cast(?16 as text), ',') as uuid[]))
      )
      select id from kept
      """;

  /**
   * A decision, as the log keeps it.
   *
   * @param content all of it, as JSON without times, so that the same decision is the same text
   * @param policyVersion of the policy of the loop
   * @param mergePolicyVersion of the policy of merges
   * @param noted what was noted before it, with what was seen then, as JSON
   * @param anything whether anything was: it is kept then though the decision is the same
   */
  public record Entry(
      String stage,
      String state,
      String reason,
      String change,
      String content,
      int policyVersion,
      int mergePolicyVersion,
      @Nullable Instant wakeAt,
      String noted,
      boolean anything) {}

  /**
   * Stores a decision when it differs from the repository's last one, or something was noted before
   * it.
   *
   * @param deliveries those that were projected since the last decision; they are noted as its
   *     cause
   * @return the id of the decision now in force
   */
  public Uni<Long> keep(View view, String lane, Entry entry, List<UUID> deliveries) {
    return DecisionRow.<DecisionRow>find(
            "repositoryId = ?1 order by id desc", view.repository().id())
        .firstResult()
        .chain(
            last ->
                last != null && !entry.anything() && last.content.equals(entry.content())
                    ? link(Objects.requireNonNull(last.id), deliveries)
                    : store(view, lane, entry, deliveries));
  }

  private static Uni<Long> store(View view, String lane, Entry entry, List<UUID> deliveries) {
    String content = Json.write(view);
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(STORE, Long.class)
                    .setParameter(1, Json.hash(View.VERSION + "\n" + content))
                    .setParameter(2, View.VERSION)
                    .setParameter(3, content)
                    .setParameter(4, view.now())
                    .setParameter(5, view.repository().id())
                    .setParameter(6, lane)
                    .setParameter(7, entry.stage())
                    .setParameter(8, entry.state())
                    .setParameter(9, entry.reason())
                    .setParameter(10, entry.change())
                    .setParameter(11, entry.content())
                    .setParameter(12, entry.policyVersion())
                    .setParameter(13, entry.mergePolicyVersion())
                    .setParameter(14, Objects.requireNonNullElse(entry.wakeAt(), NEVER))
                    .setParameter(15, NEVER)
                    .setParameter(
                        16,
                        deliveries.stream().map(UUID::toString).collect(Collectors.joining(",")))
                    .setParameter(17, entry.noted())
                    .getSingleResult());
  }

  private static Uni<Long> link(long decision, List<UUID> deliveries) {
    if (deliveries.isEmpty()) {
      return Uni.createFrom().item(decision);
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("update delivery set decision_id = ?1 where guid in (?2)")
                    .setParameter(1, decision)
                    .setParameter(2, deliveries)
                    .executeUpdate())
        .replaceWith(decision);
  }
}
