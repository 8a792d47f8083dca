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

/** A decision as it was stored: one row whenever what was decided for a repository changed. */
@Entity
@Table(name = "decision")
public class DecisionRow extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  public String lane = "";
  public String stage = "";
  public String state = "";
  public String reason = "";

  /** What would change this, one sentence. */
  public String change = "";

  /** The whole decision, as JSON. */
  public String content = "";

  @Column(name = "view_hash")
  public String viewHash = "";

  @Column(name = "policy_version")
  public int policyVersion;

  /** 0: it was not kept then. */
  @Column(name = "merge_policy_version")
  public int mergePolicyVersion;

  @Column(name = "decided_at")
  public Instant decidedAt = Instant.EPOCH;

  @Column(name = "wake_at")
  public @Nullable Instant wakeAt;
}
