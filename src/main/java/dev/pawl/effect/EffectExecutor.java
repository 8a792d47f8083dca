package dev.pawl.effect;

import dev.pawl.github.Answer;
import dev.pawl.github.GitHubClient;
import dev.pawl.store.Database;
import dev.pawl.store.KillPoint;
import dev.pawl.store.LaneName;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import dev.pawl.store.WorldClock;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Gets on with a repository's outbox, one effect a step.
 *
 * <p>Wanted: each effect is written once, whatever crashes when. Design: an effect is claimed
 * (stored) before its request is sent; its outcome is stored in one transaction with what the
 * mirror learns. Whoever finds a claimed effect that is not his own cannot know whether the request
 * went out: its outcome is unknown. An unknown outcome settles, since a write may land late; then
 * GitHub is asked, by marker and author. Only after two negative answers, some time apart, is the
 * write tried again.
 *
 * <p>Races: a worker that lost its lease while its request was under way cannot store the outcome;
 * the next holder finds the effect claimed and goes the way of the unknown outcome. Accepted: a
 * write that lands later than settling and both probes is doubled; the younger is then found by its
 * marker.
 */
@ApplicationScoped
public class EffectExecutor {
  private static final Logger LOG = Logger.getLogger(EffectExecutor.class);

  /** How often in a row a merge makes way before it rests. */
  private static final int MAKES_WAY = 3;

  private final Database database;
  private final EffectClaims claims;
  private final EffectWriters writers;
  private final GitHubClient github;
  private final EffectOutcomes outcomes;
  private final EffectTimes times;
  private final WorldClock clock;
  private final MeterRegistry metrics;

  EffectExecutor(
      Database database,
      EffectClaims claims,
      EffectWriters writers,
      GitHubClient github,
      EffectOutcomes outcomes,
      EffectTimes times,
      WorldClock clock,
      MeterRegistry metrics) {
    this.database = database;
    this.claims = claims;
    this.writers = writers;
    this.github = github;
    this.outcomes = outcomes;
    this.times = times;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Takes the oldest open effect that is due and whose forerunner has ended.
   *
   * @param renew renews the lease before a request goes out; false when the lease is lost
   * @throws LeaseLost when another worker has the lane
   */
  public EffectStep step(Lease lease, long repository, BooleanSupplier renew) {
    List<Effect> open =
        database.read(
            () ->
                Effect.list(
                    "lane = ?1 and state in ('planned', 'claimed', 'unknown') order by id",
                    LaneName.repository(repository)));
    Instant now = clock.instant();
    Set<String> unsettled = open.stream().map(effect -> effect.key).collect(Collectors.toSet());
    for (Effect effect : open) {
      if (effect.after != null && unsettled.contains(effect.after)) {
        continue;
      }
      if (effect.notBefore != null && effect.notBefore.isAfter(now)) {
        continue;
      }
      switch (effect.state) {
        case Effect.PLANNED -> {
          if (send(lease, effect, renew)) {
            return new EffectStep.Moved();
          }
        }
        case Effect.CLAIMED -> {
          outcomes.settle(lease, effect, "the worker that sent it did not come back");
          return new EffectStep.Moved();
        }
        default -> {
          if (probe(lease, effect, renew)) {
            return new EffectStep.Moved();
          }
        }
      }
    }
    return open.stream()
        .map(effect -> effect.notBefore)
        .filter(until -> until != null && until.isAfter(now))
        .min(Comparator.naturalOrder())
        .<EffectStep>map(EffectStep.Wait::new)
        .orElseGet(EffectStep.Nothing::new);
  }

  private boolean send(Lease lease, Effect effect, BooleanSupplier renew) {
    if (!renew.getAsBoolean()) {
      throw new LeaseLost(lease);
    }
    Optional<EffectTarget> target = claims.claim(lease, EffectOutcomes.id(effect), clock.instant());
    if (target.isEmpty()) {
      return claims.inTheWay(effect) && makeWay(lease, effect);
    }
    KillPoint.AFTER_CLAIM.reached();
    EffectWriters.Prepared prepared = writers.prepare(effect, target.get());
    switch (prepared.aim()) {
      case EffectWriters.Aimed.Unclear unclear ->
          outcomes.unclear(lease, effect, prepared, unclear.why(), false);
      case EffectWriters.Aimed.Nothing nothing ->
          outcomes.done(lease, effect, prepared, nothing.there());
      case EffectWriters.Aimed.Over over ->
          outcomes.over(lease, effect, prepared, over.outcome(), over.words());
      case EffectWriters.Aimed.At aimed -> {
        if (!aimed.prepared().looksFirst() || isToBeWritten(lease, effect, aimed.prepared())) {
          send(lease, effect, aimed.prepared());
        }
      }
    }
    return true;
  }

  private void send(Lease lease, Effect effect, EffectWriters.Prepared prepared) {
    Answer answer = github.send(prepared.call());
    KillPoint.AFTER_RESPONSE.reached();
    metrics
        .counter("pawl_effects", "kind", effect.kind, "answer", answer.getClass().getSimpleName())
        .increment();
    switch (answer) {
      case Answer.Success success -> {
        String leftOut = prepared.leftOut(success.body());
        if (leftOut == null) {
          outcomes.done(lease, effect, prepared, prepared.written(success));
        } else {
          outcomes.refused(
              lease,
              effect,
              prepared,
              new Answer.Refused(success.status(), leftOut, List.of(EffectWriter.LEFT_OUT)));
        }
      }
      case Answer.Refused refused -> outcomes.refused(lease, effect, prepared, refused);
      case Answer.RateLimited limited ->
          outcomes.store(
              lease,
              effect,
              row -> {
                row.state = Effect.PLANNED;
                // Nothing was written and nothing is wrong with it: it does not count as a try.
                row.attempts--;
                row.notBefore = limited.until();
                row.error = "GitHub's rate limit holds it back until " + limited.until() + ".";
              });
      case Answer.Unknown unknown -> outcomes.settle(lease, effect, unknown.reason());
    }
    KillPoint.AFTER_RECORD.reached();
  }

  /** Whether there is still something to write. What GitHub does not say is asked again later. */
  private boolean isToBeWritten(Lease lease, Effect effect, EffectWriters.Prepared prepared) {
    return switch (prepared.probe()) {
      // What cannot be looked for is written without a look.
      case Probe.Absent _, Probe.Lost _ -> true;
      case Probe.Found found -> {
        outcomes.done(lease, effect, prepared, found.written());
        yield false;
      }
      case Probe.Unclear unclear -> {
        outcomes.unclear(lease, effect, prepared, unclear, false);
        yield false;
      }
    };
  }

  /**
   * What came meanwhile may change what is to be done, so it is worked on and decided anew; but not
   * more than a few times in a row, lest a busy lane spends itself on deciding.
   */
  private boolean makeWay(Lease lease, Effect effect) {
    Instant rest = clock.instant().plus(times.makeWay());
    outcomes.store(
        lease,
        effect,
        row -> {
          row.yielded++;
          if (row.yielded > MAKES_WAY) {
            row.yielded = 0;
            row.notBefore = rest;
            row.error = "It waits until no delivery is pending that could change the decision.";
          }
        });
    return true;
  }

  /** False when nothing can be asked: the repository is out of reach, and its return wakes it. */
  private boolean probe(Lease lease, Effect effect, BooleanSupplier renew) {
    if (!renew.getAsBoolean()) {
      throw new LeaseLost(lease);
    }
    Optional<EffectTarget> target = claims.target(EffectOutcomes.id(effect));
    if (target.isEmpty()) {
      return false;
    }
    EffectWriters.Prepared prepared = writers.prepare(effect, target.get());
    switch (prepared.probe()) {
      case Probe.Found found -> {
        LOG.infof("the write of effect [%s] was found", effect.key);
        outcomes.done(lease, effect, prepared, found.written());
      }
      case Probe.Absent _ -> outcomes.absent(lease, effect, prepared);
      case Probe.Unclear unclear -> outcomes.unclear(lease, effect, prepared, unclear, true);
      case Probe.Lost lost -> outcomes.lost(lease, effect, prepared, lost);
    }
    return true;
  }
}
