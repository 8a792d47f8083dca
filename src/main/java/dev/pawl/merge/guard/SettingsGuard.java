package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.settings.Settings;

/** Without knowing what the repository's owner allows, nothing is merged. */
final class SettingsGuard implements Guard {
  private static final String WANTED = "known";

  @Override
  public String name() {
    return "Settings";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String unsettled = candidate.unsettled();
    if (unsettled == null) {
      return Verdict.pass("The settings for " + candidate.name() + " are known.", "known", WANTED);
    }
    return Verdict.block(
        "Needs you: "
            + candidate.name()
            + " is not merged, since the repository's settings are not known: "
            + Quoted.of(unsettled, 300)
            + ".",
        Quoted.of(unsettled, 300),
        WANTED,
        "`" + Settings.FILE + "` on the default branch is mended.",
        Remedy.PERSON);
  }
}
