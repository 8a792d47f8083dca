package dev.pawl.store;

/** A text that must not be seen: it does not show itself where it is logged or put into words. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
