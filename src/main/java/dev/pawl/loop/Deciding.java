package dev.pawl.loop;

import dev.pawl.agent.AgentKeeper;
import dev.pawl.agent.AgentWrites;
import dev.pawl.agent.policy.AgentChange;
import dev.pawl.agent.policy.AgentDecision;
import dev.pawl.agent.policy.AgentPolicy;
import dev.pawl.effect.Effects;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Decision;
import dev.pawl.loop.policy.LoopChange;
import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.loop.policy.PhaseReason;
import dev.pawl.loop.policy.TurnPolicy;
import dev.pawl.merge.policy.MergePolicy;
import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.mirror.PullRequests;
import dev.pawl.mirror.Repositories;
import dev.pawl.mirror.Repository;
import dev.pawl.run.DecisionLog;
import dev.pawl.run.Findings;
import dev.pawl.run.View;
import dev.pawl.run.ViewReader;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision: the view is read, judged, and what follows is stored, all in one transaction of the
 * lane, so that a decision and its effects exist together or not at all.
 */
@ApplicationScoped
public class Deciding {
  /** Each round ends at least one attempt, and one repository has only so many under way. */
  private static final int ROUNDS = 3;

  /** What is left after so many new phases is taken up in the next turn. */
  private static final int TURNS = 5;

  private final Database database;
  private final ViewReader views;
  private final AgentKeeper agents;
  private final AgentWrites agentWrites;
  private final LoopKeeper loop;
  private final StepHandlers handlers;
  private final DecisionLog log;
  private final Effects effects;
  private final Merging merging;
  private final ClosingWords closingWords;
  private final SettingsChecks settingsChecks;
  private final Landings landings;
  private final Receipting receipting;
  private final Findings findings;
  private final PullRequests pullRequests;
  private final WorldClock clock;

  Deciding(
      Database database,
      ViewReader views,
      AgentKeeper agents,
      AgentWrites agentWrites,
      LoopKeeper loop,
      StepHandlers handlers,
      DecisionLog log,
      Effects effects,
      Merging merging,
      ClosingWords closingWords,
      SettingsChecks settingsChecks,
      Landings landings,
      Receipting receipting,
      Findings findings,
      PullRequests pullRequests,
      WorldClock clock) {
    this.database = database;
    this.views = views;
    this.agents = agents;
    this.agentWrites = agentWrites;
    this.loop = loop;
    this.handlers = handlers;
    this.log = log;
    this.effects = effects;
    this.merging = merging;
    this.closingWords = closingWords;
    this.settingsChecks = settingsChecks;
    this.landings = landings;
    this.receipting = receipting;
    this.findings = findings;
    this.pullRequests = pullRequests;
    this.clock = clock;
  }

  /**
   * @param deliveries those projected since the last decision
   * @throws dev.pawl.store.LeaseLost when another worker has the lane
   */
  public Decision decide(Lease lease, long repository, List<UUID> deliveries) {
    return database.writeFenced(
        lease,
        () ->
            Repositories.withSurroundings(repository)
                .chain(
                    row ->
                        current(row, clock.instant())
                            .chain(noted -> judge(lease, row, noted, deliveries, 1))));
  }

  /** Where a person must look first, this very decision is already made with that in view. */
  private Uni<Noted> current(Repository row, Instant now) {
    return agents
        .current(row, now)
        .chain(
            view ->
                landings
                    .raised(view)
                    .chain(
                        raised -> raised ? agents.current(row, now) : Uni.createFrom().item(view)))
        .chain(
            view ->
                receipting
                    .recorded(view)
                    .chain(written -> written ? views.again(view) : Uni.createFrom().item(view)))
        .map(merging::complete)
        .chain(view -> turned(row, Noted.nothing(view)));
  }

  /** Which task comes next is noted first, and the view read anew. */
  private Uni<Noted> turned(Repository row, Noted before) {
    View view = before.view();
    List<LoopChange> changes = TurnPolicy.changes(view);
    if (changes.isEmpty()) {
      return Uni.createFrom().item(before.and(changes, view));
    }
    if (before.rounds().size() == TURNS) {
      return Uni.createFrom().item(before);
    }
    return loop.apply(row, changes, view)
        .chain(() -> views.again(view))
        .map(next -> before.and(changes, next))
        .chain(
            noted ->
                changes.stream().anyMatch(Deciding::readsFirst)
                    // The lane is woken at once, and begins with the reading.
                    ? Uni.createFrom().item(noted)
                    : turned(row, noted));
  }

  /** What is to be read is not known before the lane's next round, whatever is noted until then. */
  private static boolean readsFirst(LoopChange change) {
    return change instanceof LoopChange.Look || change instanceof LoopChange.LookAtMerge;
  }

  /** What guards have against an agent's work is taken over first, and the view read anew. */
  private Uni<Decision> judge(
      Lease lease, Repository row, Noted noted, List<UUID> deliveries, int round) {
    View view = noted.view();
    List<Judged> judged = merging.judge(view);
    List<AgentChange> changes = Merging.against(view, judged);
    return changes.isEmpty() || round > ROUNDS
        ? closingWords
            .wanted(view)
            .chain(
                amended ->
                    settingsChecks
                        .wanted(row, view)
                        .chain(said -> store(lease, row, noted, judged, amended, said, deliveries)))
        : agents
            .taken(row, view, changes)
            .map(merging::complete)
            .chain(next -> judge(lease, row, noted.by(next), deliveries, round + 1));
  }

  private Uni<Decision> store(
      Lease lease,
      Repository row,
      Noted noted,
      List<Judged> judged,
      List<PlannedEffect> amended,
      List<PlannedEffect> said,
      List<UUID> deliveries) {
    View view = noted.view();
    AgentDecision asked = AgentPolicy.decide(view);
    Decision decision =
        LoopPolicy.decide(view, judged).by(nextLook(judged, view.now())).by(asked.wakeAt());
    List<PlannedEffect> wanted = new ArrayList<>();
    decision.steps().forEach(step -> wanted.addAll(handlers.effects(step, view)));
    asked.steps().forEach(step -> wanted.addAll(agentWrites.of(step, view)));
    // Nothing is amended where nothing may be judged.
    amended.stream()
        .filter(one -> judged.stream().anyMatch(of -> of.is(one.pullRequest())))
        .forEach(wanted::add);
    wanted.addAll(StateLabels.wanted(view, judged));
    wanted.addAll(said);
    judged.forEach(one -> wanted.addAll(Merging.wanted(one, view)));
    return log.keep(view, lease.lane(), entry(decision, noted, judged, asked), deliveries)
        .chain(
            id ->
                effects
                    .plan(row, wanted, id, planned(view), view.now())
                    .chain(() -> receipting.judged(view, judged, id)))
        .chain(() -> found(view, judged))
        .chain(() -> readOnceMore(row.id, judged))
        .replaceWith(decision);
  }

  private Uni<Void> found(View view, List<Judged> judged) {
    return GuardFindings.of(view, judged)
        .map(told -> findings.note(view.repository().id(), told, view.now()))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** What is due is read within this turn, or at the time that GitHub allows. */
  private static @Nullable Instant nextLook(List<Judged> judged, Instant now) {
    return judged.stream()
        .map(one -> one.decision().readAgain())
        .filter(at -> at != null && at.isAfter(now))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** What is old, and has nothing else against it, is read again before it is merged. */
  private Uni<Void> readOnceMore(long repository, List<Judged> judged) {
    return Multi.createFrom()
        .iterable(judged)
        .filter(Judged::readAgain)
        .onItem()
        .transformToUniAndConcatenate(
            one ->
                pullRequests.doubt(
                    repository, one.pullRequest(), "it is to be merged, and was not read just now"))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** Whether something was planned before, which this decision may not want any more. */
  private static boolean planned(View view) {
    return view.effects().stream().anyMatch(effect -> effect.state().equals("planned"));
  }

  private static DecisionLog.Entry entry(
      Decision decision, Noted noted, List<Judged> judged, AgentDecision asked) {
    List<PhaseReason> phases = PhaseReason.of(noted.view(), judged);
    return new DecisionLog.Entry(
        decision.stage().label(),
        decision.state().word(),
        decision.reason(),
        decision.change(),
        DecisionText.of(decision, phases, judged, asked),
        LoopPolicy.VERSION,
        MergePolicy.VERSION,
        decision.wakeAt(),
        NotedText.of(noted),
        noted.anything());
  }
}
