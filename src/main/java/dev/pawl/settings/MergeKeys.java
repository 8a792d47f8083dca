package dev.pawl.settings;

import java.util.List;

/** The keys of the section {@code merge}. */
final class MergeKeys {
  static final SettingsSection SECTION =
      new SettingsSection(
          "merge",
          "What a pull request must be like to be merged, and how that is done.",
          List.of(
              new SettingsKey("method", Kind.oneOf(Settings.Method.class), "How Pawl merges."),
              new SettingsKey(
                  "allow_no_checks",
                  Kind.yesOrNo(),
                  "Whether a pull request may be merged on whose head no check ran; two minutes are"
                      + " waited for one all the same."),
              new SettingsKey(
                  "allow_neutral",
                  Kind.yesOrNo(),
                  "Whether a check that ended as neutral counts as passed."),
              new SettingsKey(
                  "allow_skipped",
                  Kind.yesOrNo(),
                  "Whether a check that was skipped counts as passed."),
              new SettingsKey(
                  "wip", Kind.patterns(), "Titles of work in progress, which is not merged."),
              new SettingsKey(
                  "hold_labels",
                  Kind.labels(),
                  "A pull request with one of these labels is not merged; case does not matter."),
              new SettingsKey(
                  "guarded_paths",
                  Kind.patterns(),
                  "Paths that Pawl never merges a change of, besides those in"
                      + " [GUARDS.md](GUARDS.md)."),
              new SettingsKey(
                  "max_files", Kind.number(1, 3_000), "How many files a pull request may change."),
              new SettingsKey(
                  "max_lines",
                  Kind.number(1, 1_000_000),
                  "How many lines it may add and delete together."),
              new SettingsKey(
                  "delete_branch",
                  Kind.yesOrNo(),
                  "Whether the branch is deleted after the merge.")));

  private MergeKeys() {}
}
