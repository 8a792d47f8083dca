package dev.pawl.loop;

import dev.pawl.agent.policy.AgentChange;
import dev.pawl.agent.policy.Finished;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.merge.MergeGuards;
import dev.pawl.merge.MergeTimes;
import dev.pawl.merge.MergeWrites;
import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.IssueKind;
import dev.pawl.merge.guard.Verdict;
import dev.pawl.merge.policy.Judgement;
import dev.pawl.merge.policy.MergeDecision;
import dev.pawl.merge.policy.MergePolicy;
import dev.pawl.merge.policy.MergeStep;
import dev.pawl.merge.policy.PullState;
import dev.pawl.mirror.AgentIdentities;
import dev.pawl.mirror.AgentIdentity;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.IssueFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges every pull request that works on an issue of the loop. */
@ApplicationScoped
class Merging {
  private final MergeGuards guards;
  private final MergeTimes times;
  private final AgentIdentities agents;

  Merging(MergeGuards guards, MergeTimes times, AgentIdentities agents) {
    this.guards = guards;
    this.times = times;
    this.agents = agents;
  }

  /**
   * @param pullRequest its number
   * @param readAgain whether it is to be read once more at once; what is in doubt already is read
   *     by whoever keeps the mirror, at the time that GitHub allows
   * @param block what is to be said against the work itself; null: nothing
   * @param stands how it stands, as a label says it; null: it is over
   */
  record Judged(
      int pullRequest,
      MergeDecision decision,
      boolean readAgain,
      Verdict.@Nullable Block block,
      @Nullable PullState stands) {
    boolean is(@Nullable Integer number) {
      return number != null && number == pullRequest;
    }

    /** Nothing is said of what is read again within the same turn: it would be old at once. */
    List<PlannedEffect> wanted() {
      return readAgain ? List.of() : MergeWrites.of(decision.steps());
    }

    /** As the decision log keeps it: without times, so that the same is the same text. */
    Map<String, Object> entry() {
      Map<String, Object> entry = new TreeMap<>();
      entry.put("pullRequest", pullRequest);
      entry.put("state", decision.state());
      entry.put("reason", decision.reason());
      entry.put("change", decision.change());
      entry.put("steps", decision.steps().stream().map(MergeStep::key).toList());
      return entry;
    }
  }

  /** By number. Nothing where Pawl may not write, or believes what it must read again first. */
  List<Judged> judge(View view) {
    View.RepositoryFacts repository = view.repository();
    boolean writes =
        repository.reach() == View.Reach.ACTIVE
            && !repository.archived()
            && repository.unreadable() == null;
    if (!writes) {
      return List.of();
    }
    return view.pullRequests().stream()
        .flatMap(pull -> issue(view, pull).map(issue -> judge(view, pull, issue)).stream())
        .toList();
  }

  private static Optional<IssueFacts> issue(View view, PullRequestFacts pull) {
    PullRequestFacts.IssueLink link = pull.issue();
    return link == null
        ? Optional.empty()
        : view.issues().stream().filter(issue -> issue.number() == link.number()).findFirst();
  }

  private Judged judge(View view, PullRequestFacts pull, IssueFacts issue) {
    long repository = view.repository().id();
    Candidate candidate =
        new Candidate(
            pull,
            phase(view, pull, issue),
            null,
            hold(view, pull),
            view.repository().defaultBranch(),
            view.settings().planning(),
            view.settings().merge(),
            pull.asks(),
            // GitHub sees a push as a change, so the head is at least as old as the last one.
            pull.changedAt(),
            times.freshFor(),
            view.now());
    boolean open = issue.state().equals("open");
    MergeDecision decision =
        MergePolicy.decide(
            guards.inOrder(),
            candidate,
            repository,
            view.effects(),
            new MergePolicy.Aftermath(open ? issue.number() : null, pull.branchInUse()));
    boolean due = decision.readAgain() != null && !decision.readAgain().isAfter(view.now());
    boolean readAgain = due && !pull.dirty();
    if (pull.state() != PullRequestFacts.State.OPEN) {
      return new Judged(pull.number(), decision, readAgain, null, null);
    }
    Judgement judgement = Judgement.of(guards.inOrder(), candidate);
    return new Judged(
        pull.number(),
        decision,
        readAgain,
        judgement.blocked(Guards.OF_THE_WORK).orElse(null),
        PullState.of(judgement));
  }

  /**
   * What guards have against work that its agent has finished. What new commits mend is for the
   * next attempt, what a person must decide is for one.
   */
  static List<AgentChange> against(View view, List<Judged> judged) {
    List<AgentChange> changes = new ArrayList<>();
    for (Judged one : judged) {
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
                              phase.id(), block.sentence().replaceFirst("^Needs you: ", ""))));
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
            phase -> issue(view, pull).filter(issue -> issue.state().equals("open")).isPresent())
        .findFirst();
  }

  private Candidate.Phase phase(View view, PullRequestFacts pull, IssueFacts issue) {
    Set<Long> ids = new HashSet<>();
    List<String> used = view.settings().agent().use();
    for (AgentIdentity agent : agents.of(view.repository().id())) {
      // Where no agent is named, people may still have given the issue to GitHub's own.
      boolean ours =
          used.isEmpty()
              ? agent.name().equals(AgentIdentity.COPILOT.name())
              : used.contains(agent.name());
      if (!ours) {
        continue;
      }
      ids.addAll(agent.ids());
      if (agent.is(pull.author().id(), pull.author().login(), pull.author().bot())) {
        ids.add(pull.author().id());
      }
    }
    for (String name : used) {
      view.settings().agent().profile(name).ifPresent(profile -> ids.addAll(profile.ids()));
    }
    return new Candidate.Phase(
        kind(view, issue).orElse(null),
        ids,
        Finished.of(view, pull),
        ended(view, issue),
        rivals(view, pull, issue));
  }

  /** Why nobody wants the task done any more; null while it is open. */
  private static @Nullable String ended(View view, IssueFacts issue) {
    if (!issue.state().equals("open")) {
      return "its issue #" + issue.number() + " is " + issue.state();
    }
    return view.phases().stream()
        .filter(phase -> Objects.equals(phase.issue(), issue.number()))
        .filter(phase -> phase.state().ended())
        .findFirst()
        .map(phase -> "its task is " + phase.state().label())
        .orElse(null);
  }

  /** A stranger's fork is never merged, so it is nobody's rival. */
  private static List<Integer> rivals(View view, PullRequestFacts pull, IssueFacts issue) {
    return view.pullRequests().stream()
        .filter(other -> other.number() != pull.number())
        .filter(other -> other.state() == PullRequestFacts.State.OPEN && !other.head().fork())
        .filter(other -> other.issue() != null && other.issue().number() == issue.number())
        .map(PullRequestFacts::number)
        .toList();
  }

  private static Candidate.@Nullable Hold hold(View view, PullRequestFacts pull) {
    return view.hold(pull.number())
        .or(view::pause)
        .map(
            hold ->
                new Candidate.Hold(
                    hold.pullRequest() == null, hold.who(), hold.why(), hold.until()))
        .orElse(null);
  }

  /** As its phase says; the loop's own issues without one have it in the key of their effect. */
  private static Optional<IssueKind> kind(View view, IssueFacts issue) {
    String word =
        view.phases().stream()
            .filter(phase -> Objects.equals(phase.issue(), issue.number()))
            .findFirst()
            .map(phase -> phase.kind().label())
            .orElseGet(() -> issue.effectKey().split(":", 2)[0]);
    return IssueKind.of(word);
  }
}
