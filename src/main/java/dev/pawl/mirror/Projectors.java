package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the projector of an event. */
@ApplicationScoped
public class Projectors {
  private final Map<String, Projector> byEvent;

  Projectors(Instance<Projector> projectors) {
    this.byEvent =
        projectors.stream().collect(Collectors.toMap(Projector::event, Function.identity()));
  }

  /** Within a transaction: the repositories besides, by id, that the event changes or concerns. */
  public Uni<Set<Long>> others(Event event) {
    Projector projector = byEvent.get(event.name());
    return projector == null ? Uni.createFrom().item(Set.of()) : projector.others(event);
  }

  /** Within a transaction: the mirror follows the event. */
  public Uni<Projection> project(Event event) {
    Projector projector = byEvent.get(event.name());
    return projector == null
        ? Uni.createFrom().item(new Projection.Ignored("Pawl has no use for this event."))
        : projector.project(event);
  }
}
