package dev.pawl.loop.policy;

import static dev.pawl.run.ViewPicture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a policy asks about an earlier effect is in the view, however long ago it was. */
class AskedEffectsTest {
  private static List<View> views() {
    List<View> views = new ArrayList<>();
    views.add(new ViewPicture().view());
    ViewPicture none = new ViewPicture();
    none.goal = false;
    views.add(none.view());
    ViewPicture unassigned = new ViewPicture().issue(3, "gap-analysis:7:1", "open");
    unassigned.phases =
        List.of(unassigned.phase(1, Kind.GAP_ANALYSIS, State.ISSUED, 3, null, List.of()));
    unassigned.settings = Settings.DEFAULTS.with(new Settings.Agent("ada"));
    views.add(unassigned.view());
    ViewPicture taken = new ViewPicture().phase(State.ISSUED, 4, null).issue(4, KEY, "open");
    taken.pending = List.of("a.md");
    taken.queue = List.of(taken.item(5, "a.md", QueueFacts.State.TAKEN));
    views.add(taken.view());
    ViewPicture gone = new ViewPicture().phase(State.ISSUED, 4, null).issue(4, KEY, "open");
    gone.queue = List.of(gone.item(5, "a.md", QueueFacts.State.GONE));
    views.add(gone.view());
    views.add(new ViewPicture().issue(3, KEY, "open").issue(4, KEY, "open").view());
    views.add(new ViewPicture().phase(State.PLANNED, null, null).view());
    views.add(new ViewPicture().phase(State.SKIPPED, 4, null).issue(4, KEY, "open").view());
    return views;
  }

  @Test
  void everyStepIsKnownAgainByItsKey() {
    List<Class<?>> seen = new ArrayList<>();
    for (View view : views()) {
      for (Step step : LoopPolicy.decide(view).steps()) {
        EffectKeyFacts asked = EffectKeyFacts.of(view);
        assertThat(
                asked.keys().contains(step.key())
                    || asked.stems().stream().anyMatch(step.key()::startsWith))
            .as(step.toString())
            .isTrue();
        seen.add(step.getClass());
      }
    }
    assertThat(seen)
        .contains(
            Step.ExplainAssignee.class,
            Step.PutAway.class,
            Step.CloseGone.class,
            Step.OpenPhase.class,
            Step.ExplainSetup.class,
            Step.CloseDouble.class,
            Step.CloseSkipped.class);
  }

  @Test
  void pullRequestsAreKnownByTheirNumberAndHead() {
    ViewPicture picture = new ViewPicture();
    picture.pulls =
        List.of(
            picture.pull(41).facts(),
            picture.pull(42).state(PullRequestFacts.State.CLOSED).facts());
    EffectKeyFacts asked = EffectKeyFacts.of(picture.view());
    assertThat(asked.stems())
        .containsExactlyInAnyOrder("merge:7:41:", "ready:7:41:", "merge:7:42:", "ready:7:42:");
    assertThat(asked.checks())
        .as("a closed one's check run gets a last word")
        .containsExactlyInAnyOrder(
            "check:7:41:c0ffee:", "state:7:41:c0ffee:", "check:7:42:c0ffee:");
  }

  /** A phase is stuck, or the refused issue is tried again: both are told by its effect. */
  @Test
  void phasesAreKnownByTheirEffect() {
    View stuck = new ViewPicture().phase(State.STUCK, null, null).view();
    assertThat(EffectKeyFacts.of(stuck).keys()).contains(KEY);
  }
}
