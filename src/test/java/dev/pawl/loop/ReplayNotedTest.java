package dev.pawl.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.agent.policy.AgentPolicy;
import dev.pawl.loop.Replay.Outcome;
import dev.pawl.loop.policy.LoopChange;
import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.loop.policy.PhaseReason;
import dev.pawl.loop.policy.TurnPolicy;
import dev.pawl.merge.policy.MergePolicy;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.store.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which task came next is replayed as well: by what was seen before it was noted. */
class ReplayNotedTest {
  private static final String PENDING = "planning/issue_queue/pending/";

  /** Two tasks, and nothing under way. */
  private static View before() {
    ViewPicture picture = new ViewPicture();
    picture.pending = List.of("b.md", "a.md");
    return picture.view();
  }

  /** The first of them is taken up. */
  private static View after() {
    ViewPicture picture = new ViewPicture().phase(PhaseFacts.State.PLANNED, null, null);
    picture.pending = List.of("b.md", "a.md");
    picture.queue = List.of(picture.item(1, "a.md", QueueFacts.State.TAKEN));
    return picture.view();
  }

  private static Noted taken() {
    return Noted.nothing(before())
        .and(TurnPolicy.changes(before()), after())
        .and(TurnPolicy.changes(after()), after());
  }

  private static Outcome of(View view, @Nullable String noted) {
    String decision =
        DecisionText.of(
            LoopPolicy.decide(view),
            PhaseReason.of(view, List.of()),
            List.of(),
            AgentPolicy.decide(view));
    return Replay.of(
        new Replay.Stored(
            decision,
            LoopPolicy.VERSION,
            MergePolicy.VERSION,
            View.VERSION,
            Json.write(view),
            noted),
        List.of());
  }

  private static Outcome.Decided again(View view, @Nullable String noted) {
    Outcome outcome = of(view, noted);
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return (Outcome.Decided) outcome;
  }

  private static Replay.Difference only(Outcome.Decided decided) {
    assertThat(decided.same()).isFalse();
    assertThat(decided.differences()).hasSize(1);
    assertThat(decided.differences().getFirst().part()).isEqualTo("noted");
    return decided.differences().getFirst();
  }

  @Test
  void theSameCodeNotesTheSame() {
    assertThat(TurnPolicy.changes(before())).hasOnlyElementsOfType(LoopChange.Take.class);

    Outcome.Decided replayed = again(after(), NotedText.of(taken()));

    assertThat(replayed.differences()).isEmpty();
    assertThat(replayed.notes()).isEmpty();
    assertThat(NotedChange.of(NotedText.of(taken())).orElseThrow())
        .containsExactly(
            new NotedChange(
                "`" + PENDING + "a.md` is taken up as “Task a.md”.",
                "It is the first task in `"
                    + PENDING
                    + "`, and of at most 1 development none is under way.",
                "A task whose path comes before it, or taking the file away."));
  }

  /** What is stored with the decision anyway is not stored once more. */
  @Test
  void whatWasSeenIsToldByWhatWasOtherwise() {
    JsonNode rounds = Json.tree(NotedText.of(taken()));
    assertThat(rounds).hasSize(2);
    assertThat(rounds.at("/0/seen")).isEqualTo(Json.tree("{\"phases\":[],\"queue\":[]}"));
    assertThat(rounds.get(1)).isEqualTo(Json.tree("{\"changes\":[],\"seen\":{}}"));
  }

  @Test
  void anotherTaskThanTodaysIsADifference() {
    JsonNode rounds = Json.tree(NotedText.of(taken()));
    ((ObjectNode) rounds.at("/0/changes/0")).put("done", "b.md").put("name", "b.md");

    Replay.Difference difference = only(again(after(), rounds.toString()));

    assertThat(difference.then()).contains("\"name\" : \"b.md\"");
    assertThat(difference.now()).contains("\"name\" : \"a.md\"", "none is under way");
  }

  @Test
  void whatTodaysCodeWouldBeginAndThenNobodyDidIsADifference() {
    Noted nothing = Noted.nothing(before()).and(List.of(), before());
    assertThat(nothing.anything()).isFalse();

    Replay.Difference difference = only(again(before(), NotedText.of(nothing)));

    assertThat(difference.then()).isEmpty();
    assertThat(difference.now()).contains("is taken up as");
  }

  @Test
  void whatTodaysCodeWouldNotBeginIsADifference() {
    Noted twice = taken().and(TurnPolicy.changes(before()), after());
    assertThat(twice.anything()).isTrue();

    Replay.Difference difference = only(again(after(), NotedText.of(twice)));

    assertThat(difference.then()).contains("is taken up as");
    assertThat(difference.now()).isEmpty();
  }

  @Test
  void whatWasNotKeptThenIsSaidAndTheRestIsCompared() {
    Outcome.Decided replayed = again(after(), null);
    assertThat(replayed.same()).isTrue();
    assertThat(replayed.notes()).singleElement().asString().contains("was not kept then");
    assertThat(NotedChange.of(null)).isEmpty();

    Outcome.Decided unreadable = again(after(), "[{");
    assertThat(unreadable.same()).isTrue();
    assertThat(unreadable.notes()).singleElement().asString().contains("cannot be read any more");
    assertThat(NotedChange.of("[{")).isEmpty();
  }

  @Test
  void whatDoesNotBelongToItsViewIsSaidAndNothingIsThrown() {
    Outcome outcome = of(after(), "[{\"changes\":[],\"seen\":{\"phases\":[7]}}]");
    assertThat(outcome).isInstanceOf(Outcome.Impossible.class);
  }
}
