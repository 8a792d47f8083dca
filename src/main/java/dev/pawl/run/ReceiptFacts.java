package dev.pawl.run;

import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a merge, as far as decisions go by it: how its watch stands, and what checks say.
 *
 * @param complete whether it was read what landed
 * @param commit the commit that the base then had; null until that was read, or where GitHub did
 *     not say
 * @param before the commit that it was put upon; null likewise
 * @param until when the watch ends; while it is red, when it is read once more; null where there is
 *     no watch
 * @param looks how often it was read once more, since nothing was heard
 * @param judging the checks that the watch goes by
 * @param red the names of those that turned red, while it is so
 * @param landed what checks say of the commit; empty for a watch that has ended
 * @param earlier what they say of the commit before it
 * @param latest what they say of the latest commit of the default branch, where that is another one
 */
public record ReceiptFacts(
    int pullRequest,
    boolean complete,
    Watch watch,
    @Nullable String commit,
    @Nullable String before,
    @Nullable Instant until,
    int looks,
    List<RequiredCheck> judging,
    List<String> red,
    List<CheckFacts> landed,
    List<CheckFacts> earlier,
    List<CheckFacts> latest) {
  public ReceiptFacts {
    judging = List.copyOf(judging);
    red = List.copyOf(red);
    landed = List.copyOf(landed);
    earlier = List.copyOf(earlier);
    latest = List.copyOf(latest);
  }

  /** What the watch over the base says. */
  public enum Watch {
    /** It is yet to be read what landed. */
    PENDING,
    /** Nothing is watched. */
    NONE,
    /** Its checks are waited for. */
    OPEN,
    /** All that judge have passed. */
    GREEN,
    /** Its time is over, and nothing has failed. */
    OVER,
    /** It is the first red commit. */
    RED,
    /** What failed had failed before it. */
    INHERITED,
    /** Something failed, and whose fault it is was not known within the time. */
    UNCLEAR,
    /** It was red, and a later commit is not. */
    MENDED,
    /** It was red, and somebody closed the pull request that would have undone it. */
    KEPT,
    /** It was undone. */
    REVERTED;

    /** Whether something is still to come of it. */
    public boolean under() {
      return this == OPEN || this == RED;
    }

    /** As it is stored and shown. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such word
     */
    public static Watch of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
