package dev.pawl.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Completes a view by what Pawl itself knows: how far runs are, and what is held back. */
@ApplicationScoped
class RunReader {
  private final PhaseFactsReader phases;
  private final HoldFactsReader holds;
  private final InterventionFactsReader interventions;
  private final QueueFactsReader queue;
  private final Onboardings onboardings;

  RunReader(
      PhaseFactsReader phases,
      HoldFactsReader holds,
      InterventionFactsReader interventions,
      QueueFactsReader queue,
      Onboardings onboardings) {
    this.queue = queue;
    this.onboardings = onboardings;
    this.phases = phases;
    this.holds = holds;
    this.interventions = interventions;
  }

  Uni<View> completed(View view) {
    long repository = view.repository().id();
    return phases
        .read(repository, view.settings().agent())
        .chain(
            known ->
                holds
                    .read(repository, view.now())
                    .chain(
                        held ->
                            interventions
                                .read(repository)
                                .chain(
                                    people ->
                                        queue
                                            .read(repository)
                                            .map(
                                                items ->
                                                    view.with(known, held, people.open())
                                                        .queued(items, people.asked())))))
        .chain(complete -> onboardings.open(repository).map(complete::wished));
  }
}
