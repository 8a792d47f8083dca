package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issue. Assignees and labels are kept by id, so that renames show everywhere. */
public final class Issue {
  public long id;
  public int number;
  public String title = "";
  public @Nullable String body;
  public boolean open = true;
  public @Nullable String stateReason;
  public boolean locked;
  public @Nullable String lockReason;
  public long author;
  public boolean byApp;
  public List<Long> assignees = new ArrayList<>();
  public List<Long> labels = new ArrayList<>();
  public Instant createdAt = Instant.EPOCH;
  public Instant updatedAt = Instant.EPOCH;
  public @Nullable Instant closedAt;
  public @Nullable Long closedBy;

  public List<TimelineEvent> timeline = new ArrayList<>();

  /** With what wishes an agent was assigned last. */
  public @Nullable AgentAssignment agentAssignment;

  /** Lists do not show it before this moment (a fault: lists that lag); a read by number does. */
  public Instant listedFrom = Instant.EPOCH;
}
