package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.Settings;
import dev.pawl.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ViewDifferenceTest {
  static final List<View> VIEWS =
      Stream.of(empty(), busy(), ended())
          .flatMap(
              view ->
                  Stream.of(
                      view,
                      view.unsettled("its settings were never read"),
                      view.wished(new OnboardingFacts(3, "ada")),
                      view.judgedBy(
                          new MergeFacts(
                              Duration.ofMinutes(1),
                              List.of(),
                              List.of(new MergeFacts.GuardFacts("open", "")))),
                      view.queued(view.queue().reversed(), List.of("b", "a"))))
          .toList();

  private static View empty() {
    return new ViewPicture().view();
  }

  private static View busy() {
    ViewPicture picture = new ViewPicture();
    picture.phases =
        List.of(
            picture.phase(1, PhaseFacts.Kind.DEVELOPMENT, PhaseFacts.State.DONE, 4, 9, List.of()),
            picture.phase(
                2, PhaseFacts.Kind.REVIEW, PhaseFacts.State.PLANNED, null, null, List.of(1L)));
    picture.issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).draft().label("x").facts());
    picture.hold(9, HoldFacts.Kind.DRAIN, null);
    picture.effects =
        List.of(new View.EffectFacts("label:7", "create-label", "done", null, null, null, null));
    picture.queue =
        List.of(
            picture.item(1, "a.md", QueueFacts.State.TAKEN),
            picture.item(2, "b.md", QueueFacts.State.COMPLETE));
    picture.asked = List.of("a", "b");
    return picture.view();
  }

  private static View ended() {
    ViewPicture picture = new ViewPicture();
    picture.phase(PhaseFacts.State.DONE, 4, 9);
    picture.pending = List.of("a.md");
    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(2, true));
    picture.readAt = ViewPicture.NOW.plusNanos(1_000);
    return picture.view();
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void theLaterViewAndTheDifferenceGiveTheEarlier(View earlier) {
    for (View later : VIEWS) {
      JsonNode difference = Json.tree(Json.write(ViewDifference.of(earlier, later)));
      assertThat(ViewDifference.earlier(Json.write(later), difference)).isEqualTo(earlier);
      assertThat(difference.isEmpty()).isEqualTo(earlier.equals(later));
    }
  }

  @Test
  void whatAListHasInCommonIsToldByItsPlace() {
    View later = busy();
    View earlier =
        later.with(List.of(later.phases().getLast()), later.holds(), later.interventions());
    assertThat(Json.write(ViewDifference.of(earlier, later))).isEqualTo("{\"phases\":[1]}");
  }

  @Test
  void aPlaceThatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ViewDifference.earlier(Json.write(empty()), Json.tree("{\"phases\":[0]}")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ViewDifference.earlier("7", Json.tree("{}")));
  }
}
