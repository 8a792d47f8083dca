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

/** What a phase produced, with a hash that says which content is meant. */
@Entity
@Table(name = "artifact")
public class Artifact extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "phase_id")
  public long phaseId;

  /** {@code issue}, {@code pull-request} or {@code merge}. */
  public String kind = "";

  /** What people call it, such as {@code #41}. */
  public String link = "";

  /** SHA-256 in hexadecimal digits: of the text, or of the pull request's head. */
  public String hash = "";

  @Column(name = "made_at")
  public Instant madeAt = Instant.EPOCH;
}
