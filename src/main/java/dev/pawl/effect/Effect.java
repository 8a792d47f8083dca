package dev.pawl.effect;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One intended write to GitHub and what became of it. Times are the world's clock.
 *
 * <p>States: planned → claimed → done. A definite refusal leads back to planned (later) or to
 * failed; an unknown outcome to unknown, until probes tell, or to failed when they never do; what
 * no decision asks for any more, to cancelled.
 */
@Entity
@Table(name = "effect")
public class Effect extends PanacheEntityBase {
  public static final String PLANNED = "planned";
  public static final String CLAIMED = "claimed";
  public static final String UNKNOWN = "unknown";
  public static final String DONE = "done";
  public static final String FAILED = "failed";
  public static final String CANCELLED = "cancelled";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  public String key = "";
  public String kind = "";
  public String lane = "";

  @Column(name = "repository_id")
  public long repositoryId;

  @Column(name = "installation_id")
  public long installationId;

  /** In whose name: {@link Intent#APP} or {@link Intent#PERSON}. */
  public String principal = "app";

  public String intent = "";
  public String reason = "";

  @Column(name = "decision_id")
  public @Nullable Long decisionId;

  /** The key of the effect that must have ended first; null: none. */
  @Column(name = "after_key")
  public @Nullable String after;

  /** The pull request it is aimed at; null: none. */
  @Column(name = "pull_request")
  public @Nullable Integer pullRequest;

  /** Whether it finishes what was begun, and so may be claimed while work under way may end. */
  public boolean finishing;

  /** From when on it is not tried any more; null: no such time. */
  @Column(name = "not_after")
  public @Nullable Instant notAfter;

  /** Whether a freeze of all merges lets it through. */
  public boolean spared;

  public String state = PLANNED;

  /** The lane's fencing number of the worker that claimed it. */
  public @Nullable Long fencing;

  public int attempts;
  public int probes;

  /** How often in a row GitHub did not say how it stands. */
  public int unanswered;

  @Column(name = "planned_at")
  public Instant plannedAt = Instant.EPOCH;

  @Column(name = "claimed_at")
  public @Nullable Instant claimedAt;

  @Column(name = "not_before")
  public @Nullable Instant notBefore;

  @Column(name = "finished_at")
  public @Nullable Instant finishedAt;

  @Column(name = "result_id")
  public @Nullable Long resultId;

  @Column(name = "result_number")
  public @Nullable Long resultNumber;

  @Column(name = "result_url")
  public @Nullable String resultUrl;

  /** The commit that it made, or at which it made something; null for what has none. */
  @Column(name = "result_commit")
  public @Nullable String resultCommit;

  public @Nullable String error;

  /** What a refusal for good means, as {@link Refusal.Over} names it; null otherwise. */
  public @Nullable String outcome;

  /** How often in a row it made way for deliveries that came meanwhile. */
  public int yielded;

  /** Whether its outcome is still to come. */
  public boolean isOpen() {
    return state.equals(PLANNED) || state.equals(CLAIMED) || state.equals(UNKNOWN);
  }

  /**
   * It is not tried again by itself.
   *
   * @param of what that means, as {@link Refusal.Over} names it
   */
  void fail(String of, Instant now) {
    state = FAILED;
    outcome = of;
    finishedAt = now;
    notBefore = null;
  }

  /**
   * Has a failed one tried anew, with all the tries that a new one has. What may have been written
   * is looked for first.
   */
  public void tryAgain() {
    state = Refusal.UNSURE.equals(outcome) ? UNKNOWN : PLANNED;
    attempts = 0;
    probes = 0;
    unanswered = 0;
    error = null;
    outcome = null;
    notBefore = null;
    finishedAt = null;
  }
}
