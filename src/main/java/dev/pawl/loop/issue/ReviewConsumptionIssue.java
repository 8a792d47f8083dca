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

/** The tasks that are made of a review. */
@ApplicationScoped
class ReviewConsumptionIssue implements PhaseIssue {
  private static final String COLOR = "bfdadc";

  private final Template template;

  ReviewConsumptionIssue(@Location("issues/review-consumption.md") Template template) {
    this.template = template;
  }

  @Override
  public Kind kind() {
    return Kind.REVIEW_CONSUMPTION;
  }

  @Override
  public Intent.CreateLabel label(Settings.Labels labels) {
    return new Intent.CreateLabel(
        labels.reviewConsumption(), COLOR, "Pawl: make tasks of a review");
  }

  @Override
  public TemplateInstance text(View view, PhaseFacts phase) {
    return template.data("review", phase.body());
  }
}
