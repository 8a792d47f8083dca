package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pull requests that the arguments of {@code Repository.pullRequests} ask for. */
final class PullRequestQuery {
  private PullRequestQuery() {}

  static List<PullRequest> of(DataFetchingEnvironment environment, Repository repository) {
    List<PullRequest> pulls = new ArrayList<>(repository.pullRequests.values());
    Collection<?> states = environment.getArgument("states");
    if (states != null) pulls.removeIf(pull -> !states.contains(state(repository, pull)));
    String head = environment.getArgument("headRefName");
    if (head != null) pulls.removeIf(pull -> !pull.head.equals(head));
    String base = environment.getArgument("baseRefName");
    if (base != null) pulls.removeIf(pull -> !pull.base.equals(base));
    labels(pulls, repository, environment.getArgument("labels"));
    Map<String, Object> orderBy = environment.getArgument("orderBy");
    if (orderBy != null) pulls.sort(order(repository, orderBy));
    return pulls;
  }

  private static String state(Repository repository, PullRequest pull) {
    if (pull.merged()) return "MERGED";
    return repository.issueOf(pull).open ? "OPEN" : "CLOSED";
  }

  /** Any of them, where issues must have all (assumed, as it is documented nowhere). */
  private static void labels(
      List<PullRequest> pulls, Repository repository, @Nullable Collection<?> names) {
    if (names == null) return;
    List<Long> wanted = new ArrayList<>();
    for (Object name : names) {
      Label label = repository.label(String.valueOf(name));
      if (label != null) wanted.add(label.id);
    }
    pulls.removeIf(pull -> repository.issueOf(pull).labels.stream().noneMatch(wanted::contains));
  }

  private static Comparator<PullRequest> order(Repository repository, Map<String, Object> orderBy) {
    Comparator<Issue> issues = IssueQuery.order(repository, orderBy);
    return (one, other) -> issues.compare(repository.issueOf(one), repository.issueOf(other));
  }
}
