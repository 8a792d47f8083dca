package dev.pawl.loop;

import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import java.util.List;

/**
 * Turns one kind of step into the writes it needs. To add a step, add a record to {@link Step} and
 * a bean of this type.
 *
 * @param <S> the kind of step
 */
public interface StepHandler<S extends Step> {
  Class<S> step();

  /** The writes, in order. The same step of the same view gives the same writes. */
  List<PlannedEffect> effects(S step, View view);
}
