package dev.pawl.loop;

import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the handler of a step. */
@ApplicationScoped
class StepHandlers {
  private final Map<Class<? extends Step>, StepHandler<?>> byStep;

  StepHandlers(Instance<StepHandler<?>> handlers) {
    this.byStep =
        handlers.stream().collect(Collectors.toMap(StepHandler::step, Function.identity()));
  }

  @SuppressWarnings("unchecked") // The map's keys are the handlers' own step classes.
  <S extends Step> List<PlannedEffect> effects(S step, View view) {
    StepHandler<S> handler = (StepHandler<S>) byStep.get(step.getClass());
    if (handler == null) {
      throw new IllegalStateException("no handler for " + step.getClass().getSimpleName());
    }
    return handler.effects(step, view);
  }
}
