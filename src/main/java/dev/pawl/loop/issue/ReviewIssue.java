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

/** A look at the whole through one lens. */
@ApplicationScoped
class ReviewIssue implements PhaseIssue {
  private static final String COLOR = "c5def5";

  private final Template template;

  ReviewIssue(@Location("issues/review.md") Template template) {
    this.template = template;
  }

  @Override
  public Kind kind() {
    return Kind.REVIEW;
  }

  @Override
  public Intent.CreateLabel label(Settings.Labels labels) {
    return new Intent.CreateLabel(labels.review(), COLOR, "Pawl: look at the whole from one side");
  }

  @Override
  public TemplateInstance text(View view, PhaseFacts phase) {
    return template.data("lens", lens(phase)).data("lensTask", task(phase));
  }

  /** The text begins with the name of the lens, in a line of its own. */
  private static String lens(PhaseFacts phase) {
    return phase.body().lines().findFirst().orElse("");
  }

  private static String task(PhaseFacts phase) {
    return phase.body().substring(lens(phase).length()).strip();
  }
}
