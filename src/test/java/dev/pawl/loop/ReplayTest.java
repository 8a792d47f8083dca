package dev.pawl.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.agent.policy.AgentPolicy;
import dev.pawl.agent.policy.Finished;
import dev.pawl.loop.Replay.Outcome;
import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.loop.policy.PhaseReason;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.policy.MergePolicy;
import dev.pawl.merge.policy.MergeRound;
import dev.pawl.run.MergeFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.store.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 6, from the outside: what is said of a decision that is decided once more. */
class ReplayTest {
  private static final List<Guard> GUARDS = Guards.IN_ORDER;

  /** A draft that works on a task, and a task that is to be opened. */
  private static View view() {
    ViewPicture picture = new ViewPicture().phase(PhaseFacts.State.WORKED, 4, 9);
    picture.issue(4, ViewPicture.KEY, "open");
    picture.pulls = List.of(picture.pull(9).draft().facts());
    return picture
        .view()
        .judgedBy(
            new MergeFacts(
                Duration.ofMinutes(1),
                List.of(),
                GUARDS.stream()
                    .map(guard -> new MergeFacts.GuardFacts(guard.name(), guard.settings()))
                    .toList()));
  }

  private static String decided(View view) {
    List<MergeRound.Judged> judged = MergeRound.judge(view, GUARDS, Finished::of);
    return DecisionText.of(
        LoopPolicy.decide(view, judged),
        PhaseReason.of(view, judged),
        judged,
        AgentPolicy.decide(view));
  }

  private static Replay.Stored stored(String decision, @Nullable String view) {
    return new Replay.Stored(
        decision, LoopPolicy.VERSION, MergePolicy.VERSION, View.VERSION, view, "[]");
  }

  private static Outcome.Decided again(String decision, View view, List<Guard> guards) {
    Outcome outcome = Replay.of(stored(decision, Json.write(view)), guards);
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return (Outcome.Decided) outcome;
  }

  private static String why(Replay.Stored stored) {
    Outcome outcome = Replay.of(stored, GUARDS);
    assertThat(outcome).isInstanceOf(Outcome.Impossible.class);
    return ((Outcome.Impossible) outcome).why();
  }

  @Test
  void theSameCodeDecidesTheSameAlsoOfPullRequests() {
    String decision = decided(view());
    assertThat(Json.tree(decision).path("merges")).hasSize(1);

    Outcome.Decided replayed = again(decision, view(), GUARDS);

    assertThat(replayed.same()).isTrue();
    assertThat(replayed.notes()).isEmpty();
    assertThat(replayed.then()).isEqualTo(replayed.now());
  }

  @Test
  void whatIsDecidedOtherwiseIsNamedPartByPart() {
    ObjectNode other = (ObjectNode) Json.tree(decided(view()));
    other.put("stage", "2c").put("reason", "#9 is merged next.");
    other.withArray("steps").add("a step of then");
    ((ObjectNode) other.withArray("merges").get(0)).put("state", "Ready");
    other.putArray("agents").add("asked:then");

    Outcome.Decided replayed = again(other.toString(), view(), GUARDS);

    assertThat(replayed.same()).isFalse();
    assertThat(replayed.differences())
        .extracting(Replay.Difference::part)
        .containsExactly("stage", "reason", "steps", "merges", "agents");
    assertThat(replayed.differences().getFirst())
        .isEqualTo(new Replay.Difference("stage", "2c", "2b"));
    assertThat(replayed.differences().get(2))
        .isEqualTo(new Replay.Difference("steps", "a step of then", ""));
    assertThat(replayed.differences().getLast())
        .isEqualTo(new Replay.Difference("agents", "asked:then", ""));
  }

  /** Guards are judged as they are today, which may be why it is decided otherwise. */
  @Test
  void guardsThatCameAndWentAreNamed() {
    List<Guard> fewer = GUARDS.subList(1, GUARDS.size());
    assertThat(again(decided(view()), view(), fewer).notes())
        .containsExactly(
            "The guard `" + GUARDS.getFirst().name() + "` was asked then, and is not today.");

    MergeFacts facts = view().merging();
    View before =
        view().judgedBy(new MergeFacts(facts.freshFor(), List.of(), facts.guards().subList(1, 9)));
    assertThat(again(decided(before), before, GUARDS.subList(0, 9)).notes())
        .containsExactly(
            "The guard `" + GUARDS.getFirst().name() + "` was not asked then, and is today.");
  }

  @Test
  void theVersionsOfThenAndNowAreSaid() {
    Replay.Stored old = new Replay.Stored(decided(view()), 1, 0, 2, Json.write(view()), "[]");

    Outcome.Decided replayed = (Outcome.Decided) Replay.of(old, GUARDS);

    assertThat(replayed.then()).isEqualTo(new Replay.Versions(1, 0, 2));
    assertThat(replayed.now()).isEqualTo(Replay.Versions.NOW);
    assertThat(replayed.notes()).singleElement().asString().contains("form 2", "taken as nothing");
  }

  @Test
  void whatIsNotKeptOrComesFromANewerPawlIsSaid() {
    assertThat(why(stored(decided(view()), null))).contains("not kept any more");
    assertThat(
            why(
                new Replay.Stored(
                    decided(view()), 9, 9, View.VERSION + 1, Json.write(view()), "[]")))
        .contains("by a newer Pawl", "form " + (View.VERSION + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"repository\":null}",
        "{\"now\":\"yesterday\"}",
        "no json",
        "{\"repository\":{\"reach\":\"ACTIVE\",\"read\":true,\"issuesEnabled\":true}}"
      })
  void aViewThatCannotBeReadIsSaidAndNothingIsThrown(String view) {
    assertThat(why(stored(decided(view()), view))).startsWith("What was").endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "no json"})
  void aDecisionThatCannotBeReadIsSaidAndNothingIsThrown(String decision) {
    assertThat(why(stored(decision, Json.write(view())))).contains("cannot be read any more");
  }
}
