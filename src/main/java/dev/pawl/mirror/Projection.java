package dev.pawl.mirror;

import java.util.Set;

/** What became of an event. */
public sealed interface Projection {
  /**
   * The mirror has what the event says, or had something newer already.
   *
   * @param wake the repositories, by id, whose own lanes have something to decide now
   */
  record Done(Set<Long> wake) implements Projection {}

  /** Pawl has no use for this event. */
  record Ignored(String reason) implements Projection {}

  Projection DONE = new Done(Set.of());
}
