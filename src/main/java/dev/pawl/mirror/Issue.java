package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One issue. Labels and assignees are sorted, one a line. */
@Entity
@Table(name = "mirror_issue")
@IdClass(Issue.Key.class)
public class Issue extends PanacheEntityBase {
  public static final String OPEN = "open";
  public static final String CLOSED = "closed";
  public static final String DELETED = "deleted";
  public static final String TRANSFERRED = "transferred";

  public record Key(long repositoryId, int number) implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id public int number;

  public long id;
  public String title = "";
  public String body = "";
  public String state = OPEN;

  @Column(name = "state_reason")
  public @Nullable String stateReason;

  public boolean locked;

  @Column(name = "author_id")
  public @Nullable Long authorId;

  public @Nullable String author;

  /** Whether Pawl's own App made it. */
  @Column(name = "by_app")
  public boolean byApp;

  public String labels = "";
  public String assignees = "";

  /** The key of the effect that made it; only ever taken from what Pawl itself wrote. */
  @Column(name = "effect_key")
  public @Nullable String effectKey;

  /** GitHub's {@code updated_at}. */
  public Instant version = Instant.EPOCH;

  public boolean dirty;
}
