package dev.pawl.github;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What one reading costs, as GitHub reckons it: a request for each list, for as many times as what
 * it stands in may be there, a hundred of them a point.
 *
 * @see <a
 *     href="https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api">Rate
 *     limits and query limits for the GraphQL API</a>
 */
class PullRequestQueryTest {
  private final Document first = Parser.parse(PullRequestQuery.FIRST);
  private long requests;
  private long nodes;

  @Test
  void oneReadingCostsOnePointAndStaysFarBelowTheLimitOfNodes() {
    first
        .getDefinitionsOfType(OperationDefinition.class)
        .forEach(operation -> count(operation.getSelectionSet(), 1));
    assertThat(requests).isBetween(30L, 149L);
    assertThat(nodes).isBetween(500L, 5_000L);
  }

  private void count(@Nullable SelectionSet selections, long times) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> {
          int size = size(field);
          requests += size > 0 ? times : 0;
          nodes += size * times;
          count(field.getSelectionSet(), size > 0 ? times * size : times);
        }
        case InlineFragment fragment -> count(fragment.getSelectionSet(), times);
        case FragmentSpread spread -> count(named(spread).getSelectionSet(), times);
        default -> throw new AssertionError(selection);
      }
    }
  }

  private FragmentDefinition named(FragmentSpread spread) {
    return first.getDefinitionsOfType(FragmentDefinition.class).stream()
        .filter(fragment -> fragment.getName().equals(spread.getName()))
        .findFirst()
        .orElseThrow();
  }

  /** How many a list gives at most; 0 for what is none. */
  private static int size(Field field) {
    for (Argument argument : field.getArguments()) {
      if (argument.getName().equals("first") || argument.getName().equals("last")) {
        return ((IntValue) argument.getValue()).getValue().intValue();
      }
    }
    return 0;
  }
}
