package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * Brings one kind of event into the mirror. To add an event, add a bean of this type.
 *
 * <p>A projector runs within the transaction that marks the delivery as done. It compares versions
 * and never trusts the order of arrival: something older is dropped; on a tie that differs, what is
 * stored is marked dirty, to be read again before a decision depends on it.
 */
public interface Projector {
  /** The event's name, as in {@code X-GitHub-Event}. */
  String event();

  /**
   * Other repositories, by id, whose rows it will change or that have something to decide because
   * of it. Their lanes are woken, and locked before the mirror is touched: whoever changes a
   * repository's rows holds its lane's row, so that two lanes never wait for each other.
   */
  default Uni<Set<Long>> others(Event event) {
    return Uni.createFrom().item(Set.of());
  }

  /**
   * @throws MalformedPayload when what must be there is not; trying again would not help
   */
  Uni<Projection> project(Event event);
}
