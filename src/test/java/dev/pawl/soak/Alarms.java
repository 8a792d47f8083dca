package dev.pawl.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.world.AgentMood;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When Pawl said that an agent stalls, held against the agents' own notes on their sessions: it is
 * a false alarm where the session was of a mood that never is silent.
 */
final class Alarms {
  /** What is said of a stalled attempt. */
  static final String STALLED =
      "(%1$s like '%%did not begin%%' or %1$s like '%%has been silent%%')";

  private final List<JsonNode> sessions;
  private final List<String> alarms;

  /** By mood: sessions, alarms, false ones. */
  private final Map<String, long[]> byMood = new TreeMap<>();

  Alarms(List<JsonNode> sessions, Function<String, List<String>> database) {
    this.sessions = sessions;
    alarms =
        database.apply(
            // Of the last attempt no other one tells why it failed, but the word to a person does.
            """
            select r.owner || '/' || r.name || ' ' || p.issue || ' '
              || extract(epoch from e.ended_at) || ' ' || coalesce(n.reason, i.why)
            from execution e join phase p on p.id = e.phase_id
            join mirror_repository r on r.id = p.repository_id
            left join execution n on n.phase_id = e.phase_id and n.attempt = e.attempt + 1
            left join intervention i on i.phase_id = e.phase_id and n.id is null
              and i.raised_at >= e.ended_at
            where e.ended_at is not null and (%s or %s) order by e.id
            """
                .formatted(STALLED.formatted("n.reason"), STALLED.formatted("i.why")));
    sessions.forEach(session -> count(mood(session), 0));
    alarms.forEach(this::judge);
  }

  private void judge(String alarm) {
    String[] parts = alarm.split(" ", 4);
    Optional<JsonNode> session =
        sessions.stream()
            .filter(one -> one.path("repository").asText().equals(parts[0]))
            .filter(one -> one.path("issue").asText().equals(parts[1]))
            .filter(one -> one.path("startedAt").asDouble() <= Double.parseDouble(parts[2]))
            .max(Comparator.comparingLong(one -> one.path("id").asLong()));
    String mood = session.map(Alarms::mood).orElse("nobody came");
    count(mood, 1);
    if (session.isPresent() && !Town.mayBeSilent(moodOf(session.get()))) {
      count(mood, 2);
      System.out.println("false alarm: " + alarm);
    }
  }

  private static AgentMood moodOf(JsonNode session) {
    return AgentMood.valueOf(session.path("mood").asText());
  }

  private static String mood(JsonNode session) {
    return moodOf(session).wireName();
  }

  private void count(String mood, int what) {
    Objects.requireNonNull(byMood.computeIfAbsent(mood, _ -> new long[3]))[what]++;
  }

  long falseOnes() {
    return byMood.values().stream().mapToLong(counts -> counts[2]).sum();
  }

  /** Such as {@code normal 0 of 41 sessions}. */
  String told() {
    return byMood.entrySet().stream()
        .map(
            mood ->
                String.format(
                    Locale.ROOT,
                    "%s: %d of %d alarms in %d sessions",
                    mood.getKey(),
                    mood.getValue()[2],
                    mood.getValue()[1],
                    mood.getValue()[0]))
        .collect(Collectors.joining("; "));
  }
}
