package dev.pawl.mirror;

/** A payload lacks what its event cannot be understood without; no retry will change that. */
public final class MalformedPayload extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public MalformedPayload(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is missing, as one sentence for people. */
  public String reason() {
    return reason;
  }
}
