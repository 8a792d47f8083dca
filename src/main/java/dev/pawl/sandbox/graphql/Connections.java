package dev.pawl.sandbox.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages of GraphQL; https://docs.github.com/en/graphql/guides/using-pagination-in-the-graphql-api.
 */
final class Connections {
  private Connections() {}

  static Fields of(DataFetchingEnvironment environment, String type, List<Fields> all) {
    Integer first = environment.getArgument("first");
    Integer last = environment.getArgument("last");
    String name = environment.getField().getName();
    boolean wantsNodes =
        environment.getSelectionSet().contains("nodes")
            || environment.getSelectionSet().contains("edges")
            || environment.getSelectionSet().contains("pageInfo");
    if (first == null && last == null && wantsNodes)
      throw new Failure(
          "MISSING_PAGINATION_BOUNDARIES",
          "You must provide a `first` or `last` value to properly paginate the `"
              + name
              + "` connection.");
    if (Math.max(first == null ? 0 : first, last == null ? 0 : last) > 100)
      throw new Failure(
          "EXCESSIVE_PAGINATION",
          "Requesting more than 100 records on the `" + name + "` connection is not allowed.");
    String after = environment.getArgument("after");
    String before = environment.getArgument("before");
    int from = after == null ? 0 : index(all, after) + 1;
    int to = before == null ? all.size() : Math.max(from, index(all, before));
    if (first != null) to = Math.min(to, from + first);
    else if (last != null) from = Math.max(from, to - last);
    List<Fields> page = all.subList(from, to);
    return new Fields(type)
        .with("totalCount", all.size())
        .with("nodes", page)
        .with(
            "pageInfo",
            new Fields("PageInfo")
                .with("hasNextPage", to < all.size())
                .with("hasPreviousPage", from > 0)
                .with("startCursor", page.isEmpty() ? null : cursor(page.getFirst()))
                .with("endCursor", page.isEmpty() ? null : cursor(page.getLast())));
  }

  /** A connection whose edges say more than a node does; each has its node and gets its cursor. */
  static Fields edges(DataFetchingEnvironment environment, String type, List<Fields> all) {
    Map<Fields, Fields> edges = new IdentityHashMap<>();
    List<Fields> nodes = new ArrayList<>();
    for (Fields edge : all)
      if (edge.get("node") instanceof Fields node) {
        nodes.add(node);
        edges.put(node, edge.with("cursor", cursor(node)));
      }
    Fields connection = of(environment, type, nodes);
    List<?> page = connection.get("nodes") instanceof List<?> shown ? shown : List.of();
    return connection.with("edges", page.stream().map(edges::get).toList());
  }

  private static String cursor(Fields fields) {
    return Base64.getEncoder()
        .encodeToString(("cursor:v2:" + fields.get("id")).getBytes(StandardCharsets.UTF_8));
  }

  private static int index(List<Fields> all, @Nullable String cursor) {
    for (int i = 0; i < all.size(); i++) if (cursor(all.get(i)).equals(cursor)) return i;
    throw new Failure(
        "INVALID_CURSOR_ARGUMENTS", "`" + cursor + "` does not appear to be a valid cursor.");
  }
}
