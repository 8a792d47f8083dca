package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.OnboardingFacts;
import dev.pawl.run.OwnPullFacts.Part;
import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OnboardingPolicyTest {
  private static final String OWN = "own:onboarding:7:3/";
  private final ViewPicture picture = new ViewPicture();
  private final List<View.EffectFacts> effects = new ArrayList<>();

  @Test
  void nothingIsWrittenUnlessSomebodyAsks() {
    assertThat(OnboardingPolicy.steps(picture.view())).isEmpty();
    assertThat(OnboardingPolicy.ended(picture.view())).isEmpty();
  }

  @Test
  void oneWriteAfterTheOther() {
    assertThat(next()).isEqualTo(Part.BRANCH);
    effect("branch", "done", null, "ba5e");
    assertThat(next()).isEqualTo(Part.COMMIT);
    effect("commit", "done", null, "c0ffee");
    assertThat(next()).isEqualTo(Part.PULL);
    effect("pull", "done", 9L, null);
    picture.pulls = List.of(picture.pull(9).facts());
    assertThat(OnboardingPolicy.steps(view())).isEmpty();
    assertThat(ended()).isNull();

    picture.pulls = List.of(picture.pull(9).state(State.MERGED).facts());
    assertThat(ended()).isEqualTo("#9 was merged.");
    picture.pulls = List.of(picture.pull(9).state(State.CLOSED).facts());
    assertThat(ended()).isEqualTo("#9 was closed without a merge.");
  }

  @Test
  void whereNothingIsMissingOrNothingIsAllowedItIsOver() {
    effect("branch", "done", null, "ba5e");
    effect("commit", "done", null, null);
    assertThat(OnboardingPolicy.steps(view())).isEmpty();
    assertThat(ended()).isEqualTo("Nothing was missing.");

    effects.clear();
    effect("branch", "failed", null, null);
    assertThat(ended()).isEqualTo("GitHub said no.");
  }

  @Test
  void anUntouchedTemplateIsNoGoal() {
    picture.goal = false;
    picture.files =
        List.of(
            new View.FileFacts(
                "GOAL", "planning/vision/goal.md", "g", false, true, null, false, null, true));
    assertThat(TurnPolicy.changes(picture.view())).isEmpty();
    Decision decision = LoopPolicy.decide(picture.view());
    assertThat(decision.state()).isEqualTo(StateWord.IDLE);
    assertThat(decision.reason())
        .isEqualTo(
            "Idle: `planning/vision/goal.md` is still the template: write the goal into it, and"
                + " take out its first line.");
    assertThat(decision.steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.ExplainSetup.class,
            step -> assertThat(step.key()).isEqualTo("explain-template:7"));
  }

  private void effect(String part, String state, @Nullable Long number, @Nullable String commit) {
    effects.add(
        new View.EffectFacts(
            OWN + part,
            part,
            state,
            null,
            number,
            state.equals("failed") ? "GitHub said no." : null,
            null,
            null,
            null,
            commit));
  }

  private View view() {
    picture.effects = List.copyOf(effects);
    return picture.view().wished(new OnboardingFacts(3, "ada"));
  }

  private Part next() {
    return ((Step.Onboard) OnboardingPolicy.steps(view()).getFirst()).part();
  }

  private @Nullable String ended() {
    return OnboardingPolicy.ended(view())
        .map(change -> ((LoopChange.Onboarded) change).why())
        .orElse(null);
  }
}
