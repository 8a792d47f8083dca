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

/** What mends the default branch. */
@ApplicationScoped
class RepairIssue implements PhaseIssue {
  private static final String COLOR = "d93f0b";

  private final Template template;
  private final PhaseTask tasks;

  RepairIssue(@Location("issues/repair.md") Template template, PhaseTask tasks) {
    this.template = template;
    this.tasks = tasks;
  }

  @Override
  public Kind kind() {
    return Kind.REPAIR;
  }

  @Override
  public Intent.CreateLabel label(Settings.Labels labels) {
    return new Intent.CreateLabel(labels.repair(), COLOR, "Pawl: mend the default branch");
  }

  @Override
  public TemplateInstance text(View view, PhaseFacts phase) {
    return template.data("task", tasks.of(view, phase));
  }
}
