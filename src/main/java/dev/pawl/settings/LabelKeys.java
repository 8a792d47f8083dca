package dev.pawl.settings;

import java.util.List;

/** The keys of the section {@code labels}. */
final class LabelKeys {
  static final SettingsSection SECTION =
      new SettingsSection(
          "labels",
          "The labels of Pawl's issues and pull requests.",
          List.of(
              ofIssues("gap_analysis", "gap-analysis issues"),
              ofIssues("development", "development issues"),
              ofIssues("repair", "issues that mend the default branch"),
              ofIssues("capability_update", "capability updates"),
              ofIssues("review", "reviews"),
              ofIssues("review_consumption", "issues that ask for tasks to be made of a review"),
              new SettingsKey(
                  "show_state",
                  Kind.yesOrNo(),
                  "Whether each pull request of the loop carries one of the next four labels, which"
                      + " says how it stands. It is written when that changes; whoever takes it off"
                      + " is not overruled until then."),
              ofState(
                  "pending_review",
                  "It waits: for its agent, for checks, for somebody to look at it."),
              ofState("changes_requested", "Somebody wants changes."),
              ofState("ready", "All guards passed."),
              ofState("blocked", "It is not merged as it is; the check run says why.")));

  private LabelKeys() {}

  private static SettingsKey ofIssues(String name, String what) {
    return new SettingsKey(
        name, Kind.label(), "The label of " + what + "; it is made where it is missing.");
  }

  private static SettingsKey ofState(String name, String description) {
    return new SettingsKey(name, Kind.label(), description);
  }
}
