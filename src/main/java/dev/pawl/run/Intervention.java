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

/** A point where a person is needed, and how it was resolved. */
@Entity
@Table(name = "intervention")
public class Intervention extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  public String scope = "";

  @Column(name = "phase_id")
  public @Nullable Long phaseId;

  public @Nullable String file;

  /** Names what it is about: while it is open, the same thing is not raised again. */
  public String name = "";

  public String why = "";

  /** What the person is to do. */
  public String what = "";

  /** One a line. */
  public String choices = "";

  @Column(name = "raised_at")
  public Instant raisedAt = Instant.EPOCH;

  @Column(name = "resolved_at")
  public @Nullable Instant resolvedAt;

  @Column(name = "resolved_by")
  public @Nullable String resolvedBy;

  /** A choice's label, or the change that made it pointless. */
  public @Nullable String resolution;

  public @Nullable String note;

  void resolve(String how, String who, @Nullable String saying, Instant now) {
    resolvedAt = now;
    resolvedBy = who;
    resolution = how;
    note = saying;
  }
}
