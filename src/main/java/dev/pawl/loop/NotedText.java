package dev.pawl.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.loop.policy.LoopChange;
import dev.pawl.run.ViewDifference;
import dev.pawl.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was noted before a decision, as the log keeps it: round by round, with what was seen. */
final class NotedText {
  private static final String CHANGES = "changes";
  private static final String SEEN = "seen";

  private NotedText() {}

  /**
   * @param noted with the view that is stored: what was seen before is told by what is otherwise
   */
  static String of(Noted noted) {
    ArrayNode rounds = Json.MAPPER.createArrayNode();
    for (Noted.Round round : noted.rounds()) {
      ObjectNode one = rounds.addObject();
      one.set(CHANGES, tree(round.changes()));
      one.set(SEEN, Json.MAPPER.valueToTree(ViewDifference.of(round.seen(), noted.view())));
    }
    return rounds.toString();
  }

  /** Changes with their reasons, in the form in which they are stored. */
  static ArrayNode tree(List<LoopChange> changes) {
    ArrayNode all = Json.MAPPER.createArrayNode();
    for (LoopChange change : changes) {
      ObjectNode one = Json.MAPPER.valueToTree(change);
      all.add(
          one.put("done", change.done())
              .put("reason", change.reason())
              .put("change", change.change()));
    }
    return all;
  }

  /**
   * A round as it is stored.
   *
   * @param changes each as JSON
   * @param seen what was otherwise then than in the view that is stored with the decision
   */
  record Kept(JsonNode changes, JsonNode seen) {}

  /**
   * Empty: it cannot be read.
   *
   * @param stored null: it was not kept
   */
  static Optional<List<Kept>> read(@Nullable String stored) {
    if (stored == null) {
      return Optional.empty();
    }
    List<Kept> rounds = new ArrayList<>();
    try {
      for (JsonNode round : Json.tree(stored)) {
        rounds.add(new Kept(round.path(CHANGES), round.path(SEEN)));
      }
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
    return Optional.of(rounds);
  }
}
