package dev.pawl.lane;

import dev.pawl.command.SaidTurns;
import dev.pawl.effect.EffectExecutor;
import dev.pawl.effect.EffectStep;
import dev.pawl.loop.Backtests;
import dev.pawl.loop.Deciding;
import dev.pawl.loop.policy.Decision;
import dev.pawl.mirror.PullRequestRefresh;
import dev.pawl.mirror.RepositoryRefresh;
import dev.pawl.mirror.SettingsProposals;
import dev.pawl.run.Pauses;
import dev.pawl.store.KillPoint;
import dev.pawl.store.LaneName;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import dev.pawl.store.Replica;
import dev.pawl.store.WorldClock;
import dev.pawl.webhook.Delivery;
import dev.pawl.webhook.GapLedger;
import dev.pawl.webhook.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Works in one lane: projects what has arrived, decides, acts, and again, until there is only
 * waiting left. Runs on a virtual thread of its own.
 *
 * <p>Wanted: no event is lost, none is worked on twice, one failing lane disturbs no other. Races:
 * a delivery that arrives between the last look and the release is found by a look after the
 * release; a worker whose lease was taken over is stopped by the fencing number at its next write.
 */
@ApplicationScoped
class LaneWorker {
  private static final Logger LOG = Logger.getLogger(LaneWorker.class);

  /** In each line of the log, so that a lane can be followed. */
  private static final String LANE = "lane";

  private static final int BATCH = 100;

  /** Bytes of payload from which on a batch is a large one. */
  private static final long MUCH = 2 << 20;

  /** How many batches are projected at once; none of them waits for anything but PostgreSQL. */
  private static final int BATCHES = 4;

  /** How many rounds a lane may take before it is released for the others' sake. */
  private static final int ROUNDS = 200;

  /** One at a time: a parsed payload takes several times its bytes. */
  private final Semaphore much = new Semaphore(1, true);

  /** So that what is in memory at once stays bounded, however many lanes have work. */
  private final Semaphore batches = new Semaphore(BATCHES, true);

  private final LaneLeases leases;
  private final Inbox inbox;
  private final Projecting projecting;
  private final GapLedger ledger;
  private final RepositoryRefresh refresh;
  private final Pauses pauses;
  private final PullRequestRefresh pullRequests;
  private final SaidTurns commands;
  private final SettingsProposals proposals;
  private final Backtests backtests;
  private final Deciding deciding;
  private final EffectExecutor effects;
  private final Replica replica;
  private final WorldClock clock;
  private final int attempts;
  private volatile boolean stopping;

  LaneWorker(
      LaneLeases leases,
      Inbox inbox,
      Projecting projecting,
      GapLedger ledger,
      RepositoryRefresh refresh,
      Pauses pauses,
      PullRequestRefresh pullRequests,
      SaidTurns commands,
      SettingsProposals proposals,
      Backtests backtests,
      Deciding deciding,
      EffectExecutor effects,
      Replica replica,
      WorldClock clock,
      @ConfigProperty(name = "pawl.lane.attempts", defaultValue = "8") int attempts) {
    this.leases = leases;
    this.inbox = inbox;
    this.projecting = projecting;
    this.ledger = ledger;
    this.refresh = refresh;
    this.pauses = pauses;
    this.pullRequests = pullRequests;
    this.commands = commands;
    this.proposals = proposals;
    this.backtests = backtests;
    this.deciding = deciding;
    this.effects = effects;
    this.replica = replica;
    this.clock = clock;
    this.attempts = attempts;
  }

  /** Every worker ends after the step it is at. */
  void stop() {
    stopping = true;
  }

  /**
   * Works until there is only waiting left.
   *
   * @return whether the lane should be looked at once more at once
   */
  boolean work(String lane) {
    Optional<LaneLeases.Claim> claimed = stopping ? Optional.empty() : leases.claim(lane);
    if (claimed.isEmpty()) {
      return false;
    }
    LaneLeases.Claim claim = claimed.get();
    MDC.put(LANE, lane);
    try {
      LaneWait wait = rounds(claim);
      boolean signalled = leases.release(claim, wait.until(), wait.why(), wait.rereadAt());
      return signalled || (!stopping && inbox.hasPending(lane));
    } catch (LeaseLost lost) {
      LOG.infof("%s; another worker goes on", lost.getMessage());
      return false;
    } catch (RuntimeException failure) {
      fail(claim, failure);
      return false;
    } finally {
      MDC.remove(LANE);
    }
  }

  private LaneWait rounds(LaneLeases.Claim claim) {
    Lease lease = claim.lease();
    OptionalLong repository = LaneName.repositoryOf(lease.lane());
    LeaseRenewal renewal = leases.renewal(lease);
    SaidTurns.Turn said = commands.turn(lease, repository.orElse(0), renewal);
    List<UUID> projected = new ArrayList<>();
    for (int round = 0; round < ROUNDS && !stopping; round++) {
      if (!renewal.getAsBoolean()) {
        throw new LeaseLost(lease);
      }
      boolean more = project(lease, projected);
      if (more) {
        continue;
      }
      if (lease.lane().equals(LaneName.APP)) {
        switch (ledger.step(lease)) {
          case GapLedger.Step.Moved _ -> {
            continue;
          }
          case GapLedger.Step.Wait wait -> {
            return new LaneWait(wait.until(), wait.why());
          }
        }
      }
      if (repository.isEmpty()) {
        return new LaneWait(null, null);
      }
      KillPoint.BETWEEN_PROJECTING_AND_DECIDING.reached();
      LaneWait wait = decideAndAct(claim, renewal, repository.getAsLong(), said, projected);
      projected.clear();
      if (wait != null) {
        return wait;
      }
    }
    return new LaneWait(clock.instant(), "the others' turn");
  }

  /** Null when a step was taken and the state must be judged anew. */
  private @Nullable LaneWait decideAndAct(
      LaneLeases.Claim claim,
      BooleanSupplier renew,
      long repository,
      SaidTurns.Turn said,
      List<UUID> projected) {
    Lease lease = claim.lease();
    Instant rereadAt;
    var regular =
        new RepositoryRefresh.Regular(claim.rereadAt(), () -> pauses.isPaused(repository));
    switch (refresh.refresh(lease, repository, regular)) {
      case RepositoryRefresh.Outcome.Unknown _ -> {
        return new LaneWait(null, null);
      }
      case RepositoryRefresh.Outcome.Later later -> {
        deciding.decide(lease, repository, projected);
        return new LaneWait(later.until(), later.reason());
      }
      case RepositoryRefresh.Outcome.Fresh fresh -> rereadAt = fresh.next();
    }
    Instant sayAgain = said.take(!projected.isEmpty());
    Instant askAgain = earlier(pullRequests.refresh(lease, repository, renew), sayAgain);
    Decision decision = deciding.decide(lease, repository, projected);
    boolean told = said.follow();
    KillPoint.AFTER_PLAN.reached();
    replica.stepped();
    Instant wakeAt = earlier(decision.wakeAt(), askAgain);
    return switch (effects.step(lease, repository, renew)) {
      case EffectStep.Moved _ -> null;
      case EffectStep.Nothing _ ->
          // The decision may want a pull request read once more before it is merged.
          told || pullRequests.wanted(repository)
              ? null
              : rest(lease, repository, renew, rereadAt, wakeAt, decision.reason());
      case EffectStep.Wait wait ->
          told
              ? null
              : rest(
                  lease,
                  repository,
                  renew,
                  rereadAt,
                  earlier(wait.until(), wakeAt),
                  decision.reason());
    };
  }

  /** What is left to be looked at is looked at when there is nothing else to do. */
  private @Nullable LaneWait rest(
      Lease lease,
      long repository,
      BooleanSupplier renew,
      @Nullable Instant rereadAt,
      @Nullable Instant wakeAt,
      String why) {
    SettingsProposals.Outcome looked = proposals.look(lease, repository, renew);
    if (looked instanceof SettingsProposals.Outcome.Nothing) {
      looked = backtests.step(lease, repository, renew);
    }
    return switch (looked) {
      case SettingsProposals.Outcome.Looked _ -> null;
      case SettingsProposals.Outcome.Nothing _ -> LaneWait.before(rereadAt, wakeAt, why);
      case SettingsProposals.Outcome.Later later ->
          LaneWait.before(rereadAt, earlier(later.until(), wakeAt), why);
    };
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** Whether there may be more to project. */
  private boolean project(Lease lease, List<UUID> projected) {
    batches.acquireUninterruptibly();
    try {
      return projectBatch(lease, projected);
    } finally {
      batches.release();
    }
  }

  private boolean projectBatch(Lease lease, List<UUID> projected) {
    List<Delivery> batch = inbox.pending(lease.lane(), BATCH);
    if (batch.stream().mapToLong(Delivery::bytes).sum() < MUCH) {
      return project(lease, batch, projected);
    }
    much.acquireUninterruptibly();
    try {
      return project(lease, batch, projected);
    } finally {
      much.release();
    }
  }

  private boolean project(Lease lease, List<Delivery> batch, List<UUID> projected) {
    List<Inbox.End> ends = batch.size() > 1 ? projecting.together(lease, batch) : List.of();
    for (int i = 0; i < batch.size(); i++) {
      if (!ends.isEmpty()) {
        note(ends.get(i), batch.get(i), projected);
      } else if (stopping) {
        return false;
      } else {
        project(lease, batch.get(i), projected);
      }
    }
    return batch.size() == BATCH;
  }

  private void note(Inbox.End end, Delivery delivery, List<UUID> projected) {
    switch (end) {
      case PROJECTED -> projected.add(delivery.guid());
      case IGNORED -> {}
      case DEAD -> replica.buried();
    }
  }

  private void project(Lease lease, Delivery delivery, List<UUID> projected) {
    try {
      note(projecting.project(lease, delivery), delivery, projected);
    } catch (LeaseLost lost) {
      throw lost;
    } catch (OutOfMemoryError | StackOverflowError tooLarge) {
      // Of this thread's own making, and gone with what it held.
      failed(lease, delivery, new IllegalStateException("too large to be read: " + tooLarge));
    } catch (RuntimeException failure) {
      failed(lease, delivery, failure);
    }
  }

  /** To be tried again after a rest of the lane, a set number of times. */
  private void failed(Lease lease, Delivery delivery, RuntimeException failure) {
    if (delivery.attempts() + 1 < attempts) {
      inbox.failed(lease, delivery.guid(), failure.toString());
      throw failure;
    }
    LOG.errorf(failure, "delivery %s failed %d times and is given up", delivery.guid(), attempts);
    projecting.bury(lease, delivery, failure.toString());
    replica.buried();
  }

  private void fail(LaneLeases.Claim claim, RuntimeException failure) {
    String lane = claim.lease().lane();
    replica.failed();
    try {
      int failures = leases.failures(lane) + 1;
      Instant retryAt = clock.instant().plus(Backoff.after(failures, RandomGenerator.getDefault()));
      LOG.errorf(
          failure, "lane %s failed for the %d. time and rests until %s", lane, failures, retryAt);
      leases.rest(claim, failures, retryAt, failure.toString());
    } catch (RuntimeException databaseAway) {
      // The lease runs out by itself; the sweep then finds the lane again.
      LOG.errorf("lane %s failed, and so did storing that: %s", lane, databaseAway.getMessage());
    }
  }
}
