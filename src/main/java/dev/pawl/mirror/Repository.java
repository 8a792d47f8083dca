package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One repository, known by GitHub's id, whatever its name is today. */
@Entity
@Table(name = "mirror_repository")
public class Repository extends PanacheEntityBase {
  public static final String ACTIVE = "active";

  /** Pawl was taken from it, or the App from its account. */
  public static final String REMOVED = "removed";

  public static final String DELETED = "deleted";

  @Id public long id;

  @Column(name = "node_id")
  public @Nullable String nodeId;

  @Column(name = "installation_id")
  public long installationId;

  public String owner = "";
  public String name = "";
  public String state = ACTIVE;

  @Column(name = "default_branch")
  public @Nullable String defaultBranch;

  /** The commit the default branch points at. */
  public @Nullable String head;

  public boolean archived;

  @Column(name = "private")
  public boolean isPrivate;

  @Column(name = "issues_enabled")
  public boolean issuesEnabled = true;

  @Column(name = "empty")
  public boolean isEmpty;

  /** GitHub's {@code updated_at} of what is stored. */
  public @Nullable Instant version;

  /**
   * Why what is stored must be read again before a decision depends on it; null when it need not.
   */
  public @Nullable String dirty;

  @Column(name = "read_at")
  public @Nullable Instant readAt;

  /** Why the last reading failed for good; null when it did not. */
  public @Nullable String unreadable;

  /** Asks for a fresh reading. The time makes two wishes differ, so that none clears the other. */
  public void doubt(String reason, Instant now) {
    dirty = reason + " (" + now + ")";
  }
}
