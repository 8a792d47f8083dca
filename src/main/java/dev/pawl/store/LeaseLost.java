package dev.pawl.store;

/** Another worker has claimed the lane since; what was about to be written must not be. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLost(Lease lease) {
    super(
        "the lease of lane "
            + lease.lane()
            + " with fencing number "
            + lease.fencing()
            + " is lost");
  }
}
