package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.Intent.CommitFiles.Put;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsTemplate;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Gives a repository its first files by a pull request, one write at a time: the folders, a
 * template of the goal, the settings with all of them commented out. What is there stays as it is.
 */
@ApplicationScoped
class OnboardHandler implements StepHandler<Step.Onboard> {
  private static final String TITLE = "Give Pawl a goal to work towards";

  private final Template goal;
  private final Template capabilities;
  private final Template text;

  OnboardHandler(
      @Location("onboarding/goal.md") Template goal,
      @Location("onboarding/capabilities.md") Template capabilities,
      @Location("pulls/onboarding.md") Template text) {
    this.goal = goal;
    this.capabilities = capabilities;
    this.text = text;
  }

  @Override
  public Class<Step.Onboard> step() {
    return Step.Onboard.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.Onboard step, View view) {
    return List.of(new PlannedEffect(step.key(), intent(step, view), step.reason()));
  }

  private Intent intent(Step.Onboard step, View view) {
    String branch = OwnBranch.of(step.pull());
    String base = view.repository().defaultBranch();
    Settings.Planning planning = view.settings().planning();
    return switch (step.part()) {
      case BRANCH -> new Intent.CreateBranch(branch, base);
      case COMMIT -> new Intent.CommitFiles(branch, TITLE, List.of(), files(planning));
      case PULL ->
          new Intent.OpenPullRequest(
              branch, base, TITLE, text.data("planning", planning).render().strip());
    };
  }

  private List<Put> files(Settings.Planning planning) {
    return List.of(
        new Put(planning.goal(), goal.render(), true),
        new Put(planning.capabilities(), capabilities.render(), true),
        folder(planning.reviews()),
        folder(planning.queue() + "/pending"),
        folder(planning.queue() + "/processed"),
        folder(planning.queue() + "/complete"),
        new Put(Settings.FILE, SettingsTemplate.TEXT, true));
  }

  /** Git knows no empty folder; one that holds something needs no file of Pawl's. */
  private static Put folder(String path) {
    return new Put(path + "/.gitkeep", "", true, path);
  }
}
