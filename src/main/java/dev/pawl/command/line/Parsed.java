package dev.pawl.command.line;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a line. */
public sealed interface Parsed {
  record Understood(Wish wish) implements Parsed {}

  /**
   * It cannot be understood.
   *
   * @param verb the one that was said; null: there is none like that
   * @param nearest those that may be meant, the nearest first; empty where the verb is known
   */
  record Wrong(@Nullable Verb verb, List<Verb> nearest) implements Parsed {
    public Wrong {
      nearest = List.copyOf(nearest);
    }
  }
}
