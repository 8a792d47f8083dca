package dev.pawl.sandbox.world;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The issues that a pull request closes when it is merged into the default branch. Source:
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue#linking-a-pull-request-to-an-issue-using-a-keyword.
 */
public final class ClosingKeywords {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\\s+([\\w.-]+/[\\w.-]+)?#(\\d{1,9})\\b",
          Pattern.CASE_INSENSITIVE);

  private ClosingKeywords() {}

  /** Issues of its own repository; those of others are not closed here (ours). */
  public static List<Issue> issues(World world, Repository repository, PullRequest pull) {
    if (!pull.base.equals(repository.defaultBranch)) return List.of();
    return numbers(repository.issueOf(pull).body, world.fullName(repository)).stream()
        .filter(number -> !repository.pullRequests.containsKey(number))
        .flatMap(number -> java.util.stream.Stream.ofNullable(repository.issues.get(number)))
        .toList();
  }

  static Set<Integer> numbers(@Nullable String body, String fullName) {
    Set<Integer> numbers = new TreeSet<>();
    if (body == null) return numbers;
    Matcher found = REFERENCE.matcher(body);
    while (found.find()) {
      String elsewhere = found.group(1);
      if (elsewhere == null || elsewhere.equalsIgnoreCase(fullName))
        numbers.add(Integer.parseInt(found.group(2)));
    }
    return numbers;
  }
}
