package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The App on one account, for all of its repositories or for selected ones. */
public final class Installation {
  public long id;
  public long account;
  public boolean all;
  public Set<Long> selected = new TreeSet<>();
  public Map<String, String> permissions = new TreeMap<>();
  public List<String> events = new ArrayList<>();
  public @Nullable Instant suspendedAt;
  public @Nullable Long suspendedBy;
  public Instant createdAt = Instant.EPOCH;
  public Instant updatedAt = Instant.EPOCH;

  /** Whether the App may see this repository through this installation. */
  public boolean covers(Repository repository) {
    return repository.owner == account && (all || selected.contains(repository.id));
  }
}
