package dev.pawl.loop.issue;

import dev.pawl.effect.Intent;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import io.quarkus.qute.TemplateInstance;

/** What the issue of one kind of phase says. To add a kind, add it to its enum and a bean here. */
public interface PhaseIssue {
  PhaseFacts.Kind kind();

  /** The label that marks it for people. */
  Intent.CreateLabel label(Settings.Labels labels);

  /** Its template, filled in with what only this kind says. */
  TemplateInstance text(View view, PhaseFacts phase);
}
