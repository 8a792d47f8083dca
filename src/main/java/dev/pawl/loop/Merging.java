package dev.pawl.loop;

import dev.pawl.agent.policy.AgentChange;
import dev.pawl.agent.policy.Finished;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.merge.MergeGuards;
import dev.pawl.merge.MergeTimes;
import dev.pawl.merge.MergeWrites;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Verdict;
import dev.pawl.merge.policy.MergeRound;
import dev.pawl.mirror.AgentIdentities;
import dev.pawl.mirror.AgentIdentity;
import dev.pawl.run.MergeFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gives the merges of a view their guards, and names in the view what they are judged by. */
@ApplicationScoped
class Merging {
  private static final int MOST_SETTINGS = 2_000;

  private final MergeGuards guards;
  private final MergeTimes times;
  private final AgentIdentities agents;

  Merging(MergeGuards guards, MergeTimes times, AgentIdentities agents) {
    this.guards = guards;
    this.times = times;
    this.agents = agents;
  }

  /** The view with all that its merges are judged by. */
  View complete(View view) {
    List<MergeFacts.AgentFacts> known =
        agents.of(view.settings().agent()).stream()
            .sorted(Comparator.comparing(AgentIdentity::name))
            .map(
                agent ->
                    new MergeFacts.AgentFacts(
                        agent.name(),
                        agent.ids().stream().sorted().toList(),
                        agent.botLogins().stream().sorted().toList()))
            .toList();
    List<MergeFacts.GuardFacts> asked =
        guards.inOrder().stream()
            .map(guard -> new MergeFacts.GuardFacts(guard.name(), settings(guard)))
            .toList();
    return view.judgedBy(new MergeFacts(times.freshFor(), known, asked));
  }

  /** An operator's guard that fails here must not hold up what is decided besides. */
  static String settings(Guard guard) {
    try {
      String settings = guard.settings();
      return settings.length() <= MOST_SETTINGS ? settings : settings.substring(0, MOST_SETTINGS);
    } catch (RuntimeException failure) {
      return "unknown: " + failure.getClass().getSimpleName();
    }
  }

  /**
   * @param view a complete one
   */
  List<MergeRound.Judged> judge(View view) {
    return MergeRound.judge(view, guards.inOrder(), Finished::of);
  }

  /** Nothing is said of what is read again within the same turn: it would be old at once. */
  static List<PlannedEffect> wanted(MergeRound.Judged judged, View view) {
    return judged.readAgain()
        ? List.of()
        : MergeWrites.of(judged.decision().steps(), view.settings().commit());
  }

  /**
   * What guards have against work that its agent has finished. What new commits mend is for the
   * next attempt, what a person must decide is for one.
   */
  static List<AgentChange> against(View view, List<MergeRound.Judged> judged) {
    List<AgentChange> changes = new ArrayList<>();
    for (MergeRound.Judged one : judged) {
      Verdict.Block block = one.block();
      if (block == null || one.readAgain()) {
        continue;
      }
      view.pullRequest(one.pullRequest())
          .filter(pull -> !pull.dirty() && Finished.of(view, pull))
          .flatMap(pull -> underWay(view, pull))
          .ifPresent(
              phase ->
                  changes.add(
                      block.remedy() == Verdict.Remedy.COMMITS
                          ? new AgentChange.Failed(phase.id(), block.sentence())
                          : new AgentChange.Blocked(
                              phase.id(),
                              block.sentence().replaceFirst("^Needs you: ", ""),
                              block.change())));
    }
    return changes;
  }

  /** The phase that it is for, while its issue is open. */
  private static Optional<PhaseFacts> underWay(View view, PullRequestFacts pull) {
    return view.phases().stream()
        .filter(phase -> Objects.equals(phase.pullRequest(), pull.number()))
        .filter(
            phase ->
                phase.state() == PhaseFacts.State.WORKED || phase.state() == PhaseFacts.State.READY)
        .filter(
            phase ->
                MergeRound.issue(view, pull)
                    .filter(issue -> issue.state().equals("open"))
                    .isPresent())
        .findFirst();
  }
}
