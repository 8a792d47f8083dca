package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.shape.GitObjects;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.TimelineEvent;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;

/**
 * Timelines of GraphQL; of all that is there only what has become a draft or ready, and when it was
 * closed and opened again. Source:
 * https://docs.github.com/en/graphql/reference/unions#pullrequesttimelineitems.
 */
record TimelineNodes(Nodes nodes) {
  /** The kinds by the names that REST has for them; those of items that are asked for differ. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "convert_to_draft", new Kind("ConvertToDraftEvent", "CONVERT_TO_DRAFT_EVENT"),
          "ready_for_review", new Kind("ReadyForReviewEvent", "READY_FOR_REVIEW_EVENT"),
          "closed", new Kind("ClosedEvent", "CLOSED_EVENT"),
          "reopened", new Kind("ReopenedEvent", "REOPENED_EVENT"));

  private record Kind(String type, String item) {}

  Fields of(DataFetchingEnvironment e, Repository repository, Issue issue) {
    List<String> asked = e.getArgument("itemTypes");
    return Connections.of(
        e,
        "PullRequestTimelineItemsConnection",
        issue.timeline.stream()
            .filter(event -> KINDS.containsKey(event.event))
            .filter(event -> asked == null || asked.contains(kind(event).item()))
            .map(event -> node(repository, event))
            .toList());
  }

  private Fields node(Repository repository, TimelineEvent event) {
    return new Fields(kind(event).type())
        .with("id", GitObjects.nodeId("EV", repository, String.valueOf(event.id)))
        .with("createdAt", event.createdAt)
        .lazy("actor", e -> nodes.account(event.actor));
  }

  private static Kind kind(TimelineEvent event) {
    Kind kind = KINDS.get(event.event);
    if (kind == null) throw new IllegalArgumentException("no item of GraphQL: " + event.event);
    return kind;
  }
}
