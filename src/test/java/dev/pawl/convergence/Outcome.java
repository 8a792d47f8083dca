package dev.pawl.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a repository stands when everything is over, without what differs from one telling to the
 * next: numbers, times, the order in which things were done.
 *
 * @param stage the decision in force
 * @param phases by kind, title and state
 * @param products of phases: an issue each, and one merge of those that were merged
 * @param issues those that Pawl made, also closed ones
 * @param pulls with whoever merged them
 * @param files all there are, by content
 * @param queue what became of each file of the queue
 * @param needs for what somebody is needed
 */
record Outcome(
    List<String> stage,
    List<String> phases,
    List<String> products,
    List<String> issues,
    List<String> pulls,
    List<String> files,
    List<String> queue,
    List<String> needs) {

  static Outcome of(Place place) {
    return new Outcome(
        rows(
            place,
            "select stage || ' ' || state || ': ' || reason from decision where id ="
                + " (select max(id) from decision where repository_id = %d)"),
        rows(
            place,
            "select kind || ' ' || title || ' ' || state from phase where repository_id = %d"),
        rows(
            place,
            "select p.kind || ' ' || p.title || ' ' || a.kind from artifact a"
                + " join phase p on p.id = a.phase_id"
                // Whether one was seen while it was open is a matter of when it was looked at.
                + " where a.kind <> 'pull-request' and p.repository_id = %d"),
        sorted(
            place.ownIssues().stream()
                .map(issue -> place.named(text(issue, "title", "state", "state_reason")))),
        sorted(
            place.github.pullRequests(place.repository).stream()
                .map(
                    pull ->
                        text(pull, "title", "state")
                            + " "
                            + pull.at("/merged_by/login").asText().replace(place.bob, "bob"))),
        files(place),
        rows(place, "select path || ' ' || state from queue_item where repository_id = %d"),
        rows(
            place,
            "select scope || ' ' || why from intervention where resolved_at is null"
                + " and repository_id = %d"));
  }

  private static List<String> rows(Place place, String sql) {
    return sorted(place.texts(sql).stream().map(place::named));
  }

  private static List<String> files(Place place) {
    Map<String, String> tree = place.tree();
    // How many are worked on at once changes when, and not what.
    tree.remove(Place.SETTINGS);
    return tree.entrySet().stream()
        .map(
            file ->
                file.getKey()
                    + ": "
                    // A file that was put away may name the issue under which it was not done.
                    + (file.getKey().startsWith(Place.QUEUE)
                        ? place.named(place.read(file.getKey()))
                        : file.getValue()))
        .toList();
  }

  private static String text(JsonNode node, String... fields) {
    return String.join(" ", Stream.of(fields).map(field -> node.path(field).asText()).toList());
  }

  private static List<String> sorted(Stream<String> lines) {
    return lines.sorted().toList();
  }
}
