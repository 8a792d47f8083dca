package dev.pawl.agent;

import dev.pawl.agent.policy.AgentChange;
import dev.pawl.agent.policy.AgentPolicy;
import dev.pawl.mirror.Repository;
import dev.pawl.run.FailedAttempt;
import dev.pawl.run.PhaseKeeper;
import dev.pawl.run.Transition;
import dev.pawl.run.View;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Brings attempts up to what has come about for their agents. Belongs into the decision's own
 * fenced transaction.
 */
@ApplicationScoped
public class AgentKeeper {
  /** More changes than that in one turn are taken over in the next. */
  private static final int ROUNDS = 6;

  private final PhaseKeeper phases;

  AgentKeeper(PhaseKeeper phases) {
    this.phases = phases;
  }

  /** The view once everything is in it that has happened. */
  public Uni<View> current(Repository repository, Instant now) {
    return round(repository, now, 1);
  }

  /** The view once changes are in it that followed from more than the view alone. */
  public Uni<View> taken(Repository repository, View view, List<AgentChange> changes) {
    return applied(changes, view).chain(() -> current(repository, view.now()));
  }

  private Uni<View> round(Repository repository, Instant now, int round) {
    return phases
        .current(repository, now)
        .chain(
            view -> {
              List<AgentChange> changes = AgentPolicy.decide(view).changes();
              if (changes.isEmpty() || round > ROUNDS) {
                return Uni.createFrom().item(view);
              }
              return applied(changes, view).chain(() -> round(repository, now, round + 1));
            });
  }

  private Uni<Void> applied(List<AgentChange> changes, View view) {
    return Multi.createFrom()
        .iterable(changes)
        .onItem()
        .transformToUniAndConcatenate(change -> apply(change, view))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> apply(AgentChange change, View view) {
    Instant now = view.now();
    return switch (change) {
      case AgentChange.Chosen chosen ->
          phases.chosen(chosen.execution(), chosen.agent(), chosen.head());
      case AgentChange.Asked asked -> phases.asked(asked.execution(), now);
      case AgentChange.Nudged nudged -> phases.nudged(nudged.execution(), nudged.times(), now);
      case AgentChange.Failed failed -> phases.change(failed.phase(), failed(failed, view), now);
      case AgentChange.Blocked blocked ->
          phases.change(
              blocked.phase(), new Transition.GivenUp(blocked.why(), blocked.help()), now);
    };
  }

  private static Transition failed(AgentChange.Failed failed, View view) {
    return view.phase(failed.phase())
        .map(phase -> FailedAttempt.of(phase, view.settings().agent().maxAttempts(), failed.why()))
        .orElseThrow(() -> new IllegalStateException("no phase " + failed.phase()));
  }
}
