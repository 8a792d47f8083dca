package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionFactsTest {
  private final ViewPicture picture = new ViewPicture();

  @Test
  void mostViewsAskPeopleNothing() {
    picture.phase(State.ISSUED, 4, null);
    picture.pending = List.of("a.md", "b.md");
    QuestionFacts names = QuestionFacts.of(picture.view());
    assertThat(names.names()).isEmpty();
    assertThat(names.stems()).isEmpty();
  }

  @Test
  void whatIsStillInQuestionIsNamedHoweverLongAgoItWasAsked() {
    picture.files =
        List.of(picture.pendingFile("untitled.md", null), picture.pendingFile("task.md", "Task"));
    picture.queue =
        List.of(
            picture.item(5, "dev-a.md", QueueFacts.State.TAKEN),
            picture.item(6, "dev-b.md", QueueFacts.State.COMPLETE),
            picture.item(7, "dev-c.md", QueueFacts.State.COMPLETE));
    picture.phases =
        List.of(
            picture.phase(2, Kind.GAP_ANALYSIS, State.DONE, 4, 9, List.of()),
            picture.phase(3, Kind.GAP_ANALYSIS, State.ISSUED, 5, null, List.of()));
    QuestionFacts names = QuestionFacts.of(picture.view());
    assertThat(names.names())
        .containsExactlyInAnyOrder(
            "queue:planning/issue_queue/pending/untitled.md:buntitled.md",
            "same gap:5",
            "same gap:6",
            "same gap:7",
            "no result:2");
    assertThat(names.stems()).containsExactly("queue move:5:");
    assertThat(names.include("queue move:5:1")).isTrue();
    assertThat(names.include("queue move:51:1")).isFalse();
  }
}
