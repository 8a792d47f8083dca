package dev.pawl.sandbox.agent;

/** A request that was answered with an error. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;

  Refused(int status, String what) {
    super(status + " to " + what, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
