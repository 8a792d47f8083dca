package dev.pawl.run;

import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what was decided, and what was seen then. Belongs into the decision's own transaction. */
@ApplicationScoped
public class DecisionLog {

  /**
   * A decision, as the log keeps it.
   *
   * @param content all of it, as JSON without times, so that the same decision is the same text
   * @param policyVersion of the policy of the loop
   * @param mergePolicyVersion of the policy of merges
   */
  public record Entry(
      String stage,
      String state,
      String reason,
      String change,
      String content,
      int policyVersion,
      int mergePolicyVersion,
      @Nullable Instant wakeAt) {}

  /**
   * Stores a decision when it differs from the repository's last one.
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
                last != null && last.content.equals(entry.content())
                    ? Uni.createFrom().item(Objects.requireNonNull(last.id))
                    : store(view, lane, entry))
        .chain(id -> link(id, deliveries));
  }

  private static Uni<Long> store(View view, String lane, Entry entry) {
    String content = Json.write(view);
    String hash = Json.hash(View.VERSION + "\n" + content);
    DecisionRow row = new DecisionRow();
    row.repositoryId = view.repository().id();
    row.lane = lane;
    row.stage = entry.stage();
    row.state = entry.state();
    row.reason = entry.reason();
    row.change = entry.change();
    row.content = entry.content();
    row.viewHash = hash;
    row.policyVersion = entry.policyVersion();
    row.mergePolicyVersion = entry.mergePolicyVersion();
    row.decidedAt = view.now();
    row.wakeAt = entry.wakeAt();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "insert into view (hash, version, content, stored_at) values (?1, ?2, ?3, ?4)"
                            + " on conflict (hash) do nothing")
                    .setParameter(1, hash)
                    .setParameter(2, View.VERSION)
                    .setParameter(3, content)
                    .setParameter(4, view.now())
                    .executeUpdate())
        .chain(() -> row.<DecisionRow>persistAndFlush())
        .map(stored -> Objects.requireNonNull(stored.id));
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
