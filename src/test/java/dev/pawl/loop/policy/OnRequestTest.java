package dev.pawl.loop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.HoldFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes of it when a person wants something begun now. */
class OnRequestTest {
  private final ViewPicture picture = new ViewPicture();

  private GapOnRequest.Answer gap() {
    return GapOnRequest.of(picture.view(), "ada");
  }

  private PromoteOnRequest.Answer promote(String file) {
    return PromoteOnRequest.of(picture.view(), file, "ada");
  }

  private static String why(GapOnRequest.Answer answer) {
    return answer instanceof GapOnRequest.Answer.No no ? no.why() : "it is opened";
  }

  private static String why(PromoteOnRequest.Answer answer) {
    return answer instanceof PromoteOnRequest.Answer.No no ? no.why() : "it is taken";
  }

  private static String taken(PromoteOnRequest.Answer answer) {
    return answer instanceof PromoteOnRequest.Answer.Take take ? take.change().name() : why(answer);
  }

  private void paused() {
    picture.hold(null, HoldFacts.Kind.DRAIN, null);
  }

  private PhaseFacts analysis(long id, State state, String origin) {
    return new PhaseFacts(
        id,
        1,
        Kind.GAP_ANALYSIS,
        "Gap",
        "",
        state,
        1,
        "gap-analysis:7:" + id,
        4,
        null,
        List.of(),
        ViewPicture.NOW,
        null,
        origin);
  }

  @Test
  void aGapAnalysisIsOpenedWhereNothingStandsInItsWay() {
    assertThat(gap())
        .isInstanceOfSatisfying(
            GapOnRequest.Answer.Open.class,
            open -> {
              assertThat(open.change().kind()).isEqualTo(Kind.GAP_ANALYSIS);
              assertThat(open.change().reason()).isEqualTo("ada wants a gap analysis now.");
            });
  }

  /** One that was closed is not opened again by itself, and is when somebody says so. */
  @Test
  void anotherOneIsOpenedForTheSameStateUnderAnotherName() {
    GapOnRequest.Answer.Open first = (GapOnRequest.Answer.Open) gap();
    picture.phases = List.of(analysis(3, State.CANCELLED, first.change().origin()));
    assertThat(TurnPolicy.changes(picture.view())).isEmpty();
    GapOnRequest.Answer.Open second = (GapOnRequest.Answer.Open) gap();
    assertThat(second.change().origin()).isEqualTo(first.change().origin() + ":3");
    picture.phases =
        List.of(
            analysis(3, State.CANCELLED, first.change().origin()),
            analysis(8, State.SKIPPED, second.change().origin()));
    assertThat(((GapOnRequest.Answer.Open) gap()).change().origin())
        .isEqualTo(first.change().origin() + ":8");
  }

  @Test
  void aGapAnalysisWaitsForWhatIsUnderWay() {
    picture.phases = List.of(analysis(3, State.WORKED, "x"));
    assertThat(why(gap())).isEqualTo("The gap analysis #4 is under way already.");
    picture.phases = List.of();
    picture.phase(State.ISSUED, 5, null);
    assertThat(why(gap())).startsWith("The development #5 is under way");
    picture.phases = List.of();
    picture.pending = List.of("a.md");
    assertThat(why(gap())).startsWith("Tasks wait in `planning/issue_queue/pending/`");
    paused();
    assertThat(why(gap())).contains("paused");
  }

  @Test
  void withoutAGoalThereIsNothingToCompare() {
    picture.goal = false;
    assertThat(why(gap())).startsWith("There is no goal");
  }

  @Test
  void theFileThatIsNamedIsTakenUpBeforeItsTurn() {
    picture.pending = List.of("a.md", "b.md", "nested/c.md");
    assertThat(taken(promote(""))).isEqualTo("a.md");
    assertThat(taken(promote("b.md"))).isEqualTo("b.md");
    assertThat(taken(promote("b"))).isEqualTo("b.md");
    assertThat(taken(promote("nested/c"))).isEqualTo("nested/c.md");
    assertThat(taken(promote("planning/issue_queue/pending/b.md"))).isEqualTo("b.md");
    assertThat(why(promote("d.md")))
        .isEqualTo(
            "No task of that name waits in `planning/issue_queue/pending/`. Those that do: `a.md`,"
                + " `b.md`, `nested/c.md`.");
  }

  @Test
  void noMoreThanMayBeUnderWay() {
    assertThat(why(promote(""))).startsWith("No task waits");
    picture.pending = List.of("a.md", "b.md");
    picture.phase(State.ISSUED, 5, null);
    assertThat(why(promote("b"))).contains("`loop.max_in_flight`");
    picture.settings = Settings.DEFAULTS.with(new Settings.Loop(2, true));
    assertThat(taken(promote("b"))).isEqualTo("b.md");
    paused();
    assertThat(why(promote("b"))).contains("paused");
  }

  @Test
  void whatIsNotReadYetIsNotActedUpon() {
    picture.dirty = "somebody pushed";
    assertThat(why(gap())).contains("yet to be read");
    assertThat(why(promote(""))).contains("yet to be read");
  }
}
