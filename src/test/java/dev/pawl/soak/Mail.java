package dev.pawl.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What really became of GitHub's deliveries: by the sandbox's log of attempts, and by the order in
 * which Pawl's inbox took them.
 *
 * @param attempts how many there were
 * @param dropped never sent
 * @param doubled sent twice by themselves
 * @param overtaken came after one that was sent later to the same installation
 * @param unanswered found nobody, as while a replica is dead
 */
record Mail(int attempts, long dropped, long doubled, long overtaken, long unanswered) {
  /**
   * @param log every attempt, oldest first
   * @param inbox Pawl's GUIDs in the order of arrival
   */
  static Mail of(List<JsonNode> log, List<String> inbox) {
    Map<String, Integer> arrived = new HashMap<>();
    inbox.forEach(guid -> arrived.put(guid, arrived.size()));
    Set<String> sent = new HashSet<>();
    long dropped = 0;
    long doubled = 0;
    long unanswered = 0;
    for (JsonNode attempt : log) {
      if (attempt.path("redelivery").asBoolean()) {
        continue;
      }
      doubled += sent.add(attempt.path("guid").asText()) ? 0 : 1;
      if (attempt.path("status").asText().equals("timed out")
          && attempt.path("request_headers").isEmpty()) {
        dropped++;
      } else if (!attempt.path("status").asText().equals("OK")) {
        unanswered++;
      }
    }
    return new Mail(log.size(), dropped, doubled, overtaken(log, arrived), unanswered);
  }

  /** From the last one back: what came before it, of what was sent after it? */
  private static long overtaken(List<JsonNode> log, Map<String, Integer> arrived) {
    Map<Long, Integer> earliest = new HashMap<>();
    Set<String> overtaken = new HashSet<>();
    for (JsonNode attempt : log.reversed()) {
      Integer place = arrived.get(attempt.path("guid").asText());
      // What was asked for once more came late for another reason.
      if (place == null
          || attempt.path("redelivery").asBoolean()
          || !attempt.path("status").asText().equals("OK")) {
        continue;
      }
      long installation = attempt.path("installation_id").asLong();
      if (earliest.getOrDefault(installation, Integer.MAX_VALUE) < place) {
        overtaken.add(attempt.path("guid").asText());
      }
      earliest.merge(installation, place, Math::min);
    }
    return overtaken.size();
  }
}
