package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One repository, known by GitHub's id, whatever its name is today. */
@Entity
@Table(name = "mirror_repository")
public class Repository extends PanacheEntityBase {
  public static final String ACTIVE = "active";

  /** Pawl was taken from it, or the App from its account. */
  public static final String REMOVED = "removed";

  public static final String DELETED = "deleted";

  /** Longer than GitHub's replicas are known to be behind each other. */
  private static final Duration LAG = Duration.ofMinutes(1);

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

  /** Where it pointed before it last moved; null where that is not known. */
  @Column(name = "previous_head")
  public @Nullable String previousHead;

  @Column(name = "head_moved_at")
  public @Nullable Instant headMovedAt;

  public boolean archived;

  @Column(name = "private")
  public boolean isPrivate;

  @Column(name = "issues_enabled")
  public boolean issuesEnabled = true;

  @Column(name = "empty")
  public boolean isEmpty;

  /** How many pending files come after those that were looked at. */
  @Column(name = "pending_more")
  public int pendingMore;

  /** GitHub's {@code updated_at} of what is stored. */
  public @Nullable Instant version;

  /**
   * Why what is stored must be read again before a decision depends on it; null when it need not.
   */
  public @Nullable String dirty;

  /** Whether any merge is watched, so that checks of the default branch are of interest. */
  public boolean watching;

  @Column(name = "read_at")
  public @Nullable Instant readAt;

  /** Whether the files of tasks under way are all known by their names. */
  @Column(name = "processed_read")
  public boolean processedRead;

  /** Why the last reading failed for good; null when it did not. */
  public @Nullable String unreadable;

  /**
   * The default branch has moved.
   *
   * @param from where it certainly stood right before; null: unknown
   */
  void moved(@Nullable String from, String to, Instant now) {
    previousHead = from;
    headMovedAt = now;
    head = to;
  }

  /**
   * Whether a reading shows the default branch as it was before a move that was told of lately:
   * what GitHub answers may be older than what it tells. A person may have put it back as well, so
   * that is not believed for ever.
   */
  boolean isBehind(@Nullable String found, Instant now) {
    return found != null
        && found.equals(previousHead)
        && headMovedAt != null
        && now.isBefore(headMovedAt.plus(LAG));
  }

  /**
   * Whether a reading that shows the default branch at another commit than was told lately may be
   * older than what was told; whoever pushed once more tells of it.
   */
  boolean mayLag(@Nullable String found, Instant now) {
    return !Objects.equals(found, head)
        && headMovedAt != null
        && now.isBefore(headMovedAt.plus(LAG));
  }

  /** Asks for a fresh reading. The time makes two wishes differ, so that none clears the other. */
  public void doubt(String reason, Instant now) {
    dirty = reason + " (" + now + ")";
  }
}
