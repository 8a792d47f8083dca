package dev.pawl.sandbox.fault;

import java.util.Locale;

/** What can go wrong: the first row with API calls, the second with deliveries. */
public enum FaultKind {
  FAIL_BEFORE(502),
  FAIL_AFTER(502),
  LATE(504),
  HANG(0),
  STALL(0),
  SLOW(0),
  WITHHOLD(200),
  RATE_PRIMARY(403),
  RATE_SECONDARY(403),
  LAG(0),

  DROP(0),
  DOUBLE(0),
  REORDER(0),
  DELAY(0),
  THROTTLE(0);

  private final int usualStatus;

  FaultKind(int usualStatus) {
    this.usualStatus = usualStatus;
  }

  int usualStatus() {
    return usualStatus;
  }

  /** Such as fail-before. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static FaultKind named(String wireName) {
    for (FaultKind kind : values()) if (kind.wireName().equals(wireName)) return kind;
    throw new IllegalArgumentException("no fault of kind " + wireName);
  }

  boolean ofCalls() {
    return ordinal() < LAG.ordinal();
  }

  boolean ofDeliveries() {
    return ordinal() > LAG.ordinal();
  }
}
