package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an issue or pull request, beside its comments, commits and reviews, which speak
 * for themselves. Source: https://docs.github.com/en/rest/using-the-rest-api/issue-event-types.
 */
public final class TimelineEvent {
  public long id;

  /** Such as {@code labeled}; agents have events of their own. */
  public String event = "";

  public long actor;
  public boolean byApp;
  public Instant createdAt = Instant.EPOCH;

  /** Who was assigned, or asked for a review. */
  public @Nullable Long subject;

  /** The merge commit, where there is one. */
  public @Nullable String commit;

  /** The issue or pull request that mentions this one: its repository and number. */
  public @Nullable Long sourceRepository;

  public int sourceNumber;

  /** Label name and colour, or titles before and after, as they were then. */
  public Map<String, String> words = new TreeMap<>();
}
