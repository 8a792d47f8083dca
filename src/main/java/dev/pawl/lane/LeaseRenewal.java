package dev.pawl.lane;

import dev.pawl.store.Lease;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Keeps one lease from running out while its worker goes on: asked at every step, it renews no more
 * often than ten times in a lease's length. A lease that was lost in between is found by the
 * fencing number at the next write.
 */
final class LeaseRenewal implements BooleanSupplier {
  private final LaneLeases leases;
  private final Lease lease;
  private final long everyNanos;
  private long renewedAt = System.nanoTime();

  /** Of a lease that was claimed just now. */
  LeaseRenewal(LaneLeases leases, Lease lease, Duration length) {
    this.leases = leases;
    this.lease = lease;
    this.everyNanos = length.toNanos() / 10;
  }

  /** False when another worker has claimed the lane since. */
  @Override
  public boolean getAsBoolean() {
    long now = System.nanoTime();
    if (now - renewedAt < everyNanos) {
      return true;
    }
    renewedAt = now;
    return leases.renew(lease);
  }
}
