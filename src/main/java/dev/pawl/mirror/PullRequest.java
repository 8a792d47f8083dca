package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pull request. Labels, requested reviewers and issue numbers are sorted, one a line. One that
 * the loop does not follow is kept in outline: without its text, and never read.
 */
@Entity
@Table(name = "mirror_pull_request")
@IdClass(PullRequest.Key.class)
public class PullRequest extends PanacheEntityBase {
  public static final String OPEN = "open";
  public static final String CLOSED = "closed";
  public static final String MERGED = "merged";

  /** What GitHub says of a merge while it has not tried it. */
  public static final String UNKNOWN = "UNKNOWN";

  /** Doubts that come of being worked on. */
  static final String HEAD_MOVED = "its head moved";

  static final String BRANCH_MOVED = "its branch moved";
  static final String BASE_MOVED = "the branch that it goes into moved";
  static final String TWO_TALES = "two tales of one second";
  static final String FOLLOWED = "followed from now on";
  static final String OTHER_TEXT = "its text changed, and perhaps what it closes";

  public record Key(long repositoryId, int number) implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id public int number;

  public long id;

  @Column(name = "node_id")
  public String nodeId = "";

  public String title = "";
  public String body = "";
  public String state = OPEN;
  public boolean draft;

  /** Null for an account that is gone. */
  @Column(name = "author_id")
  public @Nullable Long authorId;

  public String author = "";
  public boolean bot;

  /** Whether Pawl's own App made it, as GitHub said when it was read. */
  @Column(name = "by_app")
  public boolean byApp;

  /** The author's permission as GitHub names it; {@code UNKNOWN} until it was asked for. */
  public String access = UNKNOWN;

  @Column(name = "head_branch")
  public String headBranch = "";

  @Column(name = "head_sha")
  public String headSha = "";

  /** Where its branch stood when it was last read; null: gone, or not known. */
  @Column(name = "branch_sha")
  public @Nullable String branchSha;

  /** Null where the repository of the branch is gone. */
  @Column(name = "head_repository")
  public @Nullable Long headRepository;

  @Column(name = "base_branch")
  public String baseBranch = "";

  @Column(name = "base_sha")
  public String baseSha = "";

  /** {@code UNKNOWN}, {@code CLEAN} or {@code CONFLICTING}. */
  public String mergeable = UNKNOWN;

  /** GitHub's {@code mergeStateStatus}; GitHub may add values. */
  @Column(name = "merge_state")
  public String mergeState = UNKNOWN;

  @Column(name = "in_merge_queue")
  public boolean inMergeQueue;

  public String labels = "";

  @Column(name = "review_requests")
  public String reviewRequests = "";

  /** GitHub's own word on all reviews, as last read; null where no rule asks for a review. */
  @Column(name = "review_decision")
  public @Nullable String reviewDecision;

  /** How many conversations are not resolved. */
  public int threads;

  /** How many files it changes, be they stored or not. */
  @Column(name = "file_count")
  public int fileCount;

  @Column(name = "merge_commit")
  public @Nullable String mergeCommit;

  /** Numbers of issues that stand after a closing word in its text. */
  public String closes = "";

  /** Numbers of issues that its merge would close, as GitHub said when it was read. */
  public String closing = "";

  /** Numbers of issues that its text merely names. */
  public String names = "";

  /** The key of the effect that made it; only ever taken from what Pawl itself wrote. */
  @Column(name = "effect_key")
  public @Nullable String effectKey;

  /** Whether the loop follows it. */
  public boolean tracked;

  /** GitHub's {@code updated_at}. */
  public Instant version = Instant.EPOCH;

  /** Why it must be read again before a decision depends on it; null when it need not. */
  public @Nullable String dirty;

  /** How many doubts and news there were, so that a reading ends only those that it came after. */
  public int doubts;

  @Column(name = "read_at")
  public @Nullable Instant readAt;

  /**
   * Whether an event told since of what a merge is judged by; before one it is then read once more.
   */
  public boolean told;

  /** The parts that GitHub left out when it was last read, in words, one a line. */
  public String unread = "";

  /** When to ask GitHub again without any event, by the world's clock; null: not. */
  @Column(name = "ask_at")
  public @Nullable Instant askAt;

  /** How often in a row GitHub did not know whether it can be merged. */
  public int asks;

  /** How often in a row GitHub's answer was older than what it had told before. */
  public int lags;

  /** How often in a row GitHub did not tell all that it was asked for. */
  public int fails;

  /** When it was last heard of, by the world's clock. */
  @Column(name = "seen_at")
  public Instant seenAt = Instant.EPOCH;

  /** What the merge was tried with that GitHub told of last while it was open; null: none. */
  @Column(name = "trial_base")
  public @Nullable String trialBase;

  @Column(name = "trial_head")
  public @Nullable String trialHead;

  /** Names the whole content that it would have had. */
  @Column(name = "trial_tree")
  public @Nullable String trialTree;

  /** The commit that its merge was put upon; null until that was read. */
  @Column(name = "landed_on")
  public @Nullable String landedOn;

  /** Names the whole content that its merge gave the base; null until that was read. */
  @Column(name = "landed_tree")
  public @Nullable String landedTree;

  /** The login of who merged it; null until that was read. */
  @Column(name = "merged_by")
  public @Nullable String mergedBy;

  /** Whether it is followed what its merge did to the checks of its base. */
  public boolean watched;

  /** Whether the receipt of its merge is complete, so that nothing is written about it any more. */
  public boolean receipt;

  /** The person who made it a draft again, while it is one; null: nobody, or nobody was told of. */
  @Column(name = "drafted_by")
  public @Nullable String draftedBy;

  /** Names what is kept of what was said about it; null until a reading found any. */
  @Column(name = "discussion_hash")
  public @Nullable String discussionHash;

  /** Takes whether it is a draft; whoever made it one has no say once it is none. */
  void draft(boolean is) {
    draft = is;
    draftedBy = is ? draftedBy : null;
  }

  /**
   * Takes who made it a draft, while it is one.
   *
   * @param who empty: nobody who is a person; null: that was not told
   */
  void draftedBy(@Nullable String who) {
    if (draft && who != null) {
      draftedBy = who.isEmpty() ? null : Bounded.text(who, Bounded.NAME);
    }
  }

  /**
   * Takes who an event says made it, which never changes. GitHub's doors call the same bot by
   * different names; the one that is known stays, else what is said of it would change with each.
   */
  void by(@Nullable Long id, String login) {
    boolean known = id != null && id.equals(authorId) && !author.isEmpty();
    author = known ? author : login;
    authorId = id;
  }

  /** Asks for a fresh reading, at once. */
  public void doubt(String reason) {
    dirty = reason;
    doubts++;
    askAt = null;
    lags = 0;
    fails = 0;
  }

  /** Asks for a fresh reading before a merge: an event told of what that is judged by. */
  void tell() {
    told = true;
    doubts++;
    lags = 0;
  }

  /** Asks for a fresh reading, at once: whether it can be merged must be found out anew. */
  void unmeasured(String reason) {
    mergeable = UNKNOWN;
    mergeState = UNKNOWN;
    asks = 0;
    doubt(reason);
  }

  /**
   * The branch that it goes into moved, as it did for others.
   *
   * @param place how many of them stand before it
   */
  void baseMoved(int place, Instant now) {
    if (ReadingTurns.atOnce(place)) {
      unmeasured(BASE_MOVED);
    } else if (dirty == null) {
      tell();
      inTurn(place, now);
    }
  }

  /**
   * Puts a reading off to its turn, since many wait for one.
   *
   * @param place how many of them stand before it
   */
  void inTurn(int place, Instant now) {
    if (!ReadingTurns.atOnce(place)) {
      Instant turn = ReadingTurns.of(place, now);
      askAt = askAt == null || turn.isBefore(askAt) ? turn : askAt;
    }
  }

  /** GitHub's answer was older than what it told before: asks again, each time a while later. */
  void lagged(Instant now) {
    dirty = "GitHub's answer is older than what it told before";
    lags++;
    askAt = now.plus(pause(lags));
  }

  /** GitHub did not tell all: asks again, each time a while later. */
  void failed(String reason, Instant now) {
    dirty = reason;
    fails++;
    askAt = now.plus(pause(fails));
  }

  /** One second first, then twice as long each time, ten minutes at most. */
  static Duration pause(int times) {
    return Duration.ofSeconds(Math.min(600, 1L << Math.clamp(times - 1L, 0, 10)));
  }

  /** Whether the branch is in another repository, or in none any more. */
  public boolean fork() {
    return headRepository == null || headRepository != repositoryId;
  }

  public boolean open() {
    return state.equals(OPEN);
  }
}
