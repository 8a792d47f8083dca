package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pull request has beyond the issue of the same number, which holds its title, body, state,
 * labels, assignees and comments.
 */
public final class PullRequest {
  /** Not the id: https://docs.github.com/en/rest/issues/issues#list-repository-issues. */
  public long id;

  public int number;
  public String head = "";
  public String base = "";

  /** The fork that the head is in, though that may be gone; 0: the pull request's own one. */
  public long headRepository;

  /** Who owns, or owned, that fork; 0 with the pull request's own one. */
  public long headOwner;

  /** Where the branches stand; where they stood, once it is closed. */
  public String headSha = "";

  public String baseSha = "";
  public boolean draft;
  public @Nullable Instant mergedAt;
  public @Nullable Long mergedBy;
  public @Nullable String mergeCommit;
  public List<Long> requestedReviewers = new ArrayList<>();
  public NavigableMap<Long, Review> reviews = new TreeMap<>();
  public NavigableMap<Long, ReviewThread> threads = new TreeMap<>();

  /** When the test merge is done; null: nobody asked for one since a branch moved. */
  public @Nullable Instant testedFrom;

  public @Nullable TestMerge tested;

  /** The path of a file that its merge gives the base besides; null: none, as it should be. */
  public @Nullable String astray;

  public boolean merged() {
    return mergedAt != null;
  }

  public boolean fromFork() {
    return headRepository != 0;
  }

  /** Whether its head is that branch of that repository, where {@code own} is its own one. */
  public boolean hasHead(Repository own, Repository repository, String branch) {
    long at = fromFork() ? headRepository : own.id;
    return at == repository.id && head.equals(branch);
  }

  /**
   * Takes over where its branches stand; what was known of a merge no longer holds. Commits of a
   * fork are copied, so that its own repository has all that it is about.
   */
  public void follow(World world, Repository own) {
    GitRepository git = world.git.of(own);
    Repository from = world.headOf(own, this);
    String headNow = from == null ? null : world.git.of(from).head(head);
    if (headNow != null && from != null && fromFork()) git.copy(world.git.of(from), headNow);
    String baseNow = git.head(base);
    if (headNow != null) headSha = headNow;
    if (baseNow != null) baseSha = baseNow;
    testedFrom = null;
    tested = null;
  }
}
