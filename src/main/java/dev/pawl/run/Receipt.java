package dev.pawl.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a merge: what was judged, by what, and what landed. Part of it is what people and
 * agents wrote, such as the title.
 *
 * @param form of this record, raised whenever a field changes its meaning
 * @param head the commit that was merged; where Pawl merged it, the one that was judged
 * @param base the branch that it went into
 * @param by who merged it: {@code Pawl}, a login, or empty where GitHub did not say
 * @param judged what Pawl judged it by; null: somebody else merged it, and nothing was judged
 * @param remark what is to be known of this receipt besides, as one sentence; empty: nothing
 * @param checks the head's, as they were known then
 * @param reviews all that were known then, oldest first
 * @param approvals how many approvals of this head counted: by people who may write, other than its
 *     author
 * @param rules what the base's rules asked for
 * @param settings the blob of the settings in force; empty: the defaults
 * @param task that it was the work of; null: of none
 * @param landed what the base then had; null until that was read
 */
public record Receipt(
    int form,
    String repository,
    int pullRequest,
    String title,
    String head,
    String base,
    String by,
    @Nullable Judged judged,
    String remark,
    List<CheckLine> checks,
    List<ReviewLine> reviews,
    int approvals,
    PullRequestFacts.Rules rules,
    String settings,
    @Nullable Task task,
    @Nullable Landed landed) {
  /** Today's form. */
  public static final int FORM = 1;

  public Receipt {
    checks = List.copyOf(checks);
    reviews = List.copyOf(reviews);
  }

  /**
   * @param at the world's time of the decision
   * @param decision that asked for the merge
   * @param effect the merge's key
   * @param method as GitHub names it
   * @param guards every one that was asked, in order
   * @param loopPolicy the version of the policy of the loop, and so on
   */
  public record Judged(
      Instant at,
      long decision,
      String effect,
      String method,
      List<Line> guards,
      int loopPolicy,
      int mergePolicy,
      int view) {
    public Judged {
      guards = List.copyOf(guards);
    }
  }

  /** What one guard said. */
  public record Line(String guard, String verdict, String found, String wanted) {}

  /**
   * @param app the App that made it; 0 for a commit status
   * @param conclusion in GitHub's word
   */
  public record CheckLine(String name, long app, String conclusion, @Nullable String url) {}

  /**
   * @param head the commit that it was about when it arrived
   * @param counts whether its author may write
   */
  public record ReviewLine(String author, String state, String head, Instant at, boolean counts) {}

  /**
   * @param agent who worked on it last; empty where nobody was asked
   * @param attempts which attempt it was
   */
  public record Task(
      long phase,
      long run,
      String kind,
      String title,
      @Nullable Integer issue,
      String agent,
      int attempts) {}

  /**
   * @param commit empty where GitHub did not say
   * @param on the commit that it was put upon; empty likewise
   * @param tree names the content that the base then had; empty likewise
   * @param asTried whether that is the content that GitHub had tried when it was judged; null: the
   *     two cannot be held against each other
   * @param why as one sentence
   */
  public record Landed(
      String commit, String on, String tree, @Nullable Boolean asTried, String why) {}

  /** The same, of which it was read what landed. */
  public Receipt landing(Landed now) {
    return new Receipt(
        form,
        repository,
        pullRequest,
        title,
        head,
        base,
        by,
        judged,
        remark,
        checks,
        reviews,
        approvals,
        rules,
        settings,
        task,
        now);
  }

  /**
   * The same, merged by somebody.
   *
   * @param who empty where that is not known
   * @param word what is to be known besides
   */
  public Receipt mergedBy(String who, String word) {
    return new Receipt(
        form,
        repository,
        pullRequest,
        title,
        head,
        base,
        who,
        judged,
        word,
        checks,
        reviews,
        approvals,
        rules,
        settings,
        task,
        landed);
  }
}
