package dev.pawl.effect;

import dev.pawl.github.Answer;
import dev.pawl.mirror.Repository;
import dev.pawl.store.Database;
import dev.pawl.store.Json;
import dev.pawl.store.Lease;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores what became of a try, in one transaction of the lane with what the mirror learns from it.
 */
@ApplicationScoped
class EffectOutcomes {
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
                      row.resultId = written.id();
                      row.resultNumber = written.number();
                      row.resultUrl = written.url();
                    })
                .chain(row -> prepared.mirror(written)));
  }

  void refused(
      Lease lease, Effect effect, EffectWriters.Prepared prepared, Answer.Refused refused) {
    String error = "GitHub refused (" + refused.status() + "): " + refused.message();
    switch (prepared.refused(refused)) {
      case Refusal.Done _ ->
          done(lease, effect, prepared, Written.of(Json.MAPPER.createObjectNode()));
      case Refusal.Again _ when effect.attempts + 1 < times.attempts() ->
          refused(lease, effect, prepared, error, null);
      case Refusal.Again _ -> refused(lease, effect, prepared, error, Refusal.GIVEN_UP);
      case Refusal.Over over -> refused(lease, effect, prepared, error, over.outcome());
    }
  }

  /** Whatever GitHub refuses, something about the repository is not as it was believed to be. */
  private void refused(
      Lease lease,
      Effect effect,
      EffectWriters.Prepared prepared,
      String error,
      @Nullable String outcome) {
    Instant now = clock.instant();
    database.writeFenced(
        lease,
        () ->
            Effect.<Effect>findById(id(effect))
                .invoke(
                    row -> {
                      row.state = outcome == null ? Effect.PLANNED : Effect.FAILED;
                      row.outcome = outcome;
                      row.finishedAt = outcome == null ? null : now;
                      row.notBefore =
                          outcome == null
                              ? now.plus(times.backoff().multipliedBy(1L << (row.attempts - 1)))
                              : null;
                      row.error = error;
                    })
                .chain(row -> Repository.<Repository>findById(effect.repositoryId))
                .invoke(repository -> repository.doubt("GitHub refused a write", now))
                .chain(prepared::doubt));
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
