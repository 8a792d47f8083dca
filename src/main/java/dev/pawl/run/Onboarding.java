package dev.pawl.run;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody's wish that a repository be given its first files. */
@Entity
@Table(name = "onboarding")
public class Onboarding extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  public String who = "";

  /** By the world's clock. */
  @Column(name = "asked_at")
  public Instant askedAt = Instant.EPOCH;

  @Column(name = "ended_at")
  public @Nullable Instant endedAt;

  /** How it ended, as one sentence; null while it is open. */
  public @Nullable String outcome;

  OnboardingFacts facts() {
    return new OnboardingFacts(Objects.requireNonNull(id, "a stored wish has an id"), who);
  }
}
