package dev.pawl.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a repository's {@code .github/pawl.yml} says, completed by defaults.
 *
 * @param planning where the loop's files are
 * @param agent who works on issues
 * @param labels the labels that Pawl puts on its issues
 * @param merge what a pull request must be like to be merged, and how that is done
 * @param loop how the loop turns
 * @param reviews how often the whole is looked at, and from which sides
 * @param guards what is asked of a pull request besides GitHub's rules
 * @param commit the words of the commits of merges
 * @param watch how long the base is watched after a merge, and what follows when it turns red
 */
public record Settings(
    Planning planning,
    Agent agent,
    Labels labels,
    Merge merge,
    Loop loop,
    Reviews reviews,
    Demands guards,
    Commit commit,
    Watch watch) {

  /** The file that settings are read from, on the default branch. */
  public static final String FILE = ".github/pawl.yml";

  /** What holds where nothing is said. */
  public static final Settings DEFAULTS =
      new Settings(
          new Planning(
              "planning/vision/goal.md",
              "planning/state/system_capabilities.md",
              "planning/state/goal_reached.md",
              "planning/issue_queue",
              "planning/reviews"),
          new Agent(null),
          new Labels("pawl:gap-analysis", "pawl:development", "pawl:repair"),
          new Merge(
              Method.SQUASH,
              false,
              true,
              true,
              List.of("wip", "wip:*", "wip *", "*[wip]*", "*(wip)*", "draft:*", "*[draft]*"),
              List.of("do-not-merge", "hold", "wip"),
              List.of(),
              100,
              5_000,
              true),
          Loop.DEFAULTS,
          Reviews.DEFAULTS,
          Demands.NONE,
          Commit.GITHUBS,
          Watch.DEFAULTS);

  public Settings {
    // A view from before these were known.
    loop = Objects.requireNonNullElse(loop, Loop.DEFAULTS);
    reviews = Objects.requireNonNullElse(reviews, Reviews.DEFAULTS);
    guards = Objects.requireNonNullElse(guards, Demands.NONE);
    commit = Objects.requireNonNullElse(commit, Commit.GITHUBS);
    watch = Objects.requireNonNullElse(watch, Watch.DEFAULTS);
  }

  public Settings(Planning planning, Agent agent, Labels labels) {
    this(
        planning,
        agent,
        labels,
        DEFAULTS.merge(),
        Loop.DEFAULTS,
        Reviews.DEFAULTS,
        Demands.NONE,
        Commit.GITHUBS,
        Watch.DEFAULTS);
  }

  Settings with(Planning other) {
    return new Settings(other, agent, labels, merge, loop, reviews, guards, commit, watch);
  }

  public Settings with(Agent other) {
    return new Settings(planning, other, labels, merge, loop, reviews, guards, commit, watch);
  }

  Settings with(Labels other) {
    return new Settings(planning, agent, other, merge, loop, reviews, guards, commit, watch);
  }

  Settings with(Merge other) {
    return new Settings(planning, agent, labels, other, loop, reviews, guards, commit, watch);
  }

  public Settings with(Loop other) {
    return new Settings(planning, agent, labels, merge, other, reviews, guards, commit, watch);
  }

  public Settings with(Reviews other) {
    return new Settings(planning, agent, labels, merge, loop, other, guards, commit, watch);
  }

  public Settings with(Demands other) {
    return new Settings(planning, agent, labels, merge, loop, reviews, other, commit, watch);
  }

  public Settings with(Watch other) {
    return new Settings(planning, agent, labels, merge, loop, reviews, guards, commit, other);
  }

  /** Paths in the repository, without a leading or trailing slash. */
  public record Planning(
      String goal, String capabilities, String goalReached, String queue, String reviews) {}

  /**
   * @param assignee the login that issues are assigned to; null: nobody is
   * @param maxAttempts how many attempts a task has before a person is asked
   * @param use the names of the agents that are asked to do tasks, the first one first; empty:
   *     people take tasks up by themselves
   * @param backoffMinutes how long the second attempt waits; each later one waits twice as long
   * @param profiles agents that are not built in, or not as they are built in, by name
   */
  public record Agent(
      @Nullable String assignee,
      int maxAttempts,
      List<String> use,
      int backoffMinutes,
      Map<String, Profile> profiles) {
    private static final int ATTEMPTS = 3;
    private static final int BACKOFF_MINUTES = 5;

    public Agent {
      // A view from before this was known.
      use = List.copyOf(Objects.requireNonNullElse(use, List.of()));
      profiles = Map.copyOf(Objects.requireNonNullElse(profiles, Map.of()));
    }

    public Agent(@Nullable String assignee) {
      this(assignee, ATTEMPTS);
    }

    public Agent(@Nullable String assignee, int maxAttempts) {
      this(assignee, maxAttempts, List.of(), BACKOFF_MINUTES, Map.of());
    }

    /** How an agent is asked; empty when there is none of that name. */
    public Optional<Profile> profile(String name) {
      return Optional.ofNullable(profiles.get(name))
          .or(() -> Optional.ofNullable(AgentPresets.ALL.get(name)));
    }
  }

  /** How an agent is started. */
  public enum Start {
    ASSIGN,
    MENTION,
    LABEL,
    DISPATCH;

    /** As the settings name it, such as {@code assign}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What says that an agent has finished. */
  public enum Finish {
    /** It asks somebody for a review. */
    REVIEW_REQUEST,
    /** Its pull request is there and no draft. */
    READY,
    /** A comment of its own says so. */
    COMMENT;

    /** As the settings name it, such as {@code review-request}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One agent: how it is known, asked, and watched.
   *
   * @param asPerson whether it is asked in the name of the person whose token Pawl was given; else
   *     as the App
   * @param word whom to assign, how to mention it, the label, or the dispatch's type; empty for a
   *     person: the assignee of the settings
   * @param ids GitHub's ids of its accounts
   * @param logins its logins; each is believed of bots only
   * @param branches how the names of its branches begin
   * @param finishedWords what a comment of its that says so begins with, or contains, in small
   *     letters
   * @param failedWords what a comment of its that says it cannot go on contains, in small letters
   * @param nudge the comment that reminds it; empty: it is not reminded
   * @param nudges how often it is reminded in one attempt
   * @param slots how many tasks it works on at once in one repository
   * @param startMinutes how long it may take until it is heard of
   * @param silentMinutes how long it may be silent then
   */
  public record Profile(
      Start start,
      boolean asPerson,
      String word,
      Set<Long> ids,
      List<String> logins,
      List<String> branches,
      Finish finish,
      List<String> finishedWords,
      List<String> failedWords,
      String nudge,
      int nudges,
      int slots,
      int startMinutes,
      int silentMinutes) {
    public Profile {
      ids = Set.copyOf(ids);
      logins = List.copyOf(logins);
      branches = List.copyOf(branches);
      finishedWords = List.copyOf(finishedWords);
      failedWords = List.copyOf(failedWords);
    }

    /** Whether an account is this agent's. A login alone is believed of bots only. */
    public boolean is(long id, String login, boolean bot) {
      return ids.contains(id)
          || bot && logins.stream().anyMatch(own -> plain(own).equalsIgnoreCase(plain(login)));
    }

    /** GraphQL leaves {@code [bot]} out of the login of a bot. */
    private static String plain(String login) {
      return login.endsWith("[bot]")
          ? login.substring(0, login.length() - "[bot]".length())
          : login;
    }
  }

  /**
   * @param gapAnalysis the label of gap-analysis issues
   * @param development the label of development issues
   * @param repair the label of issues that mend the default branch
   * @param capabilityUpdate the label of issues that bring the capabilities document up to date
   * @param review the label of issues that ask for a look at the whole
   * @param reviewConsumption the label of issues that turn a review into tasks
   * @param showState whether pull requests of the loop carry a label that says how they stand
   * @param pendingReview the label of one that waits
   * @param changesRequested the label of one of which somebody wants changes
   * @param ready the label of one that may be merged
   * @param blocked the label of one that is not merged as it is
   */
  public record Labels(
      String gapAnalysis,
      String development,
      String repair,
      String capabilityUpdate,
      String review,
      String reviewConsumption,
      boolean showState,
      String pendingReview,
      String changesRequested,
      String ready,
      String blocked) {
    public Labels {
      // A view from before these were known.
      capabilityUpdate = Objects.requireNonNullElse(capabilityUpdate, "pawl:capability-update");
      review = Objects.requireNonNullElse(review, "pawl:review");
      reviewConsumption = Objects.requireNonNullElse(reviewConsumption, "pawl:review-consumption");
      pendingReview = Objects.requireNonNullElse(pendingReview, "pawl:pending-review");
      changesRequested = Objects.requireNonNullElse(changesRequested, "pawl:changes-requested");
      ready = Objects.requireNonNullElse(ready, "pawl:ready");
      blocked = Objects.requireNonNullElse(blocked, "pawl:blocked");
    }

    public Labels(String gapAnalysis, String development, String repair) {
      this(
          gapAnalysis,
          development,
          repair,
          "pawl:capability-update",
          "pawl:review",
          "pawl:review-consumption",
          false,
          "pawl:pending-review",
          "pawl:changes-requested",
          "pawl:ready",
          "pawl:blocked");
    }
  }

  /** How a pull request becomes part of its base. */
  public enum Method {
    MERGE,
    SQUASH,
    REBASE;

    /** As GitHub and the settings name it, such as {@code squash}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param allowNoChecks whether a head on which no check ran may be merged
   * @param allowNeutral whether a check that ended as neutral counts as passed
   * @param allowSkipped whether a check that was skipped counts as passed
   * @param wip titles of work in progress; {@code *} stands for any text, case does not matter
   * @param holdLabels labels that keep a pull request from being merged
   * @param guardedPaths paths that Pawl never merges a change of; {@code *} stands for any text
   *     without a slash, {@code **} for any text
   * @param maxFiles how many files may change
   * @param maxLines how many lines may be added and deleted together
   * @param deleteBranch whether the branch goes when it was merged
   */
  public record Merge(
      Method method,
      boolean allowNoChecks,
      boolean allowNeutral,
      boolean allowSkipped,
      List<String> wip,
      List<String> holdLabels,
      List<String> guardedPaths,
      int maxFiles,
      int maxLines,
      boolean deleteBranch) {
    public Merge {
      wip = List.copyOf(wip);
      holdLabels = List.copyOf(holdLabels);
      guardedPaths = List.copyOf(guardedPaths);
    }
  }

  /**
   * Templates of the words of a merge's commit; see {@link CommitTemplate}.
   *
   * @param title null: GitHub's own
   * @param body null: GitHub's own
   */
  public record Commit(@Nullable String title, @Nullable String body) {
    static final Commit GITHUBS = new Commit(null, null);

    /** Whether any of them is not GitHub's own. */
    public boolean given() {
      return title != null || body != null;
    }
  }

  /**
   * @param maxInFlight how many development tasks are worked on at once
   * @param capabilitiesInPullRequest whether a development whose pull request changed the
   *     capabilities document itself needs no update of it any more
   */
  public record Loop(int maxInFlight, boolean capabilitiesInPullRequest) {
    static final Loop DEFAULTS = new Loop(1, true);
  }

  /**
   * @param every after how many merged developments the next review begins; 0: none does
   * @param lenses what reviews look at, one after the other, and then from the first again
   */
  public record Reviews(int every, List<Lens> lenses) {
    static final Reviews DEFAULTS = new Reviews(5, LensPresets.ALL);

    public Reviews {
      lenses = List.copyOf(lenses);
    }
  }

  /**
   * @param minutes for how long after a merge its checks on the base are watched; 0: not at all
   * @param revert whether a pull request that undoes the merge is opened when they fail. It is only
   *     opened: whether it is merged a person decides
   */
  public record Watch(int minutes, boolean revert) {
    static final Watch DEFAULTS = new Watch(60, true);
  }

  /**
   * One side from which the whole can be looked at.
   *
   * @param name what it is called: letters, digits, blanks and dashes
   * @param task what is to be looked for, as one line
   */
  public record Lens(String name, String task) {
    /** As the settings name it. */
    @Override
    public String toString() {
      return name;
    }
  }
}
