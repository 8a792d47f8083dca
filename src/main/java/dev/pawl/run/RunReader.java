package dev.pawl.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Completes a view by what Pawl itself knows: how far runs are, and what is held back. */
@ApplicationScoped
class RunReader {
  private final PhaseFactsReader phases;
  private final HoldFactsReader holds;
  private final InterventionFactsReader interventions;

  RunReader(PhaseFactsReader phases, HoldFactsReader holds, InterventionFactsReader interventions) {
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
                                .map(needed -> view.with(known, held, needed))));
  }
}
