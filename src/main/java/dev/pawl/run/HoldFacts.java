package dev.pawl.run;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody holds back just now.
 *
 * @param pullRequest null: the whole repository is paused, or its merges are frozen
 * @param until when it ends by itself, by the world's clock; null: when somebody lifts it
 */
public record HoldFacts(
    long id,
    @Nullable Integer pullRequest,
    Kind kind,
    String who,
    String why,
    Instant since,
    @Nullable Instant until) {

  public enum Kind {
    /** What is under way may end; nothing new begins. */
    DRAIN,
    /** Nothing is written. */
    STOP,
    /** Nothing is merged; all else goes on. */
    FREEZE;

    /** As it is stored and shown. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such kind
     */
    public static Kind of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
