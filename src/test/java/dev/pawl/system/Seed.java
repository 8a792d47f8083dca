package dev.pawl.system;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * What a test draws by lot. Another one each time, unless {@code -Dpawl.system.seed=} names it; a
 * test that fails says which it was.
 */
final class Seed implements TestExecutionExceptionHandler {
  private static final String PROPERTY = "pawl.system.seed";
  private static final long USUAL = 948990762;

  private final long seed = Long.getLong(PROPERTY, System.nanoTime() & 0xffffffffL);

  /** The same for the same seed and number. */
  Random random(int number) {
    return new Random(seed * 31 + number);
  }

  /** The same each time, unless a seed is named. */
  Random usual(int number) {
    return new Random(Long.getLong(PROPERTY, USUAL) * 31 + number);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
    throw new AssertionError(
        "played again by -D%s=%d: %s".formatted(PROPERTY, seed, failure.getMessage()), failure);
  }
}
