package dev.pawl.command;

import dev.pawl.effect.Effect;
import dev.pawl.store.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Lets an effect that has failed be tried once more, after somebody mended the cause.
 *
 * <p>Race: a worker has the lane and stores the outcome of that very effect. As every worker does,
 * this locks the lane's row before the effect's; the other way round, each could wait for the
 * other.
 */
@ApplicationScoped
public class EffectRetry {
  private final Database database;
  private final LaneWrite lanes;

  EffectRetry(Database database, LaneWrite lanes) {
    this.database = database;
    this.lanes = lanes;
  }

  /**
   * @param who for the audit log
   * @return whether there was such an effect, and it had failed
   */
  public boolean retry(long effect, String who) {
    // Only for its lane; what it says else is read under the lane's lock.
    @Nullable Effect known = database.read(() -> Effect.<Effect>findById(effect));
    return known != null && lanes.in(known.repositoryId, who, moment -> retried(effect));
  }

  private static Uni<LaneWrite.Noted<Boolean>> retried(long effect) {
    return Effect.<Effect>findById(effect)
        .map(
            row -> {
              if (!row.state.equals(Effect.FAILED)) {
                return LaneWrite.Noted.nothing(false);
              }
              row.tryAgain();
              return new LaneWrite.Noted<>(
                  true, new LaneWrite.Line("retry effect", row.key, Effect.FAILED, row.state));
            });
  }
}
