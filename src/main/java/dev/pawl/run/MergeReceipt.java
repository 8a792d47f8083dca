package dev.pawl.run;

import dev.pawl.store.Json;
import dev.pawl.store.Packed;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of one merge. When it is complete its content does not change any more, and the hash
 * says which one is meant; only what the watch says changes.
 */
@Entity
@Table(name = "merge_receipt")
class MergeReceipt extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  @Column(name = "pull_request")
  public int pullRequest;

  @Column(name = "phase_id")
  public @Nullable Long phaseId;

  /** Of Pawl's own merge; null where somebody else merged it. */
  @Column(name = "effect_key")
  public @Nullable String effectKey;

  public String hash = "";
  public int bytes;

  /** Null when it was dropped after its time. */
  public byte @Nullable [] content;

  public boolean packed;

  @Column(name = "recorded_at")
  public Instant recordedAt = Instant.EPOCH;

  /** Null until it was read what landed. */
  @Column(name = "completed_at")
  public @Nullable Instant completedAt;

  public @Nullable String landed;

  @Column(name = "landed_on")
  public @Nullable String landedOn;

  public String watch = ReceiptFacts.Watch.PENDING.label();

  @Column(name = "watch_why")
  public String watchWhy = "";

  @Column(name = "watch_change")
  public String watchChange = "";

  @Column(name = "watch_checks")
  public String watchChecks = "[]";

  @Column(name = "watch_red")
  public String watchRed = "";

  @Column(name = "watch_until")
  public @Nullable Instant watchUntil;

  @Column(name = "watch_looks")
  public int watchLooks;

  @Column(name = "watched_at")
  public @Nullable Instant watchedAt;

  /** When it first said that the branch is red; null: never. */
  @Column(name = "red_at")
  public @Nullable Instant redAt;

  void holds(Receipt receipt) {
    String text = Json.write(receipt);
    Packed stored = Packed.of(text.getBytes(StandardCharsets.UTF_8), Artifact.LARGE);
    hash = Json.hash(text);
    bytes = stored.size();
    content = stored.bytes();
    packed = stored.packed();
  }

  /** Null when it was dropped. */
  @Nullable Receipt receipt() {
    byte[] stored = content;
    return stored == null
        ? null
        : Json.read(
            new String(new Packed(stored, packed, bytes).plain(), StandardCharsets.UTF_8),
            Receipt.class);
  }
}
