package dev.pawl.run;

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
 * A step of a run. Its state is changed by {@link Phases} only, together with a line of the
 * history.
 */
@Entity
@Table(name = "phase")
public class Phase extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "run_id")
  public long runId;

  @Column(name = "repository_id")
  public long repositoryId;

  public String kind = "";
  public String title = "";
  public String body = "";
  public String state = "";
  public int attempts;

  /** The key of the effect that makes its issue; null only until the row has its id. */
  @Column(name = "effect_key")
  public @Nullable String effectKey;

  public @Nullable Integer issue;

  @Column(name = "pull_request")
  public @Nullable Integer pullRequest;

  /** What it was opened for, as its policy names it; null for what was opened by hand. */
  public @Nullable String origin;

  /**
   * Whether a person is asked when its last attempt has failed; else the run goes on without it.
   */
  public boolean critical = true;

  @Column(name = "opened_at")
  public Instant openedAt = Instant.EPOCH;

  @Column(name = "opened_by")
  public String openedBy = "";

  @Column(name = "changed_at")
  public Instant changedAt = Instant.EPOCH;

  @Column(name = "ended_at")
  public @Nullable Instant endedAt;

  /** How far it is. */
  public Standing standing() {
    return new Standing(PhaseFacts.State.of(state), attempts, issue, pullRequest);
  }

  /** Makes the row say what the standing says. */
  void stand(Standing standing, Instant now) {
    state = standing.state().label();
    attempts = standing.attempts();
    issue = standing.issue();
    pullRequest = standing.pullRequest();
    changedAt = now;
    endedAt = standing.state().ended() ? now : null;
  }
}
