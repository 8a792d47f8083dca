package dev.pawl.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.chaos.Stage;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Plays scripts plainly, and then again while mail is lost, doubled, overtaken, late or never
 * written: the end must be the same. A life that ends otherwise is told together with its seed:
 * {@code -Dpawl.convergence.seed=} plays it once more, first of all.
 */
public final class Convergence {
  private static final String SEED = "pawl.convergence.seed";

  /** With as many scripts, if somebody has the time. */
  private static final int SCRIPTS = Integer.getInteger("pawl.convergence.scripts", 1);

  private Convergence() {}

  /**
   * @param inFlight how many tasks may be worked on at once in each of the lives in trouble; in the
   *     plain one it is one
   * @param kills how often Pawl is killed in each of those
   */
  public static void hold(Stage stage, List<Integer> inFlight, int kills) {
    long first = Long.getLong(SEED, new Random().nextInt(1_000_000_000));
    for (long seed = first; seed < first + SCRIPTS; seed++) {
      hold(stage, Script.of(seed), inFlight, kills);
    }
  }

  private static void hold(Stage stage, Script script, List<Integer> inFlight, int kills) {
    Outcome expected = play(new Life(stage, script, 1, Life.Trouble.NONE), script, 1, null);
    for (int most : inFlight) {
      Life.Trouble trouble = new Life.Trouble(script.seed() + most, kills);
      play(new Life(stage, script, most, trouble), script, most, expected);
    }
  }

  private static Outcome play(Life life, Script script, int inFlight, @Nullable Outcome expected) {
    long began = System.nanoTime();
    try {
      Outcome outcome = life.play();
      life.keptToTheLimit();
      if (expected != null) {
        assertThat(outcome).usingRecursiveComparison().isEqualTo(expected);
      }
      System.out.printf(
          "seed %d, %s, %d at once: %d phases after %d acts, in %d ms%n",
          script.seed(),
          expected == null ? "plainly" : "in trouble",
          inFlight,
          outcome.phases().size(),
          life.told().size(),
          (System.nanoTime() - began) / 1_000_000);
      return outcome;
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError(
          "-D%s=%d, %d at once, ends badly: %s%n%s%n  %s"
              .formatted(
                  SEED,
                  script.seed(),
                  inFlight,
                  failure.getMessage(),
                  script.fates(),
                  String.join("\n  ", life.told())),
          failure);
    }
  }
}
