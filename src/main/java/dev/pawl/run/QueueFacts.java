package dev.pawl.run;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A task that came as a file of the queue: one incarnation of that file, from when it was taken up
 * until it is put away.
 *
 * @param path where it was taken from, in {@code pending/}
 * @param blob git's name of the content that became the task
 * @param kept its name below {@code processed/} and {@code complete/}
 * @param phase the phase that does it
 * @param leavesWith the item by whose move to {@code processed/} this one goes to {@code
 *     complete/}; null while none is chosen
 */
public record QueueFacts(
    long id,
    String path,
    String blob,
    String kept,
    String title,
    State state,
    long phase,
    @Nullable Long leavesWith) {

  /** How far the file is. */
  public enum State {
    /** Its task is opened; the file is to go to {@code processed/}. */
    TAKEN,
    /** It is in {@code processed/}. */
    PROCESSED,
    /** It goes to {@code complete/} by the commit that is made next. */
    LEAVING,
    /** It is in {@code complete/}. */
    COMPLETE,
    /** It went away before it was moved. */
    GONE;

    /** As it is stored. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such state
     */
    public static State of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
