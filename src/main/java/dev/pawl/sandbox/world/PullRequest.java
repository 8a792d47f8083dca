package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pull request has beyond the issue of the same number, which holds its title, body, state,
 * labels, assignees and comments. Both branches are in its own repository: there are no forks.
 */
public final class PullRequest {
  /** Not the id: https://docs.github.com/en/rest/issues/issues#list-repository-issues. */
  public long id;

  public int number;
  public String head = "";
  public String base = "";

  /** Where the branches stand; where they stood, once it is closed. */
  public String headSha = "";

  public String baseSha = "";
  public boolean draft;
  public @Nullable Instant mergedAt;
  public @Nullable Long mergedBy;
  public @Nullable String mergeCommit;
  public List<Long> requestedReviewers = new ArrayList<>();
  public NavigableMap<Long, Review> reviews = new TreeMap<>();

  /** When the test merge is done; null: nobody asked for one since a branch moved. */
  public @Nullable Instant testedFrom;

  public @Nullable TestMerge tested;

  public boolean merged() {
    return mergedAt != null;
  }

  /** Takes over where its branches stand; what was known of a merge no longer holds. */
  public void follow(GitRepository git) {
    String headNow = git.head(head);
    String baseNow = git.head(base);
    if (headNow != null) headSha = headNow;
    if (baseNow != null) baseSha = baseNow;
    testedFrom = null;
    tested = null;
  }
}
