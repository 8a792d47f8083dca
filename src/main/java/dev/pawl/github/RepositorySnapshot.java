package dev.pawl.github;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A repository as GitHub describes it at one moment.
 *
 * @param head the default branch's commit; null when there is none
 * @param files those asked for that exist, by the name they were asked under
 * @param pending the files below the folder of pending tasks, by the bytes of their names
 * @param processed the names of the files below the folder of tasks under way; null where there are
 *     more than can be told
 * @param pendingMore how many more of these there are, which were not looked at
 * @param issues those asked for that exist
 * @param missing numbers of issues asked for that do not exist any more
 * @param pulls the open pull requests that changed last, a hundred at most
 * @param allPulls whether those are all that are open
 * @param merged the merged ones that changed last, a few
 * @param reviews what stands at the paths of reviews that were asked for, each with its whole path
 */
public record RepositorySnapshot(
    long id,
    String nodeId,
    String owner,
    String name,
    boolean isPrivate,
    boolean archived,
    boolean empty,
    boolean issuesEnabled,
    @Nullable Instant updatedAt,
    @Nullable String defaultBranch,
    @Nullable String head,
    Map<String, File> files,
    List<Entry> pending,
    @Nullable List<String> processed,
    int pendingMore,
    List<IssueSnapshot> issues,
    List<Integer> missing,
    List<PullOutline> pulls,
    boolean allPulls,
    List<PullOutline> merged,
    List<Entry> reviews) {

  /**
   * @param text null where it is no text, or too large
   */
  public record File(String blob, long bytes, @Nullable String text) {}

  /** Why something that stands among the pending files, or at a review's path, is of no use. */
  public enum Flaw {
    /** A link, whose content is a path. */
    LINK,
    /** Another repository. */
    REPOSITORY,
    /** A folder that is called like a task. */
    FOLDER,
    /** A folder so deep that its files are not looked at. */
    DEEP,
    /** Its name is too long, or no text. */
    NAME,
    /** Nothing stands there any more. */
    GONE
  }

  /**
   * A file by its path within the folder.
   *
   * @param read whether its text was asked for, or need not be
   * @param text null where it was not, is no text, or is too large
   * @param flaw null where it is a file as it should be
   */
  public record Entry(
      String name,
      String blob,
      long bytes,
      boolean read,
      @Nullable String text,
      @Nullable Flaw flaw) {
    /** The same file, with what was found when it was asked for. */
    public Entry with(@Nullable String found) {
      return new Entry(name, blob, bytes, true, found, flaw);
    }
  }

  /** The same, with what else was found of the pending files. */
  public RepositorySnapshot with(List<Entry> files) {
    return new RepositorySnapshot(
        id,
        nodeId,
        owner,
        name,
        isPrivate,
        archived,
        empty,
        issuesEnabled,
        updatedAt,
        defaultBranch,
        head,
        this.files,
        files,
        processed,
        pendingMore,
        issues,
        missing,
        pulls,
        allPulls,
        merged,
        reviews);
  }

  public record IssueSnapshot(
      int number,
      long id,
      String title,
      String body,
      String state,
      @Nullable String stateReason,
      boolean locked,
      @Nullable String author,
      List<String> labels,
      List<String> assignees,
      @Nullable Instant updatedAt) {}

  /**
   * A pull request in outline.
   *
   * @param authorId null for an account that is gone
   * @param headRepository null when it is gone
   * @param closes the issues of the same repository that its merge would close
   */
  public record PullOutline(
      int number,
      long id,
      String nodeId,
      String title,
      boolean draft,
      @Nullable Long authorId,
      String author,
      boolean bot,
      String headBranch,
      String headSha,
      @Nullable Long headRepository,
      String baseBranch,
      String baseSha,
      Set<Integer> closes,
      @Nullable Instant updatedAt) {}
}
