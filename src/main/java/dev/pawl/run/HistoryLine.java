package dev.pawl.run;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One line of the history: what changed, why and by whom. Never changed itself. */
@Entity
@Immutable
@Table(name = "run_history")
public class HistoryLine extends PanacheEntityBase {
  /** Who did what Pawl did by itself. */
  public static final String PAWL = "pawl";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  /** Such as {@code phase:12}. */
  public String object = "";

  public String change = "";
  public @Nullable String before;
  public @Nullable String after;

  /** The whole change as JSON, where the state is made from it. */
  public @Nullable String content;

  public Instant at = Instant.EPOCH;
  public String why = "";
  public String who = "";
}
