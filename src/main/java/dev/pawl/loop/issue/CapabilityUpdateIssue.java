package dev.pawl.loop.issue;

import dev.pawl.effect.Intent;
import dev.pawl.loop.policy.TaskText;
import dev.pawl.loop.policy.TurnPolicy;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** What a merged development has added to what the system can do. */
@ApplicationScoped
class CapabilityUpdateIssue implements PhaseIssue {
  private static final String COLOR = "5319e7";

  private final Template template;

  CapabilityUpdateIssue(@Location("issues/capability-update.md") Template template) {
    this.template = template;
  }

  @Override
  public Kind kind() {
    return Kind.CAPABILITY_UPDATE;
  }

  @Override
  public Intent.CreateLabel label(Settings.Labels labels) {
    return new Intent.CreateLabel(
        labels.capabilityUpdate(), COLOR, "Pawl: write down what the system can do now");
  }

  @Override
  public TemplateInstance text(View view, PhaseFacts phase) {
    return template
        .data("pull", TurnPolicy.sourcePull(view, phase).orElse(0))
        .data("title", TaskText.line(TurnPolicy.sourceTitle(view, phase)))
        .data("discussion", phase.body());
  }
}
