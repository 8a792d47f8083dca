package dev.pawl.lane;

import static org.awaitility.Awaitility.await;

import dev.pawl.effect.EffectExecutor;
import dev.pawl.effect.EffectStep;
import dev.pawl.effect.Effects;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.mirror.Repository;
import dev.pawl.store.Database;
import dev.pawl.store.LaneName;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository's lane in the hands of a test, which plans effects itself and has the real executor
 * get on with them. As long as it is held, nobody decides that they are not wanted.
 */
@ApplicationScoped
public class HeldLane {
  private final LaneLeases leases;
  private final EffectExecutor executor;
  private final Effects effects;
  private final Database database;
  private final WorldClock clock;
  private LaneLeases.@Nullable Claim claim;
  private long repository;

  HeldLane(
      LaneLeases leases,
      EffectExecutor executor,
      Effects effects,
      Database database,
      WorldClock clock) {
    this.leases = leases;
    this.executor = executor;
    this.effects = effects;
    this.database = database;
    this.clock = clock;
  }

  public void hold(long id) {
    repository = id;
    claim =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> leases.claim(LaneName.repository(id)), Optional::isPresent)
            .orElseThrow();
  }

  /** Plans these, and nothing else that was not tried yet. */
  public void plan(PlannedEffect... planned) {
    database.writeFenced(
        claimed().lease(),
        () ->
            Repository.<Repository>findById(repository)
                .chain(row -> effects.plan(row, List.of(planned), 0, true, clock.instant())));
  }

  public EffectStep step() {
    return executor.step(claimed().lease(), repository, () -> leases.renew(claimed().lease()));
  }

  /** Goes on until there is only waiting left; what is waited for. */
  public EffectStep act() {
    EffectStep step = step();
    for (int steps = 0; step instanceof EffectStep.Moved && steps < 50; steps++) {
      step = step();
    }
    return step;
  }

  public void release() {
    if (claim != null) {
      leases.release(claim, null, null, null);
      claim = null;
    }
  }

  private LaneLeases.Claim claimed() {
    if (claim == null) {
      throw new IllegalStateException("the lane is not held");
    }
    return claim;
  }
}
