package dev.pawl.mirror;

import dev.pawl.settings.Settings;

/** Which of a repository's files the loop has to do with. */
final class PlanningPaths {
  private PlanningPaths() {}

  /** Whether a change of the file may change a decision. */
  static boolean matters(String path, Settings settings) {
    return isKept(path, settings)
        || path.startsWith(settings.planning().queue() + "/")
        || path.startsWith(settings.planning().reviews() + "/");
  }

  /** Whether it is the file of a task that is under way; of it the mirror keeps the name alone. */
  static boolean isProcessed(String path, Settings settings) {
    return path.startsWith(settings.planning().queue() + "/processed/");
  }

  /** Whether the mirror keeps something of what stands in the file. */
  static boolean isKept(String path, Settings settings) {
    Settings.Planning planning = settings.planning();
    return path.equals(Settings.FILE)
        || path.equals(planning.goal())
        || path.equals(planning.capabilities())
        || path.equals(planning.goalReached())
        || path.startsWith(planning.queue() + "/pending/");
  }
}
