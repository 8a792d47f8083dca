package dev.pawl.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Completes a view by what Pawl itself knows: how far runs are, and what is held back. */
@ApplicationScoped
class RunReader {
  private final PhaseFactsReader phases;
  private final HoldFactsReader holds;
  private final InterventionFactsReader interventions;
  private final QueueFactsReader queue;
  private final ReviewFactsReader reviews;
  private final Onboardings onboardings;

  RunReader(
      PhaseFactsReader phases,
      HoldFactsReader holds,
      InterventionFactsReader interventions,
      QueueFactsReader queue,
      ReviewFactsReader reviews,
      Onboardings onboardings) {
    this.queue = queue;
    this.reviews = reviews;
    this.onboardings = onboardings;
    this.phases = phases;
    this.holds = holds;
    this.interventions = interventions;
  }

  Uni<View> completed(View view) {
    long repository = view.repository().id();
    return holds
        .read(repository, view.now())
        .chain(held -> stood(view, held))
        .chain(complete -> onboardings.open(repository).map(complete::wished));
  }

  /**
   * After a decision's own changes. What people hold back and wish for is as it was read before: a
   * decision takes neither back, but for a wish that it has fulfilled. Whoever adds to them
   * meanwhile wakes the lane.
   */
  Uni<View> again(View view) {
    return stood(view, view.holds())
        .chain(
            complete ->
                view.onboarding() == null
                    ? Uni.createFrom().item(complete)
                    : onboardings.open(view.repository().id()).map(complete::wished));
  }

  /** How far runs are, and what people were asked. */
  private Uni<View> stood(View view, List<HoldFacts> held) {
    long repository = view.repository().id();
    return phases
        .read(repository, view.settings().agent())
        .chain(
            known ->
                queue
                    .read(repository)
                    .map(items -> view.with(known, held, List.of()).queued(items, List.of()))
                    // What may be asked about a review depends on how far it is.
                    .chain(this::reviewed)
                    .chain(
                        whole ->
                            interventions
                                .read(repository, QuestionFacts.of(whole))
                                .map(
                                    people ->
                                        whole
                                            .with(known, held, people.open())
                                            .queued(whole.queue(), people.asked()))));
  }

  private Uni<View> reviewed(View view) {
    return reviews
        .read(view.repository().id(), view.phases(), view.settings().planning().reviews())
        .map(view::reviewed);
  }
}
