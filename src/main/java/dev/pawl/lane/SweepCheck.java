package dev.pawl.lane;

import dev.pawl.store.ComponentCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Whether the net under the wake-ups is drawn in time. */
@ApplicationScoped
class SweepCheck implements ComponentCheck {
  private static final Duration LONG = Duration.ofSeconds(15);

  private final Sweep sweep;
  private final LaneDispatcher dispatcher;

  SweepCheck(Sweep sweep, LaneDispatcher dispatcher) {
    this.sweep = sweep;
    this.dispatcher = dispatcher;
  }

  @Override
  public String component() {
    return "lanes";
  }

  @Override
  public Finding check() {
    Duration since = sweep.sinceLast();
    String detail =
        "Last sweep %d s ago, %d lanes in hand.".formatted(since.toSeconds(), dispatcher.busy());
    return since.compareTo(LONG) < 0 ? Finding.works(detail) : Finding.fails(detail);
  }
}
