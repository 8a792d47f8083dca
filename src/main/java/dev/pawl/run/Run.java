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

/** One turn of a repository's loop. A repository has one open run at most. */
@Entity
@Table(name = "run")
public class Run extends PanacheEntityBase {
  public static final String OPEN = "open";

  /** Every phase has ended, and one at least was done. */
  public static final String DONE = "done";

  /** Every phase has ended, and none was done. */
  public static final String CANCELLED = "cancelled";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  public String state = OPEN;

  @Column(name = "opened_at")
  public Instant openedAt = Instant.EPOCH;

  @Column(name = "opened_by")
  public String openedBy = "";

  @Column(name = "ended_at")
  public @Nullable Instant endedAt;
}
