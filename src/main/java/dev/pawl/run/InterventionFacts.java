package dev.pawl.run;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A point where a person is needed, and nobody has decided yet.
 *
 * @param phase the phase that it is about; null for other scopes
 * @param file the file that it is about; null for other scopes
 * @param what what the person is to do
 */
public record InterventionFacts(
    long id,
    Scope scope,
    @Nullable Long phase,
    @Nullable String file,
    String why,
    String what,
    List<Choice> choices,
    Instant raisedAt) {

  public enum Scope {
    REPOSITORY,
    PHASE,
    FILE;

    /** As it is stored. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such scope
     */
    public static Scope of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /** What a person may choose. */
  public enum Choice {
    RETRY("Retry"),
    OTHER_AGENT("Other agent"),
    SKIP("Skip"),
    TAKE_OVER("Take over"),
    /** Somebody has looked, and the loop may go on. */
    GO_ON("Go on");

    private final String word;

    Choice(String word) {
      this.word = word;
    }

    /** What its button says. */
    public String word() {
      return word;
    }

    /** As it is stored and sent, such as {@code other-agent}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException when there is no such choice
     */
    public static Choice of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
