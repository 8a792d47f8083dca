package dev.pawl.loop.issue;

import dev.pawl.effect.Intent;
import dev.pawl.loop.policy.Capabilities;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** The goal compared with what exists. */
@ApplicationScoped
class GapAnalysisIssue implements PhaseIssue {
  private static final String COLOR = "1d76db";

  private final Template template;

  GapAnalysisIssue(@Location("issues/gap-analysis.md") Template template) {
    this.template = template;
  }

  @Override
  public Kind kind() {
    return Kind.GAP_ANALYSIS;
  }

  @Override
  public Intent.CreateLabel label(Settings.Labels labels) {
    return new Intent.CreateLabel(
        labels.gapAnalysis(), COLOR, "Pawl: compare the goal with what exists");
  }

  @Override
  public TemplateInstance text(View view, PhaseFacts phase) {
    return template
        .data("hasCapabilities", Capabilities.lack(view).isEmpty())
        .data("lack", Capabilities.lack(view))
        .data("assigned", assigned(view))
        .data("goalBlob", view.file("GOAL").map(View.FileFacts::blob).orElse(""));
  }

  private static boolean assigned(View view) {
    Settings.Agent agent = view.settings().agent();
    return agent.assignee() != null || !agent.use().isEmpty();
  }
}
