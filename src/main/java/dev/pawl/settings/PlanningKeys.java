package dev.pawl.settings;

import java.util.List;

/** The keys of the section {@code planning}. */
final class PlanningKeys {
  static final SettingsSection SECTION =
      new SettingsSection(
          "planning",
          "Where the loop's files are.",
          List.of(
              new SettingsKey(
                  "goal",
                  Kind.path(),
                  "What the system shall be. The loop begins when it is there and not empty; Pawl"
                      + " never writes it."),
              new SettingsKey(
                  "capabilities",
                  Kind.path(),
                  "What the system can do now. A capability update after each merged development"
                      + " keeps it up to date."),
              new SettingsKey(
                  "goal_reached",
                  Kind.path(),
                  "Where a gap analysis says that the goal is reached. While it names the blob of"
                      + " the goal as it is now, the loop is done."),
              new SettingsKey(
                  "queue",
                  Kind.path(),
                  "The folder of the tasks: what is in its `pending/` is taken up in the order of"
                      + " the names; see [LOOP.md](LOOP.md)."),
              new SettingsKey(
                  "reviews",
                  Kind.path(),
                  "The folder of reviews; a review's pull request may bring one new file in it and"
                      + " nothing else.")));

  private PlanningKeys() {}
}
