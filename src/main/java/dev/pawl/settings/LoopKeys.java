package dev.pawl.settings;

import java.util.List;

/** The keys of the section {@code loop}. */
final class LoopKeys {
  static final SettingsSection SECTION =
      new SettingsSection(
          "loop",
          "How the loop turns.",
          List.of(
              new SettingsKey(
                  "max_in_flight",
                  Kind.number(1, 20),
                  "How many development tasks are worked on at once."),
              new SettingsKey(
                  "capabilities_in_pull_request",
                  Kind.yesOrNo(),
                  "Whether a development whose pull request has changed the capabilities document"
                      + " itself needs no capability update any more.")));

  private LoopKeys() {}
}
