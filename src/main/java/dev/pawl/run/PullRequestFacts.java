package dev.pawl.run;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pull request as guards and policies see it: what GitHub said when it was last read, and what
 * its events have said since.
 *
 * @param mergeState GitHub's {@code mergeStateStatus}, such as {@code BLOCKED}; GitHub may add
 *     values
 * @param threads how many conversations are not resolved
 * @param fileCount how many files it changes; more than {@code files} when not all were read
 * @param issue the issue that it works on; null when it is linked to none
 * @param effectKey the effect by which Pawl itself made it; null for anyone else's
 * @param readAt when it was last read whole; null: never
 * @param dirty whether it must be read again before anything depends on it
 * @param asks how often in a row GitHub was asked in vain whether it can be merged
 * @param changedAt when GitHub last saw it change; null when that is not known
 * @param branchInUse whether another open pull request comes from its branch, or goes into it
 * @param told whether an event told since it was read of what a merge is judged by
 * @param reviewDecision GitHub's own word on all reviews together, such as {@code APPROVED}; null
 *     where no rule asks for a review, or it was not read
 * @param draftedBy the person who made it a draft again; null: nobody, or it is none
 * @param trial the merge that GitHub tried when it was last read while open; null: none is known
 * @param landed what its merge gave the base; null until that was read
 * @param unread the parts that GitHub left out when it was last read, in words for people
 */
public record PullRequestFacts(
    int number,
    long id,
    String nodeId,
    String title,
    State state,
    boolean draft,
    Author author,
    Head head,
    Base base,
    Mergeable mergeable,
    String mergeState,
    boolean inMergeQueue,
    Set<String> labels,
    Set<String> reviewRequests,
    List<ReviewFacts> reviews,
    int threads,
    List<CheckFacts> checks,
    Rules rules,
    List<ChangedFile> files,
    int fileCount,
    @Nullable IssueLink issue,
    @Nullable String effectKey,
    @Nullable Instant readAt,
    boolean dirty,
    int asks,
    @Nullable Instant changedAt,
    boolean branchInUse,
    boolean told,
    @Nullable String reviewDecision,
    @Nullable String draftedBy,
    @Nullable Trial trial,
    @Nullable Landed landed,
    Set<String> unread) {

  /** Takes what an older view did not say as nothing. */
  public PullRequestFacts {
    unread = Objects.requireNonNullElse(unread, Set.of());
  }

  /** One of which nothing is known besides. */
  public PullRequestFacts(
      int number,
      long id,
      String nodeId,
      String title,
      State state,
      boolean draft,
      Author author,
      Head head,
      Base base,
      Mergeable mergeable,
      String mergeState,
      boolean inMergeQueue,
      Set<String> labels,
      Set<String> reviewRequests,
      List<ReviewFacts> reviews,
      int threads,
      List<CheckFacts> checks,
      Rules rules,
      List<ChangedFile> files,
      int fileCount,
      @Nullable IssueLink issue,
      @Nullable String effectKey,
      @Nullable Instant readAt,
      boolean dirty) {
    this(
        number,
        id,
        nodeId,
        title,
        state,
        draft,
        author,
        head,
        base,
        mergeable,
        mergeState,
        inMergeQueue,
        labels,
        reviewRequests,
        reviews,
        threads,
        checks,
        rules,
        files,
        fileCount,
        issue,
        effectKey,
        readAt,
        dirty,
        0,
        null,
        false,
        false,
        null,
        null,
        null,
        null,
        Set.of());
  }

  /** Whether its merge gave the same base another content than the one that GitHub had tried. */
  public boolean landedOtherwise() {
    return state == State.MERGED
        && trial != null
        && landed != null
        && !landed.tree().isEmpty()
        && trial.head().equals(head.sha())
        && trial.base().equals(landed.on())
        && !trial.tree().equals(landed.tree());
  }

  public enum State {
    OPEN,
    CLOSED,
    MERGED
  }

  /** What GitHub says of a merge; it is unknown until GitHub has tried in the background. */
  public enum Mergeable {
    UNKNOWN,
    CLEAN,
    CONFLICTING
  }

  /** What somebody may do in the repository, as GitHub said itself. */
  public enum Access {
    UNKNOWN,
    NONE,
    READ,
    TRIAGE,
    WRITE,
    MAINTAIN,
    ADMIN;

    public boolean mayWrite() {
      return compareTo(WRITE) >= 0;
    }
  }

  /**
   * @param id 0 for an account that is gone
   * @param ownApp whether it is Pawl itself
   */
  public record Author(long id, String login, boolean bot, boolean ownApp, Access access) {}

  /**
   * @param fork whether the branch is in another repository, or that repository is gone
   */
  public record Head(String branch, String sha, boolean fork) {}

  public record Base(String branch, String sha) {}

  /**
   * @param tree names the whole content that the merge of the two would have
   */
  public record Trial(String base, String head, String tree) {}

  /**
   * @param on the commit that the base had before; of a rebase, the last but one that came
   * @param tree names the whole content that the base then had; empty when GitHub did not say
   */
  public record Landed(String on, String tree) {}

  /**
   * @param state as GitHub names it: {@code APPROVED}, {@code CHANGES_REQUESTED}, {@code
   *     COMMENTED}, {@code DISMISSED}
   * @param authorId 0 for an account that is gone
   * @param head the head when the review arrived; GitHub may point the review elsewhere later
   * @param access whether its author may write; unknown until GitHub was asked
   */
  public record ReviewFacts(
      long id, long authorId, String author, String state, String head, Instant at, Access access) {
    public ReviewFacts {
      // A view from before this was known.
      access = Objects.requireNonNullElse(access, Access.UNKNOWN);
    }
  }

  /** How far a check or status is. */
  public enum Progress {
    RUNNING,
    PASSED,
    FAILED,
    NEUTRAL,
    SKIPPED,
    /** It waits for somebody's approval to run at all. */
    ACTION_REQUIRED
  }

  /**
   * The latest of its name on the head, be it a check run or a commit status.
   *
   * @param app the App that made the check run; 0 for a commit status
   * @param ownApp whether it is Pawl's own
   * @param word the status or conclusion in GitHub's word
   */
  public record CheckFacts(
      String name,
      long app,
      boolean ownApp,
      Progress progress,
      String word,
      @Nullable String url) {}

  /**
   * What branch protection and rulesets ask for together.
   *
   * @param known whether GitHub said what they are
   * @param requiredChecks an {@code app} of 0 accepts the check from anyone
   * @param strict whether the head must contain the base's latest commit
   */
  public record Rules(
      boolean known,
      List<RequiredCheck> requiredChecks,
      boolean strict,
      int approvals,
      boolean codeOwners,
      boolean threadsResolved,
      boolean mergeQueue,
      Set<String> methods) {
    public static final Rules UNKNOWN =
        new Rules(false, List.of(), false, 0, false, false, false, Set.of());
  }

  public record RequiredCheck(String name, long app) {}

  /**
   * @param previous the path before a renaming; null otherwise
   * @param change as GitHub names it in REST: {@code added}, {@code removed}, {@code modified},
   *     {@code renamed}, {@code copied}, {@code changed}
   */
  public record ChangedFile(
      String path, @Nullable String previous, String change, int additions, int deletions) {}

  /**
   * @param how how the link was found: {@code closing-word}, {@code agent-branch}, {@code
   *     cross-reference}, {@code only-fit}, {@code person}
   */
  public record IssueLink(int number, String how) {}
}
