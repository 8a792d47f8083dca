package dev.pawl.merge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Verdict;
import dev.pawl.merge.guard.Verdict.Remedy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a pull request stands, as a label says it. */
class PullStateTest {
  private static final Judgement.Line PASSES =
      new Judgement.Line("Title", Verdict.pass("s", "f", "w"));
  private static final Judgement.Line WAITS =
      new Judgement.Line("Checks", Verdict.await("s", "f", "w", "c"));
  private static final Judgement.Line CHANGES =
      new Judgement.Line("Reviews", Verdict.block("s", "f", "w", "c", Remedy.COMMITS));
  private static final Judgement.Line ODD =
      new Judgement.Line("Reviews", Verdict.block("s", "f", "w", "c", Remedy.PERSON));
  private static final Judgement.Line BLOCKS =
      new Judgement.Line("Size", Verdict.block("s", "f", "w", "c", Remedy.PERSON));

  private static PullState of(Judgement.Line... lines) {
    return PullState.of(new Judgement(41, "3f2c1a9", "main", Arrays.asList(lines)));
  }

  @Test
  void whatPassesIsReady() {
    assertThat(of(PASSES, PASSES)).isEqualTo(PullState.READY);
    assertThat(PullState.of(new Judgement(41, "3f2c1a9", "main", List.of())))
        .as("without a guard nothing may be merged")
        .isEqualTo(PullState.PENDING_REVIEW);
  }

  @Test
  void whatWaitsIsPending() {
    assertThat(of(PASSES, WAITS)).isEqualTo(PullState.PENDING_REVIEW);
  }

  @Test
  void whoWantsChangesIsHeardFirst() {
    assertThat(of(BLOCKS, CHANGES, WAITS)).isEqualTo(PullState.CHANGES_REQUESTED);
    assertThat(of(ODD, WAITS)).isEqualTo(PullState.BLOCKED);
    assertThat(of(WAITS, BLOCKS)).isEqualTo(PullState.BLOCKED);
  }
}
