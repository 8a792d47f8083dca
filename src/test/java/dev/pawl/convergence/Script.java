package dev.pawl.convergence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What people will do in one repository, whenever Pawl asks for it: the fate of each task, of each
 * capability update and of each gap analysis. So the end does not depend on who was quicker.
 *
 * @param fates by what an issue is about, such as {@code lens-0}, {@code update-lens-0}, {@code
 *     gap-1}
 */
record Script(long seed, Map<String, Fate> fates) {
  /** What waits from the beginning. */
  static final List<String> AT_FIRST = List.of("lens-0", "lens-1", "lens-2");

  /** There from the beginning as a file without a word; it becomes a task when it is mended. */
  static final String MENDED = "mended";

  /** What the first gap analysis brings. A person merges it, so it may bring more than one. */
  static final List<String> BROUGHT = List.of("dev-a", "dev-b");

  /** What the second one brings, when all else has ended. */
  static final String LAST = "dev-last";

  private static final List<Fate> OF_TASKS =
      List.of(
          Fate.BY_PAWL,
          Fate.BY_PAWL,
          Fate.BY_HAND,
          Fate.AT_ONCE,
          Fate.AT_THE_SECOND_TRY,
          Fate.WITH_CAPABILITIES,
          Fate.NOT_DONE);

  private static final List<Fate> OF_UPDATES =
      List.of(Fate.BY_PAWL, Fate.BY_HAND, Fate.AT_ONCE, Fate.NOT_DONE);

  /** Seeds that follow each other would begin alike. */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  static Random random(long seed) {
    return new Random(seed * SCATTER);
  }

  static Script of(long seed) {
    Random random = random(seed);
    Map<String, Fate> fates = new LinkedHashMap<>();
    for (String task : tasks()) {
      fates.put(task, OF_TASKS.get(random.nextInt(OF_TASKS.size())));
      fates.put("update-" + task, OF_UPDATES.get(random.nextInt(OF_UPDATES.size())));
    }
    // There are merges by Pawl in every life.
    fates.put(LAST, Fate.BY_PAWL);
    fates.put("gap-1", Fate.WITH_OTHERS_IN_THE_QUEUE);
    fates.put("gap-2", random.nextBoolean() ? Fate.BY_PAWL : Fate.AT_THE_SECOND_TRY);
    fates.put("gap-3", Fate.BY_PAWL);
    return new Script(seed, Map.copyOf(fates));
  }

  static List<String> tasks() {
    return List.of("lens-0", "lens-1", "lens-2", MENDED, "dev-a", "dev-b", LAST);
  }

  /** Whether an issue about this will be there. */
  boolean comes(String about) {
    if (!about.startsWith("update-")) {
      return true;
    }
    Fate task = fate(about.substring("update-".length()));
    return task != Fate.NOT_DONE && task != Fate.WITH_CAPABILITIES;
  }

  Fate fate(String about) {
    Fate fate = fates.get(about);
    if (fate == null) {
      throw new AssertionError("nobody expects an issue about " + about);
    }
    return fate;
  }
}
