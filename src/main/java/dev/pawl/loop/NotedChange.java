package dev.pawl.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change that was noted before a decision, as people read it.
 *
 * @param done what was done, as one sentence
 * @param reason why, as one sentence
 * @param change what would change this, as one sentence; empty: nothing would
 */
public record NotedChange(String done, String reason, String change) {

  /**
   * What was noted before a decision, in order. Empty: it was not kept, or cannot be read any more.
   *
   * @param stored as the log has it; null: it was not kept
   */
  public static Optional<List<NotedChange>> of(@Nullable String stored) {
    return NotedText.read(stored)
        .map(
            rounds -> {
              List<NotedChange> all = new ArrayList<>();
              rounds.forEach(round -> round.changes().forEach(change -> all.add(of(change))));
              return all;
            });
  }

  private static NotedChange of(JsonNode change) {
    return new NotedChange(
        change.path("done").asText(),
        change.path("reason").asText(),
        change.path("change").asText());
  }
}
