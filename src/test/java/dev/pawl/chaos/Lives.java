package dev.pawl.chaos;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Plays random lives, and looks at each when it has come to rest. A life that ends badly is made
 * shorter a few times, as long as it still does, and told together with its seed: {@code
 * -Dpawl.chaos.seed=} plays it once more, first of all.
 *
 * <p>jqwik makes the lives; the tries are made here, since its engine starts no Quarkus.
 */
public final class Lives {
  /** Each is a life of its own, on a machine that has other things to do. */
  private static final int SHRINKS = Integer.getInteger("pawl.chaos.shrinks", 6);

  private static final int EDGE_CASES = 1000;

  /**
   * As many lives as were wished for may all go without a merge, but hardly three times as many.
   */
  private static final int MOST_TIMES = 3;

  /** Seeds that follow each other would begin alike. */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  private Lives() {}

  /** A given seed may well be one without a merge. */
  private static boolean more(int merges, long played, int tries) {
    return merges == 0 && !given() && played < (long) MOST_TIMES * tries;
  }

  private static boolean given() {
    return Long.getLong("pawl.chaos.seed") != null;
  }

  /**
   * @param tries how many lives; more where none of them has come to a merge, since nothing was
   *     tried then
   * @param most how many acts a life has at most
   * @param kills whether Pawl is killed now and then
   */
  public static void play(Stage stage, int tries, int most, boolean kills) {
    JqwikSession.run(
        () -> {
          long first = Long.getLong("pawl.chaos.seed", System.nanoTime() & 0xffffffffL);
          RandomGenerator<List<Act>> lives = Acts.lives(most, kills).generator(EDGE_CASES);
          int merges = 0;
          long seed = first;
          for (; seed < first + tries || more(merges, seed - first, tries); seed++) {
            Shrinkable<List<Act>> life = lives.next(new Random(seed * SCATTER));
            try {
              merges += play(stage, life.value(), "seed " + seed);
            } catch (RuntimeException | AssertionError failure) {
              throw shortest(stage, life, failure, seed);
            }
          }
          System.out.printf(
              "%d lives, %d merges by Pawl, seeds from %d%n", seed - first, merges, first);
          if (merges == 0 && !given()) {
            throw new AssertionError("nothing was merged in any life; seeds from " + first);
          }
        });
  }

  private static int play(Stage stage, List<Act> life, String about) {
    stage.github().clearFaults();
    stage.awake();
    Play play = new Play(stage);
    stage.github().clearRequests();
    stage.github().recordBodies(true);
    try {
      life.forEach(play::play);
      play.comeToRest();
      int merges = new MergeVerdict(play).judge();
      new EndVerdict(play).judge();
      System.out.printf(
          "%s: %d acts on %d pull requests, %d merged by Pawl%n",
          about, life.size(), play.numbers.size(), merges);
      return merges;
    } finally {
      stage.github().recordBodies(false);
    }
  }

  /** The shortest of a few that end badly. A race may end well the second time. */
  private static AssertionError shortest(
      Stage stage, Shrinkable<List<Act>> life, Throwable failure, long seed) {
    System.out.printf("seed %d ends badly: %s%n%s%n", seed, failure, told(life.value()));
    Shrinkable<List<Act>> shortest = life;
    Throwable why = failure;
    int left = SHRINKS;
    boolean shorter = true;
    while (shorter && left > 0) {
      shorter = false;
      for (Shrinkable<List<Act>> next : shortest.shrink().limit(left).toList()) {
        left--;
        try {
          play(stage, next.value(), "a shorter life");
        } catch (RuntimeException | AssertionError still) {
          shortest = next;
          why = still;
          shorter = true;
          break;
        }
      }
    }
    return new AssertionError(
        "-Dpawl.chaos.seed="
            + seed
            + " ends badly: "
            + why.getMessage()
            + "\n"
            + told(shortest.value()),
        why);
  }

  private static String told(List<Act> life) {
    return life.stream().map(act -> "  " + act).collect(Collectors.joining("\n"));
  }
}
