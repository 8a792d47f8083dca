package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

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

  /**
   * Completes the intent by what earlier effects left behind, just before it is sent: what was
   * known when it was planned may be too little by now. May ask GitHub; belongs outside of
   * transactions.
   */
  default Aim<I> aim(EffectTarget target, I intent) {
    return new Aim.At<>(intent);
  }

  /** Whether a refusal in fact says that it is there already. */
  default boolean alreadyThere(Answer.Refused refusal) {
    return false;
  }

  /**
   * What a refusal means. As a rule, what is wrong with the request itself stays wrong, while what
   * is wrong with rights or the repository's state may be mended.
   */
  default Refusal refused(Answer.Refused refusal) {
    if (alreadyThere(refusal)) {
      return new Refusal.Done();
    }
    return refusal.status() == 422 ? new Refusal.Over(Refusal.INVALID) : new Refusal.Again();
  }

  /**
   * What GitHub left out although it said that all is well; null when it did what it was asked. It
   * then counts as a refusal with the code {@link #LEFT_OUT}.
   */
  default @Nullable String leftOut(I intent, JsonNode answer) {
    return null;
  }

  /** The code of a refusal that GitHub did not put into words. */
  String LEFT_OUT = "left-out";

  /** Reads what GitHub answered to a request that succeeded. */
  default Written written(Answer.Success answer) {
    return Written.of(answer.body());
  }

  /**
   * Whether GitHub is asked before it is written, not only after an unknown outcome: where the
   * request itself cannot carry its condition. Not where the mirror was told a moment ago. Belongs
   * outside of transactions.
   */
  default boolean looksFirst(EffectTarget target, I intent) {
    return false;
  }

  /**
   * Has what a refusal casts doubt on read again. Belongs into the transaction that stores the
   * refusal.
   */
  default Uni<Void> doubt(EffectTarget target, I intent) {
    return Uni.createFrom().voidItem();
  }

  /**
   * Looks for what an earlier try may have left behind, by marker and author. Asks GitHub; belongs
   * outside of transactions.
   */
  Probe probe(EffectTarget target, I intent);

  /** The same, where GitHub's words alone do not say what was written to. */
  default Uni<Void> mirror(EffectTarget target, I intent, Written written) {
    return mirror(target, written);
  }

  /** Brings what was written into the mirror, in the transaction that completes the effect. */
  default Uni<Void> mirror(EffectTarget target, Written written) {
    return Uni.createFrom().voidItem();
  }
}
