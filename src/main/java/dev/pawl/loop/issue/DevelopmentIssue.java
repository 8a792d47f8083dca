package dev.pawl.loop.issue;

import dev.pawl.effect.Intent;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** One task towards the goal. */
@ApplicationScoped
class DevelopmentIssue implements PhaseIssue {
  private static final String COLOR = "0e8a16";

  private final Template template;
  private final PhaseTask tasks;

  DevelopmentIssue(@Location("issues/development.md") Template template, PhaseTask tasks) {
    this.template = template;
    this.tasks = tasks;
  }

  @Override
  public Kind kind() {
    return Kind.DEVELOPMENT;
  }

  @Override
  public Intent.CreateLabel label(Settings.Labels labels) {
    return new Intent.CreateLabel(labels.development(), COLOR, "Pawl: one task towards the goal");
  }

  @Override
  public TemplateInstance text(View view, PhaseFacts phase) {
    return template.data("task", tasks.of(view, phase));
  }
}
