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

/** What somebody holds or held back: a repository, or one pull request. */
@Entity
@Table(name = "hold")
public class Hold extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  /** Null: the whole repository. */
  @Column(name = "pull_request")
  public @Nullable Integer pullRequest;

  public String kind = "";
  public String who = "";
  public String why = "";

  @Column(name = "placed_at")
  public Instant placedAt = Instant.EPOCH;

  /** When it ends by itself; null: when somebody lifts it. */
  public @Nullable Instant until;

  @Column(name = "lifted_at")
  public @Nullable Instant liftedAt;

  @Column(name = "lifted_by")
  public @Nullable String liftedBy;
}
