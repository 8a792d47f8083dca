package dev.pawl.effect;

import dev.pawl.github.Answer;
import dev.pawl.mirror.Repository;
import dev.pawl.store.Database;
import dev.pawl.store.Json;
import dev.pawl.store.Lease;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores what became of a try, in one transaction of the lane with what the mirror learns from it.
 */
@ApplicationScoped
class EffectOutcomes {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** More would be longer than anybody waits, and at last more than a number holds. */
  private static final int DOUBLINGS = 16;

  /** How often in a row it is tried again at once when something moved meanwhile. */
  private static final int AT_ONCE = 3;

  /** GraphQL refuses with the status of success. */
  private static final int GRAPHQL = 200;

  private final Database database;
  private final EffectTimes times;
  private final WorldClock clock;

  EffectOutcomes(Database database, EffectTimes times, WorldClock clock) {
    this.database = database;
    this.times = times;
    this.clock = clock;
  }

  void done(Lease lease, Effect effect, EffectWriters.Prepared prepared, Written written) {
    Instant now = clock.instant();
    database.writeFenced(
        lease,
        () ->
            Effect.<Effect>findById(id(effect))
                .invoke(
                    row -> {
                      row.state = Effect.DONE;
                      row.finishedAt = now;
                      row.notBefore = null;
                      row.error = null;
                      row.outcome = null;
                      row.unanswered = 0;
                      row.resultId = written.id();
                      row.resultNumber = written.number();
                      row.resultUrl = written.url();
                      row.resultCommit = written.commit();
                    })
                .chain(row -> prepared.mirror(written)));
  }

  void refused(
      Lease lease, Effect effect, EffectWriters.Prepared prepared, Answer.Refused refused) {
    String error =
        refused.status() == GRAPHQL
            ? "GitHub refused: " + refused.message()
            : "GitHub refused (" + refused.status() + "): " + refused.message();
    switch (prepared.refused(refused)) {
      case Refusal.Done _ ->
          done(lease, effect, prepared, Written.of(Json.MAPPER.createObjectNode()));
      case Refusal.Stale _ when effect.yielded < AT_ONCE -> afresh(lease, effect, error);
      case Refusal.Again _, Refusal.Stale _ when effect.attempts + 1 < times.attempts() ->
          refused(lease, effect, prepared, error, null);
      case Refusal.Again _, Refusal.Stale _ ->
          refused(lease, effect, prepared, error, Refusal.GIVEN_UP);
      case Refusal.Over over -> refused(lease, effect, prepared, error, over.outcome());
    }
  }

  /**
   * Claimed anew, so that nothing is sent that was held back meanwhile. What moved is nobody's
   * fault: it does not count as a try.
   */
  private void afresh(Lease lease, Effect effect, String error) {
    store(
        lease,
        effect,
        row -> {
          row.state = Effect.PLANNED;
          row.attempts--;
          row.yielded++;
          row.error = error;
        });
  }

  /** It will not be written: what it was planned upon is not there any more. */
  void over(
      Lease lease, Effect effect, EffectWriters.Prepared prepared, String outcome, String words) {
    Instant now = clock.instant();
    doubted(
        lease,
        effect,
        prepared,
        "something is not as it was when a write was planned",
        row -> {
          row.error = words;
          row.yielded = 0;
          row.fail(outcome, now);
        });
  }

  private void refused(
      Lease lease,
      Effect effect,
      EffectWriters.Prepared prepared,
      String error,
      @Nullable String outcome) {
    Instant now = clock.instant();
    doubted(
        lease,
        effect,
        prepared,
        "GitHub refused a write",
        row -> {
          row.error = error;
          row.yielded = 0;
          if (outcome == null) {
            row.state = Effect.PLANNED;
            row.notBefore = now.plus(rest(row.attempts));
          } else {
            row.fail(outcome, now);
          }
        });
  }

  /** Something about the repository is not as it was believed to be. */
  private void doubted(
      Lease lease,
      Effect effect,
      EffectWriters.Prepared prepared,
      String why,
      Consumer<Effect> change) {
    Instant now = clock.instant();
    database.writeFenced(
        lease,
        () ->
            Effect.<Effect>findById(id(effect))
                .invoke(change)
                .chain(row -> Repository.<Repository>findById(effect.repositoryId))
                .invoke(repository -> repository.doubt(why, now))
                .chain(prepared::doubt));
  }

  /** How long the effect rests after so many tries. */
  private Duration rest(int tries) {
    return times.backoff().multipliedBy(1L << Math.clamp(tries - 1, 0, DOUBLINGS));
  }

  /**
   * What was sent is not to be found. Only after two such looks, some time apart, is it sent again,
   * and only so many times.
   */
  void absent(Lease lease, Effect effect, EffectWriters.Prepared prepared) {
    Instant now = clock.instant();
    boolean looksOnceMore = effect.probes + 1 < times.negativeProbes();
    if (!looksOnceMore && effect.attempts >= times.attempts()) {
      doubted(
          lease,
          effect,
          prepared,
          "GitHub did not answer a write",
          row -> {
            row.fail(Refusal.UNSURE, now);
            row.error =
                "It was sent %s times, GitHub did not say what became of it, and it is not to be found."
                    .formatted(row.attempts);
          });
      return;
    }
    store(
        lease,
        effect,
        row -> {
          row.unanswered = 0;
          row.probes = looksOnceMore ? row.probes + 1 : 0;
          row.state = looksOnceMore ? Effect.UNKNOWN : Effect.PLANNED;
          if (looksOnceMore) {
            row.notBefore = now.plus(times.probeAgain());
          } else {
            // It has settled already, so that the first time it is sent again at once.
            row.notBefore = row.attempts <= 1 ? null : now.plus(rest(row.attempts - 1));
          }
        });
  }

  /** Nothing was left behind that could be looked for: only a person knows more. */
  void lost(Lease lease, Effect effect, EffectWriters.Prepared prepared, Probe.Lost lost) {
    Instant now = clock.instant();
    doubted(
        lease,
        effect,
        prepared,
        "GitHub did not answer a write",
        row -> {
          row.fail(Refusal.UNCERTAIN, now);
          row.error = "Whether it was written is unknown: " + lost.reason();
        });
  }

  /**
   * GitHub did not say how it stands. It is asked again, later each time; when it never says, a
   * person is asked. A limit counts for nothing, since it ends at a known time.
   *
   * @param sent whether the write may have been made; else nothing was sent
   */
  void unclear(
      Lease lease,
      Effect effect,
      EffectWriters.Prepared prepared,
      Probe.Unclear unclear,
      boolean sent) {
    Instant now = clock.instant();
    String what = sent ? "whether it was written" : "whether it is needed";
    boolean givesUp = unclear.again() == null && effect.unanswered + 1 >= times.looks();
    Consumer<Effect> change =
        row -> {
          row.error = "GitHub did not say " + what + ": " + unclear.reason();
          if (!sent) {
            row.state = Effect.PLANNED;
            row.attempts--;
          }
          if (unclear.again() != null) {
            row.notBefore = unclear.again();
            return;
          }
          row.unanswered++;
          if (givesUp) {
            row.fail(sent ? Refusal.UNSURE : Refusal.GIVEN_UP, now);
            row.error =
                "GitHub did not say %s, asked %s times: %s"
                    .formatted(what, row.unanswered, unclear.reason());
          } else {
            row.notBefore = now.plus(untilNextLook(row.unanswered));
          }
        };
    if (givesUp) {
      doubted(lease, effect, prepared, "GitHub did not say what became of a write", change);
    } else {
      store(lease, effect, change);
    }
  }

  private Duration untilNextLook(int unanswered) {
    Duration pause =
        times.probeAgain().multipliedBy(1L << Math.clamp(unanswered - 1, 0, DOUBLINGS));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  void settle(Lease lease, Effect effect, String why) {
    Instant until = clock.instant().plus(times.settle());
    store(
        lease,
        effect,
        row -> {
          row.state = Effect.UNKNOWN;
          row.notBefore = until;
          row.error = "Whether it was written is unknown: " + why;
        });
  }

  void store(Lease lease, Effect effect, Consumer<Effect> change) {
    database.writeFenced(
        lease,
        () ->
            Effect.<Effect>findById(id(effect))
                .invoke(change)
                .replaceWith(Uni.createFrom().voidItem()));
  }

  static long id(Effect effect) {
    return Objects.requireNonNull(effect.id, "a stored effect has an id");
  }
}
