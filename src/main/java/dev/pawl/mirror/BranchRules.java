package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** What branch protection and rulesets together ask of a branch, as last read. */
@Entity
@Table(name = "mirror_rules")
@IdClass(BranchRules.Key.class)
public class BranchRules extends PanacheEntityBase {
  public record Key(long repositoryId, String branch) implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id public String branch = "";

  /** Whether GitHub said what they are. */
  public boolean known;

  /** A JSON list of names with the App that each must come from; 0: any. */
  @Column(name = "required_checks")
  public String requiredChecks = "[]";

  /** Whether the head must contain the branch's latest commit. */
  public boolean strict;

  public int approvals;

  @Column(name = "code_owners")
  public boolean codeOwners;

  @Column(name = "threads_resolved")
  public boolean threadsResolved;

  @Column(name = "merge_queue")
  public boolean mergeQueue;

  /** The ways to merge that are allowed, in REST's words, one a line. */
  public String methods = "";

  @Column(name = "read_at")
  public Instant readAt = Instant.EPOCH;
}
