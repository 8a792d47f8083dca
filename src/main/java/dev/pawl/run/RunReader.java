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
  private final ReceiptFactsReader receipts;

  RunReader(
      PhaseFactsReader phases,
      HoldFactsReader holds,
      InterventionFactsReader interventions,
      QueueFactsReader queue,
      ReviewFactsReader reviews,
      Onboardings onboardings,
      ReceiptFactsReader receipts) {
    this.queue = queue;
    this.reviews = reviews;
    this.onboardings = onboardings;
    this.receipts = receipts;
    this.phases = phases;
    this.holds = holds;
    this.interventions = interventions;
  }

  Uni<View> completed(View view, Presence there) {
    long repository = view.repository().id();
    return Presence.where(there.holds(), () -> holds.read(repository, view.now()))
        .chain(held -> stood(view, held, there))
        .chain(complete -> wished(complete, there))
        .chain(complete -> kept(complete, there));
  }

  /**
   * After a decision's own changes. What people hold back is as it was read before: a decision
   * takes none of it back, and whoever adds to it meanwhile wakes the lane.
   */
  Uni<View> again(View view, Presence there) {
    return stood(view, view.holds(), there)
        .chain(complete -> wished(complete, there))
        .chain(complete -> kept(complete, there));
  }

  private Uni<View> kept(View view, Presence there) {
    View.RepositoryFacts repository = view.repository();
    return Presence.where(there.receipts(), () -> receipts.read(repository.id(), repository.head()))
        .map(view::kept);
  }

  private Uni<View> wished(View view, Presence there) {
    return there.onboarding()
        ? onboardings.open(view.repository().id()).map(view::wished)
        : Uni.createFrom().item(view.wished(null));
  }

  /** How far runs are, and what people were asked. */
  private Uni<View> stood(View view, List<HoldFacts> held, Presence there) {
    long repository = view.repository().id();
    return Presence.where(
            there.runs(), () -> phases.read(repository, view.settings().agent(), there.waits()))
        .chain(
            known ->
                Presence.where(there.queue(), () -> queue.read(repository))
                    .map(items -> view.with(known, held, List.of()).queued(items, List.of()))
                    // What may be asked about a review depends on how far it is.
                    .chain(this::reviewed)
                    .chain(
                        whole ->
                            asked(whole, there)
                                .map(
                                    people ->
                                        whole
                                            .with(known, held, people.open())
                                            .queued(whole.queue(), people.asked()))));
  }

  private Uni<InterventionFactsReader.Read> asked(View view, Presence there) {
    return there.interventions()
        ? interventions.read(view.repository().id(), QuestionFacts.of(view))
        : Uni.createFrom().item(InterventionFactsReader.Read.NOTHING);
  }

  private Uni<View> reviewed(View view) {
    return reviews
        .read(view.repository().id(), view.phases(), view.settings().planning().reviews())
        .map(view::reviewed);
  }
}
