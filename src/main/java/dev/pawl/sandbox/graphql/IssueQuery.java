package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issues that the arguments of {@code Repository.issues} ask for. */
final class IssueQuery {
  private IssueQuery() {}

  static List<Issue> of(World world, DataFetchingEnvironment environment, Repository repository) {
    List<Issue> issues = new ArrayList<>(repository.issues.values());
    Instant now = world.clock.now();
    issues.removeIf(issue -> issue.listedFrom.isAfter(now));
    // REST lists pull requests among the issues, GraphQL does not.
    issues.removeIf(issue -> repository.pullRequests.containsKey(issue.number));
    states(issues, environment.getArgument("states"));
    labels(issues, repository, environment.getArgument("labels"));
    Map<String, Object> filter = environment.getArgument("filterBy");
    if (filter != null) {
      if (filter.get("states") instanceof Collection<?> states) states(issues, states);
      if (filter.get("labels") instanceof Collection<?> names) labels(issues, repository, names);
      if (filter.get("createdBy") instanceof String login) createdBy(world, issues, login);
      if (filter.get("assignee") instanceof String login) assignedTo(world, issues, login);
      if (filter.get("since") instanceof String since)
        issues.removeIf(issue -> issue.updatedAt.isBefore(Instant.parse(since)));
    }
    Map<String, Object> orderBy = environment.getArgument("orderBy");
    issues.sort(
        orderBy == null ? Comparator.comparing((Issue i) -> i.number) : order(repository, orderBy));
    return issues;
  }

  private static void states(List<Issue> issues, @Nullable Collection<?> states) {
    if (states == null) return;
    issues.removeIf(issue -> !states.contains(issue.open ? "OPEN" : "CLOSED"));
  }

  private static void labels(
      List<Issue> issues, Repository repository, @Nullable Collection<?> names) {
    if (names == null) return;
    for (Object name : names) {
      Label label = repository.label(String.valueOf(name));
      issues.removeIf(issue -> label == null || !issue.labels.contains(label.id));
    }
  }

  /**
   * A bot is found with and without {@code [bot]} (assumed: REST says with, GraphQL shows it
   * without).
   */
  private static void createdBy(World world, List<Issue> issues, String login) {
    Account account = world.account(login);
    Account author = account == null ? world.account(login + "[bot]") : account;
    issues.removeIf(issue -> author == null || issue.author != author.id);
  }

  private static void assignedTo(World world, List<Issue> issues, String login) {
    Account account = world.account(login);
    issues.removeIf(issue -> account == null || !issue.assignees.contains(account.id));
  }

  static Comparator<Issue> order(Repository repository, Map<String, Object> orderBy) {
    Comparator<Issue> order =
        switch (String.valueOf(orderBy.get("field"))) {
          case "UPDATED_AT" -> Comparator.comparing((Issue issue) -> issue.updatedAt);
          case "COMMENTS" ->
              Comparator.comparing(
                  (Issue issue) ->
                      repository.comments.values().stream()
                          .filter(comment -> comment.issue == issue.number)
                          .count());
          default -> Comparator.comparing((Issue issue) -> issue.createdAt);
        };
    order = order.thenComparing(issue -> issue.number);
    return "DESC".equals(orderBy.get("direction")) ? order.reversed() : order;
  }
}
