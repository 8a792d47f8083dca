package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository with what hangs on it; its git objects are in {@link GitStore} under the same id.
 */
public final class Repository {
  public long id;
  public long owner;
  public String name = "";
  public @Nullable String description;
  public boolean isPrivate;
  public boolean archived;
  public boolean hasIssues = true;
  public String defaultBranch = "main";
  public Instant createdAt = Instant.EPOCH;
  public Instant updatedAt = Instant.EPOCH;
  public @Nullable Instant pushedAt;

  /** Account id to admin, maintain, write, triage or read. */
  public Map<Long, String> permissions = new LinkedHashMap<>();

  /** Whether people with a seat may assign Copilot here. */
  public boolean copilotEnabled;

  /** Whether workflows on the pull requests of agents wait for a person. */
  public boolean approvesWorkflows;

  /** Names of the check runs that continuous integration makes; none: there is none. */
  public List<String> ciChecks = new ArrayList<>();

  /** By the name of the agent. */
  public Map<String, AgentSetting> agents = new TreeMap<>();

  public NavigableMap<Long, Reaction> reactions = new TreeMap<>();

  /** Issues and pull requests share one row of numbers. */
  public int lastNumber;

  public NavigableMap<Integer, Issue> issues = new TreeMap<>();

  /** By the number of their issue. */
  public NavigableMap<Integer, PullRequest> pullRequests = new TreeMap<>();

  public NavigableMap<Long, Comment> comments = new TreeMap<>();
  public NavigableMap<Long, Label> labels = new TreeMap<>();
  public NavigableMap<Long, CheckRun> checkRuns = new TreeMap<>();
  public NavigableMap<Long, CommitStatus> statuses = new TreeMap<>();

  /** By the name of the branch. */
  public Map<String, Protection> protections = new TreeMap<>();

  public NavigableMap<Long, Ruleset> rulesets = new TreeMap<>();

  /** First in line first, of all branches. */
  public List<QueueEntry> queue = new ArrayList<>();

  /** Ways to merge, and what follows; GitHub's own defaults. */
  public MergeSettings merging = MergeSettings.DEFAULT;

  /** The repository that it was forked from, though that may be gone; null: it is no fork. */
  public @Nullable Long forkOf;

  public AgentSetting agent(AgentAccount agent) {
    return agents.getOrDefault(agent.name(), AgentSetting.OFF);
  }

  /** The issue that a pull request is too. */
  public Issue issueOf(PullRequest pull) {
    Issue issue = issues.get(pull.number);
    if (issue == null) throw new IllegalStateException("no issue " + pull.number);
    return issue;
  }

  /** Its place in the merge queue; null where it has none. */
  public @Nullable QueueEntry queued(PullRequest pull) {
    for (QueueEntry entry : queue)
      if (entry.pull == pull.number && issueOf(pull).open) return entry;
    return null;
  }

  /** Those that wait for one branch, first in line first. */
  public List<QueueEntry> queueOf(String branch) {
    return queue.stream()
        .filter(
            entry -> {
              PullRequest pull = pullRequests.get(entry.pull);
              return pull != null && pull.base.equals(branch);
            })
        .toList();
  }

  /** The rules of all rulesets that hold for a branch. */
  public List<Ruleset.Rule> rulesOf(String branch) {
    return rulesets.values().stream()
        .filter(ruleset -> ruleset.holds(this, branch))
        .flatMap(ruleset -> ruleset.rules.stream())
        .toList();
  }

  /** Label names are compared without regard to case. */
  public @Nullable Label label(String name) {
    for (Label label : labels.values()) if (label.name.equalsIgnoreCase(name)) return label;
    return null;
  }
}
