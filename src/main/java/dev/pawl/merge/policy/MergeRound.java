package dev.pawl.merge.policy;

import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.IssueKind;
import dev.pawl.merge.guard.Verdict;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.MergeFacts;
import dev.pawl.run.OwnPullFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.QueueMoveFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.IssueFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges every pull request that works on an issue of the loop, and those by which Pawl itself
 * moves files of the queue. A pure function: all that is judged by stands in the view, so that a
 * stored one leads to the same again.
 */
public final class MergeRound {
  private MergeRound() {}

  /**
   * @param pullRequest its number
   * @param readAgain whether it is to be read once more at once; what is in doubt already is read
   *     by whoever keeps the mirror, at the time that GitHub allows
   * @param block what is to be said against the work itself; null: nothing
   * @param stands how it stands, as a label says it; null: it is over
   * @param against all that guards have against it; of one that is over, nothing
   * @param lines what every guard says, in their order; of one that is over, nothing
   */
  public record Judged(
      int pullRequest,
      MergeDecision decision,
      boolean readAgain,
      Verdict.@Nullable Block block,
      @Nullable PullState stands,
      List<Judgement.Objection> against,
      List<Judgement.Line> lines) {
    /** One of which it does not matter what each guard says. */
    public Judged(
        int pullRequest,
        MergeDecision decision,
        boolean readAgain,
        Verdict.@Nullable Block block,
        @Nullable PullState stands,
        List<Judgement.Objection> against) {
      this(pullRequest, decision, readAgain, block, stands, against, List.of());
    }

    private boolean takes(Class<? extends MergeStep> kind) {
      return decision.steps().stream().anyMatch(kind::isInstance);
    }

    public boolean is(@Nullable Integer number) {
      return number != null && number == pullRequest;
    }

    /** As the decision log keeps it: without times, so that the same is the same text. */
    public Map<String, Object> entry() {
      Map<String, Object> entry = new TreeMap<>();
      entry.put("pullRequest", pullRequest);
      entry.put("state", decision.state());
      entry.put("reason", decision.reason());
      entry.put("change", decision.change());
      entry.put("steps", decision.steps().stream().map(MergeStep::key).toList());
      return entry;
    }
  }

  /**
   * By number. Nothing where Pawl may not write, or believes what it must read again first.
   *
   * @param guards those that the view names
   * @param finished whether its agent has said that it is done, by the view
   */
  public static List<Judged> judge(
      View view, List<Guard> guards, BiPredicate<View, PullRequestFacts> finished) {
    View.RepositoryFacts repository = view.repository();
    boolean writes =
        repository.reach() == View.Reach.ACTIVE
            && !repository.archived()
            && repository.unreadable() == null;
    if (!writes) {
      return List.of();
    }
    // What is merged first counts for the pace of what comes after it.
    Set<Integer> merging = underWay(view);
    Set<Integer> updating = new LinkedHashSet<>();
    view.pullRequests().stream()
        .filter(pull -> BranchUpdate.underWay(view, pull))
        .forEach(pull -> updating.add(pull.number()));
    Integer reading = null;
    List<Judged> all = new ArrayList<>();
    for (PullRequestFacts pull : view.pullRequests()) {
      long ahead = merging.stream().filter(number -> number != pull.number()).count();
      Integer before =
          updating.stream().filter(number -> number != pull.number()).findFirst().orElse(null);
      Candidate.Pace pace = new Candidate.Pace(view.merged(), (int) ahead, before, reading);
      Judged judged = judge(view, guards, finished, pull, pace).orElse(null);
      if (judged == null) {
        continue;
      }
      all.add(judged);
      if (judged.takes(MergeStep.Merge.class) || judged.takes(MergeStep.Enqueue.class)) {
        merging.add(pull.number());
      }
      if (judged.takes(MergeStep.UpdateBranch.class)) {
        updating.add(pull.number());
      }
      if (judged.readAgain() && reading == null) {
        reading = pull.number();
      }
    }
    return List.copyOf(all);
  }

  /** The pull requests of which a merge was sent, and is not known to have come to anything. */
  private static Set<Integer> underWay(View view) {
    Set<Integer> merging = new HashSet<>();
    for (PullRequestFacts pull : view.pullRequests()) {
      String stem = EffectKeyFacts.merges(view.repository().id(), pull.number());
      if (view.effects().stream()
          .anyMatch(effect -> effect.key().startsWith(stem) && MergePolicy.underWay(effect))) {
        merging.add(pull.number());
      }
    }
    return merging;
  }

  private static Optional<Judged> judge(
      View view,
      List<Guard> guards,
      BiPredicate<View, PullRequestFacts> finished,
      PullRequestFacts pull,
      Candidate.Pace pace) {
    Optional<IssueFacts> issue = issue(view, pull);
    return issue.isPresent()
        ? issue.map(
            one ->
                judge(
                    view,
                    guards,
                    pull,
                    phase(view, finished, pull, one),
                    null,
                    one.state().equals("open") ? one.number() : null,
                    pace))
        : own(view, pull).map(plan -> judge(view, guards, pull, null, plan, null, pace));
  }

  /**
   * What Pawl itself put into a pull request by which it moves a file. One that is to be closed,
   * since it would bring something old, is not judged any more.
   */
  private static Optional<Candidate.Plan> own(View view, PullRequestFacts pull) {
    String key = pull.effectKey();
    if (key == null || !OwnPullFacts.movesFile(pull)) {
      return Optional.empty();
    }
    return pull.state() == PullRequestFacts.State.OPEN
        ? QueueMoveFacts.plannedHead(view, pull).map(head -> new Candidate.Plan(key, head))
        : Optional.of(new Candidate.Plan(key, pull.head().sha()));
  }

  /** The issue that it works on, of those that the view has. */
  public static Optional<IssueFacts> issue(View view, PullRequestFacts pull) {
    PullRequestFacts.IssueLink link = pull.issue();
    return link == null
        ? Optional.empty()
        : view.issues().stream().filter(issue -> issue.number() == link.number()).findFirst();
  }

  /**
   * @param closes the issue that its merge ends; null: none
   */
  private static Judged judge(
      View view,
      List<Guard> guards,
      PullRequestFacts pull,
      Candidate.@Nullable Phase phase,
      Candidate.@Nullable Plan plan,
      @Nullable Integer closes,
      Candidate.Pace pace) {
    long repository = view.repository().id();
    Candidate candidate =
        new Candidate(
            pull,
            phase,
            plan,
            hold(view, pull),
            view.repository().defaultBranch(),
            view.settings().planning(),
            view.settings().merge(),
            pull.asks(),
            // GitHub sees a push as a change, so the head is at least as old as the last one.
            pull.changedAt(),
            view.merging().freshFor(),
            view.at(),
            view.unsettled(),
            view.settings().guards(),
            view.freeze().map(MergeRound::hold).orElse(null),
            pace);
    Judgement judgement = Judgement.of(guards, candidate);
    MergeDecision decision =
        MergePolicy.decide(
            judgement,
            candidate,
            repository,
            view.effects(),
            new MergePolicy.Aftermath(closes, pull.branchInUse()));
    boolean due = decision.readAgain() != null && !decision.readAgain().isAfter(view.at());
    boolean readAgain = due && !pull.dirty();
    if (pull.state() != PullRequestFacts.State.OPEN) {
      return new Judged(pull.number(), decision, readAgain, null, null, List.of());
    }
    return new Judged(
        pull.number(),
        decision,
        readAgain,
        judgement.blocked(Guards.OF_THE_WORK).orElse(null),
        PullState.of(judgement),
        judgement.against(),
        judgement.lines());
  }

  private static Candidate.Phase phase(
      View view,
      BiPredicate<View, PullRequestFacts> finished,
      PullRequestFacts pull,
      IssueFacts issue) {
    Set<Long> ids = new HashSet<>();
    List<String> used = view.settings().agent().use();
    for (MergeFacts.AgentFacts agent : view.merging().agents()) {
      // Where no agent is named, people may still have given the issue to GitHub's own.
      boolean ours =
          used.isEmpty()
              ? agent.name().equals(MergeFacts.GITHUBS_OWN)
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
        finished.test(view, pull),
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
        .map(MergeRound::hold)
        .or(() -> untilSomebodyLooked(view))
        .or(() -> whileItsBaseIsRed(view, pull))
        .orElse(null);
  }

  private static Candidate.Hold hold(HoldFacts hold) {
    return new Candidate.Hold(hold.pullRequest() == null, hold.who(), hold.why(), hold.until());
  }

  /** Where a person must look at the whole repository, nothing is merged meanwhile. */
  private static Optional<Candidate.Hold> untilSomebodyLooked(View view) {
    return view.interventions().stream()
        .filter(open -> open.scope() == InterventionFacts.Scope.REPOSITORY)
        .findFirst()
        .map(open -> new Candidate.Hold(true, "Pawl", open.why(), null));
  }

  /** Nobody is told of what may be undone. */
  private static Optional<Candidate.Hold> whileItsBaseIsRed(View view, PullRequestFacts pull) {
    return view.phases().stream()
        .filter(phase -> Objects.equals(phase.pullRequest(), pull.number()))
        .flatMap(phase -> BaseWatch.holding(view, phase).stream())
        .findFirst()
        .map(red -> new Candidate.Hold(false, "Pawl", BaseWatch.sentence(view, red), null));
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
