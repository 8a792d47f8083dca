package dev.pawl.store;

/**
 * Looks whether one part that Pawl stands on works. To add one, add a bean of this type.
 *
 * <p>Runs every five minutes and when somebody asks; belongs outside of transactions.
 */
public interface ComponentCheck {
  /** The part's name on the health page, such as {@code database}. */
  String component();

  /** What was found. May throw: that counts as not working. */
  Finding check();

  /**
   * @param detail one sentence for people, without secrets
   */
  record Finding(boolean works, String detail) {
    public static Finding works(String detail) {
      return new Finding(true, detail);
    }

    public static Finding fails(String detail) {
      return new Finding(false, detail);
    }
  }
}
