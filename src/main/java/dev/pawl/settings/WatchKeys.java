package dev.pawl.settings;

import java.util.List;

/** The keys of the section {@code watch}. */
final class WatchKeys {
  private static final int MOST_MINUTES = 24 * 60;

  static final SettingsSection SECTION =
      new SettingsSection(
          "watch",
          "What becomes of the default branch after a merge.",
          List.of(
              new SettingsKey(
                  "minutes",
                  Kind.number(0, MOST_MINUTES),
                  "For how many minutes after a merge its checks on the default branch are"
                      + " [watched](RECEIPTS.md#the-watch). 0: not at all."),
              new SettingsKey(
                  "revert",
                  Kind.yesOrNo(),
                  "Whether a pull request that undoes the merge is opened when they fail. It is only"
                      + " opened; a person merges it.")));

  private WatchKeys() {}
}
