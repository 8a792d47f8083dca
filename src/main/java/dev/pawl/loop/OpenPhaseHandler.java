package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Capabilities;
import dev.pawl.loop.policy.Step;
import dev.pawl.loop.policy.TaskText;
import dev.pawl.loop.policy.TurnPolicy;
import dev.pawl.mirror.FileAddress;
import dev.pawl.mirror.Marker;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens a phase's issue, with the label that marks it for people. Which agent to ask, and how, is a
 * step of its own.
 */
@ApplicationScoped
class OpenPhaseHandler implements StepHandler<Step.OpenPhase> {
  private static final String DEVELOPMENT_COLOR = "0e8a16";
  private static final String REPAIR_COLOR = "d93f0b";
  private static final String GAP_ANALYSIS_COLOR = "1d76db";
  private static final String CAPABILITY_UPDATE_COLOR = "5319e7";
  private static final String REVIEW_COLOR = "c5def5";
  private static final String REVIEW_CONSUMPTION_COLOR = "bfdadc";

  private final Template development;
  private final Template repair;
  private final Template gapAnalysis;
  private final Template capabilityUpdate;
  private final Template review;
  private final Template reviewConsumption;
  private final FileAddress addresses;

  OpenPhaseHandler(
      @Location("issues/development.md") Template development,
      @Location("issues/repair.md") Template repair,
      @Location("issues/gap-analysis.md") Template gapAnalysis,
      @Location("issues/capability-update.md") Template capabilityUpdate,
      @Location("issues/review.md") Template review,
      @Location("issues/review-consumption.md") Template reviewConsumption,
      FileAddress addresses) {
    this.development = development;
    this.repair = repair;
    this.gapAnalysis = gapAnalysis;
    this.capabilityUpdate = capabilityUpdate;
    this.review = review;
    this.reviewConsumption = reviewConsumption;
    this.addresses = addresses;
  }

  @Override
  public Class<Step.OpenPhase> step() {
    return Step.OpenPhase.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.OpenPhase step, View view) {
    PhaseFacts phase =
        view.phase(step.phase())
            .orElseThrow(() -> new IllegalStateException("no phase " + step.phase()));
    Settings.Labels labels = view.settings().labels();
    return switch (phase.kind()) {
      case DEVELOPMENT ->
          issue(
              step,
              view,
              phase,
              development.data("task", task(view, phase)),
              new Intent.CreateLabel(
                  labels.development(), DEVELOPMENT_COLOR, "Pawl: one task towards the goal"));
      case REPAIR ->
          issue(
              step,
              view,
              phase,
              repair.data("task", task(view, phase)),
              new Intent.CreateLabel(
                  labels.repair(), REPAIR_COLOR, "Pawl: mend the default branch"));
      case GAP_ANALYSIS ->
          issue(
              step,
              view,
              phase,
              gapAnalysis
                  .data("hasCapabilities", Capabilities.lack(view).isEmpty())
                  .data("lack", Capabilities.lack(view))
                  .data("assigned", assigned(view))
                  .data("goalBlob", view.file("GOAL").map(View.FileFacts::blob).orElse("")),
              new Intent.CreateLabel(
                  labels.gapAnalysis(),
                  GAP_ANALYSIS_COLOR,
                  "Pawl: compare the goal with what exists"));
      case CAPABILITY_UPDATE ->
          issue(
              step,
              view,
              phase,
              capabilityUpdate
                  .data("pull", TurnPolicy.sourcePull(view, phase).orElse(0))
                  .data("title", TaskText.line(TurnPolicy.sourceTitle(view, phase)))
                  .data("discussion", phase.body()),
              new Intent.CreateLabel(
                  labels.capabilityUpdate(),
                  CAPABILITY_UPDATE_COLOR,
                  "Pawl: write down what the system can do now"));
      case REVIEW ->
          issue(
              step,
              view,
              phase,
              review.data("lens", line(phase)).data("lensTask", rest(phase)),
              new Intent.CreateLabel(
                  labels.review(), REVIEW_COLOR, "Pawl: look at the whole from one side"));
      case REVIEW_CONSUMPTION ->
          issue(
              step,
              view,
              phase,
              reviewConsumption.data("review", phase.body()),
              new Intent.CreateLabel(
                  labels.reviewConsumption(),
                  REVIEW_CONSUMPTION_COLOR,
                  "Pawl: make tasks of a review"));
    };
  }

  /** A review's text begins with the name of its lens, in a line of its own. */
  private static String line(PhaseFacts phase) {
    return phase.body().lines().findFirst().orElse("");
  }

  private static String rest(PhaseFacts phase) {
    return phase.body().substring(line(phase).length()).strip();
  }

  /** What came as a file is told with a link to it, as it was when it was taken up. */
  private String task(View view, PhaseFacts phase) {
    return view.queue().stream()
        .filter(item -> item.phase() == phase.id())
        .findFirst()
        .map(item -> TaskText.ofFile(phase.body(), link(view.repository(), item.path())))
        .orElseGet(() -> TaskText.byHand(phase.body()));
  }

  private String link(View.RepositoryFacts repository, String path) {
    String commit = Objects.requireNonNullElse(repository.head(), repository.defaultBranch());
    return addresses.of(repository.owner(), repository.name(), commit, path);
  }

  private static boolean assigned(View view) {
    Settings.Agent agent = view.settings().agent();
    return agent.assignee() != null || !agent.use().isEmpty();
  }

  /** Where no agent is to be asked, planning tasks go to whom the settings name. */
  private static @Nullable String assignee(View view, PhaseFacts phase) {
    Settings.Agent agent = view.settings().agent();
    boolean planning = phase.kind() != Kind.DEVELOPMENT && phase.kind() != Kind.REPAIR;
    return planning && agent.use().isEmpty() ? agent.assignee() : null;
  }

  private static List<PlannedEffect> issue(
      Step.OpenPhase step,
      View view,
      PhaseFacts phase,
      TemplateInstance body,
      Intent.CreateLabel label) {
    String labelKey = "label:" + view.repository().id() + ":" + Keys.safe(label.name());
    String text = body.data("planning", view.settings().planning()).render().strip();
    // Not in the template, which an operator may replace: by it the source is known for certain.
    String source = TurnPolicy.sourcePull(view, phase).map(Marker::ofSource).orElse("");
    return List.of(
        new PlannedEffect(
            labelKey, label, "The label of " + phase.kind().label() + " issues is needed."),
        new PlannedEffect(
            step.key(),
            new Intent.CreateIssue(
                phase.title(),
                (text + "\n\n" + source).strip(),
                List.of(label.name()),
                assignee(view, phase)),
            step.reason(),
            // GitHub makes a label that an issue names, but with neither colour nor description.
            labelKey));
  }
}
