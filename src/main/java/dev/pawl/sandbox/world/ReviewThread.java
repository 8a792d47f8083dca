package dev.pawl.sandbox.world;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A conversation about one place of a pull request. Source:
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/commenting-on-a-pull-request.
 */
public final class ReviewThread {
  public long id;
  public String path = "";

  /** Lines are counted from 1 on their side; null: it is about the whole file. */
  public @Nullable Integer line;

  public @Nullable Integer startLine;

  /** LEFT is what was, RIGHT what is now. */
  public String side = "RIGHT";

  /** The commit that was looked at. */
  public String commit = "";

  public boolean resolved;
  public @Nullable Long resolvedBy;
  public NavigableMap<Long, ReviewComment> comments = new TreeMap<>();

  /**
   * Whether the head no longer has that line there (assumed: GitHub follows lines that move).
   *
   * @param git of the repository that the pull request is in
   */
  public boolean outdated(GitRepository git, String headSha) {
    Integer number = line;
    if (headSha.equals(commit) || side.equals("LEFT")) return false;
    if (number == null) return git.at(headSha, path) == null;
    String then = git.line(commit, path, number);
    return then == null || !then.equals(git.line(headSha, path, number));
  }
}
