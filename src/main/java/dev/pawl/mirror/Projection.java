package dev.pawl.mirror;

/** What became of an event. */
public sealed interface Projection {
  /** The mirror has what the event says, or had something newer already. */
  record Done() implements Projection {}

  /** Pawl has no use for this event. */
  record Ignored(String reason) implements Projection {}

  Projection DONE = new Done();
}
