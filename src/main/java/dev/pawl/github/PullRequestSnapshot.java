package dev.pawl.github;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as it was at one moment, with all that a merge is judged by.
 *
 * @param repository GitHub's id of the repository that it was found in
 * @param state in GraphQL's word: {@code OPEN}, {@code CLOSED}, {@code MERGED}
 * @param mine whether it was made by whoever asked
 * @param mergeable {@code MERGEABLE}, {@code CONFLICTING} or {@code UNKNOWN}
 * @param reviewRequests logins of people and bots, and teams as {@code organisation/team}
 * @param closes the issues of the same repository that its merge would close
 * @param threads how many conversations are not resolved
 * @param fileCount how many files it changes
 * @param reviewDecision GitHub's own word on all reviews together, such as {@code APPROVED}; null
 *     where no rule asks for a review
 * @param whole whether everything was read; not when there was more than anybody can judge
 * @param unread the parts that GitHub left out: what stands here in their place is nothing to go by
 * @param trial the merge that GitHub tried in the background; null: none that is known
 * @param merge the commit that the merge gave its base; null: it is not merged, or GitHub did not
 *     say
 * @param drafter the person who made it a draft; empty when it was no person; null when nobody did
 *     after it was there, or GitHub did not say
 * @param mergedBy the login of who merged it; null: nobody did, or GitHub did not say
 * @param landed what checks say of the commits around its merge; empty: it is not merged, or GitHub
 *     did not say
 * @param updatedAt null when GitHub did not say
 * @param discussion what was said; null when it was not asked for or GitHub did not say
 */
public record PullRequestSnapshot(
    long repository,
    int number,
    long id,
    String nodeId,
    String title,
    String body,
    String state,
    boolean draft,
    boolean mine,
    @Nullable Author author,
    Head head,
    Base base,
    String mergeable,
    String mergeState,
    boolean inMergeQueue,
    @Nullable Commit trial,
    @Nullable Commit merge,
    @Nullable String mergedBy,
    List<CommitChecks> landed,
    @Nullable String drafter,
    List<String> labels,
    List<String> reviewRequests,
    Set<Integer> closes,
    List<Review> reviews,
    @Nullable String reviewDecision,
    int threads,
    List<Check> checks,
    Rules rules,
    List<ChangedFile> files,
    int fileCount,
    boolean whole,
    Set<Part> unread,
    @Nullable Instant updatedAt,
    @Nullable DiscussionSnapshot discussion) {

  /**
   * A part of which GitHub may say that there is none, and may say nothing. The two are not the
   * same.
   */
  public enum Part {
    LABELS("labels", "labels"),
    REVIEW_REQUESTS("reviewRequests", "requested reviews"),
    REVIEWS("reviews", "reviews"),
    CONVERSATIONS("reviewThreads", "conversations"),
    FILES("files", "changed files"),
    /** Where files were moved from. */
    MOVES("", "earlier paths of its moved files"),
    CHECKS("statusCheckRollup", "checks"),
    ISSUES("closingIssuesReferences", "issues that it closes"),
    DRAFTER("timelineItems", "who made it a draft"),
    RULES("baseRef", "rules of its base");

    private static final String PULL = "repository.pullRequest.";

    private final String field;
    private final String words;

    Part(String field, String words) {
      this.field = field;
      this.words = words;
    }

    /** What people call it. */
    public String words() {
      return words;
    }

    /** The part that a field of the answer belongs to; null: none of these. */
    static @Nullable Part at(String path) {
      String inside = path.startsWith(PULL) ? path.substring(PULL.length()) : "";
      String field = inside.split("\\.", 2)[0];
      for (Part part : values()) {
        if (!field.isEmpty() && part.field.equals(field)) {
          return part;
        }
      }
      return null;
    }
  }

  /**
   * @param tree names its whole content: the same content has the same name
   * @param parents the commits that it came from, the base first
   */
  public record Commit(String sha, String tree, List<String> parents) {}

  /**
   * What checks say of one commit.
   *
   * @param whole whether there are no more than these
   */
  public record CommitChecks(String sha, List<Check> checks, boolean whole) {}

  /**
   * @param id null where GitHub tells none
   * @param access the permission as GraphQL names it; {@code NONE} when GitHub knows of none;
   *     {@code UNKNOWN} when it was not asked or did not say
   */
  public record Author(@Nullable Long id, String login, boolean bot, String access) {}

  /**
   * @param repository null when it is gone
   * @param stands where the branch stands now, which after a merge may be further on; null: it is
   *     gone, or GitHub did not say
   */
  public record Head(
      String branch, String sha, @Nullable Long repository, @Nullable String stands) {}

  /**
   * @param sha the branch's latest commit; where the branch is gone, the last one known
   */
  public record Base(String branch, String sha) {}

  /**
   * @param state in GraphQL's word, such as {@code APPROVED}
   * @param commit the commit that GitHub says it is about now; empty when that is gone
   * @param mayPush whether its author may push to the repository; false also when GitHub did not
   *     say
   */
  public record Review(
      long id,
      @Nullable Long authorId,
      String author,
      String state,
      String commit,
      @Nullable Instant at,
      boolean mayPush) {}

  /**
   * A check run or a commit status.
   *
   * @param status whether it is a commit status
   * @param app the App's id; 0 for a commit status
   * @param suite the check suite's id; 0 for a commit status
   * @param id 0 where GraphQL tells none
   * @param workflow workflow and what set it off; empty where there is none
   * @param progress how far it is, in small letters; of a status, {@code completed} or {@code
   *     in_progress}
   * @param conclusion in small letters; null before the end
   * @param at when it ended, or began
   */
  public record Check(
      boolean status,
      String name,
      long app,
      long suite,
      long id,
      String workflow,
      String progress,
      @Nullable String conclusion,
      @Nullable String url,
      @Nullable Instant at) {}

  /**
   * What branch protection and rulesets together ask of the branch it goes into.
   *
   * @param known whether GitHub said so
   * @param methods the ways to merge that are allowed, in REST's words
   */
  public record Rules(
      boolean known,
      List<RequiredCheck> checks,
      boolean strict,
      int approvals,
      boolean codeOwners,
      boolean threadsResolved,
      boolean mergeQueue,
      Set<String> methods) {}

  /**
   * @param app the App that it must come from; 0: any
   */
  public record RequiredCheck(String name, long app) {}

  /**
   * @param previous the path before a renaming; null otherwise
   * @param change in REST's word, such as {@code added}
   */
  public record ChangedFile(
      String path, @Nullable String previous, String change, int additions, int deletions) {
    boolean moved() {
      return change.equals("renamed") || change.equals("copied");
    }
  }
}
