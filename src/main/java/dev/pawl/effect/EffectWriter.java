package dev.pawl.effect;

import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import io.smallrye.mutiny.Uni;

/**
 * Knows how one kind of effect is written to GitHub, and found again. To add a kind, add a record
 * to {@link Intent} and a bean of this type.
 *
 * @param <I> the kind's intent
 */
public interface EffectWriter<I extends Intent> {
  Class<I> intent();

  /** The request that writes it. */
  Call call(EffectTarget target, I intent);

  /** Whether a refusal in fact says that it is there already. */
  default boolean alreadyThere(Answer.Refused refusal) {
    return false;
  }

  /**
   * Looks for what an earlier try may have left behind, by marker and author. Asks GitHub; belongs
   * outside of transactions.
   */
  Probe probe(EffectTarget target, I intent);

  /** Brings what was written into the mirror, in the transaction that completes the effect. */
  default Uni<Void> mirror(EffectTarget target, Written written) {
    return Uni.createFrom().voidItem();
  }
}
