package dev.pawl.mirror;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pull request works on which issue of the loop. Knows nothing but what it is given, so that
 * the same pull requests and issues give the same links, in whatever order they were told.
 */
public final class IssueLinking {
  private IssueLinking() {}

  /** How a link was found. */
  public enum How {
    CLOSING_WORD,
    AGENT_BRANCH,
    CROSS_REFERENCE,
    /** It is the agent's, and there is only one issue that it can be for. */
    ONLY_FIT,
    /** A person said so. */
    PERSON,
    NONE;

    /** As it is stored and shown. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An unknown word is that of no link. */
    public static How of(String word) {
      for (How how : values()) {
        if (how.word().equals(word)) {
          return how;
        }
      }
      return NONE;
    }
  }

  /** Whose pull request it is. */
  public enum Maker {
    PAWL,
    AGENT,
    PERSON,
    OTHER_BOT
  }

  /**
   * A pull request.
   *
   * @param agent the agent's name; null when it is no agent's
   * @param stranger whether it comes from a fork and its author is not known to have write access
   * @param branchIssue the issue in the name of the agent's branch
   * @param closes issues that it would close
   * @param names issues that its text names
   * @param known the link in force
   */
  public record Candidate(
      int number,
      boolean open,
      boolean merged,
      Maker maker,
      @Nullable String agent,
      boolean stranger,
      OptionalInt branchIssue,
      Set<Integer> closes,
      Set<Integer> names,
      @Nullable Link known) {}

  /**
   * An issue that Pawl made.
   *
   * @param agents the names of the agents that it is assigned to
   */
  public record Task(int number, boolean open, Set<String> agents) {
    boolean mayBe(@Nullable String agent) {
      return agents.isEmpty() || agents.contains(agent);
    }
  }

  /**
   * A link, or the reason why there is none.
   *
   * @param note one sentence for people; empty where there is a link
   */
  public record Link(@Nullable Integer issue, How how, String note) {
    static Link to(int issue, How how) {
      return new Link(issue, how, "");
    }

    static Link none(String note) {
      return new Link(null, How.NONE, note);
    }
  }

  /** The link of each candidate, by its number. */
  public static Map<Integer, Link> link(List<Candidate> candidates, List<Task> tasks) {
    Map<Integer, Link> links = new TreeMap<>();
    Map<Integer, Candidate> open = new TreeMap<>();
    Set<Integer> taken = new HashSet<>();
    for (Candidate candidate : candidates) {
      Link link = named(candidate, tasks);
      if (link == null) {
        open.put(candidate.number(), candidate);
      } else {
        links.put(candidate.number(), link);
        if (link.issue() != null && (candidate.open() || candidate.merged())) {
          taken.add(link.issue());
        }
      }
    }
    // The earlier pull request first, whichever was told first.
    open.forEach(
        (number, candidate) -> {
          Link link = fitting(candidate, tasks, taken);
          links.put(number, link);
          if (link.issue() != null) {
            taken.add(link.issue());
          }
        });
    return links;
  }

  /** What its own text, branch and author say; null when they leave it open. */
  private static @Nullable Link named(Candidate candidate, List<Task> tasks) {
    Link known = candidate.known();
    if (known != null
        && known.issue() != null
        && (known.how() == How.PERSON || !candidate.open())) {
      return known;
    }
    if (candidate.stranger()) {
      return Link.none("It comes from a fork, by somebody not known to have write access.");
    }
    if (candidate.maker() == Maker.OTHER_BOT) {
      return Link.none("Its author is a bot that the loop does not work with.");
    }
    Set<Integer> closed = among(tasks, task -> candidate.closes().contains(task.number()));
    Set<Integer> closedOpen =
        among(tasks, task -> task.open() && candidate.closes().contains(task.number()));
    Link closing = one(closedOpen.isEmpty() ? closed : closedOpen, How.CLOSING_WORD);
    if (closing != null) {
      return closing;
    }
    if (candidate.maker() != Maker.AGENT) {
      return Link.none("It would close none of the loop's issues.");
    }
    Set<Integer> branch =
        among(
            tasks,
            task ->
                candidate.branchIssue().isPresent()
                    && candidate.branchIssue().getAsInt() == task.number());
    Link byBranch = one(branch, How.AGENT_BRANCH);
    if (byBranch != null) {
      return byBranch;
    }
    return one(
        among(
            tasks,
            task ->
                task.open()
                    && task.mayBe(candidate.agent())
                    && candidate.names().contains(task.number())),
        How.CROSS_REFERENCE);
  }

  private static @Nullable Link one(Set<Integer> issues, How how) {
    return switch (issues.size()) {
      case 0 -> null;
      case 1 -> Link.to(issues.iterator().next(), how);
      default -> Link.none("It names more than one issue of the loop: " + list(issues) + ".");
    };
  }

  /** The agent said nothing: only where one issue can be meant is it that one. */
  private static Link fitting(Candidate candidate, List<Task> tasks, Set<Integer> taken) {
    if (!candidate.open()) {
      // What was linked while it was open stays so. Guessed now, an old merge would end a new task.
      return Link.none("It has ended, and named no issue of the loop.");
    }
    Link known = candidate.known();
    Set<Integer> fits =
        among(
            tasks,
            task ->
                task.open()
                    && candidate.agent() != null
                    && task.agents().contains(candidate.agent())
                    && !taken.contains(task.number()));
    if (known != null
        && known.how() == How.ONLY_FIT
        && known.issue() != null
        && !taken.contains(known.issue())) {
      // It was the only one when it came; an issue that its agent got later does not change that.
      return known;
    }
    return switch (fits.size()) {
      case 0 -> Link.none("No open issue of its agent is without a pull request.");
      case 1 -> Link.to(fits.iterator().next(), How.ONLY_FIT);
      default ->
          Link.none("It names no issue, and its agent works on more than one: " + list(fits) + ".");
    };
  }

  private static Set<Integer> among(List<Task> tasks, Predicate<Task> test) {
    return tasks.stream()
        .filter(test)
        .map(Task::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String list(Set<Integer> issues) {
    return issues.stream().map(number -> "#" + number).collect(Collectors.joining(", "));
  }
}
