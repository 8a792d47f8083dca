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

/** A file of the queue whose task was taken up. It is changed by {@link Queue} only. */
@Entity
@Table(name = "queue_item")
public class QueueItem extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  public String path = "";
  public String blob = "";
  public String kept = "";
  public String title = "";

  @Column(name = "phase_id")
  public long phaseId;

  public String state = QueueFacts.State.TAKEN.label();

  @Column(name = "leaves_with")
  public @Nullable Long leavesWith;

  @Column(name = "taken_at")
  public Instant takenAt = Instant.EPOCH;

  QueueFacts facts() {
    return new QueueFacts(
        Objects.requireNonNull(id, "a stored item has an id"),
        path,
        blob,
        kept,
        title,
        QueueFacts.State.of(state),
        phaseId,
        leavesWith);
  }
}
