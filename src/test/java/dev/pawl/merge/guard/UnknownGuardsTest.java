package dev.pawl.merge.guard;

import static dev.pawl.merge.guard.Made.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.policy.Judgement;
import dev.pawl.run.PullRequestFacts.Mergeable;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What guards say of what GitHub did not tell. */
class UnknownGuardsTest {
  @Test
  void M18_whatAnAnswerLeftOutIsWaitedFor() {
    Verdict verdict = new ReadGuard().judge(with(m -> m.leftOut = Set.of("labels", "checks")));
    assertThat(verdict).isInstanceOf(Verdict.Wait.class);
    assertThat(verdict.sentence())
        .isEqualTo(
            "Waiting for GitHub to tell the checks and the labels of #41: its last answer left"
                + " that out.");
    Judgement judgement = Judgement.of(Guards.IN_ORDER, with(m -> m.leftOut = Set.of("labels")));
    assertThat(judgement.passes()).isFalse();
    assertThat(judgement.reason()).contains("the labels of #41");
    // It is asked for again by whoever reads; judging alone would change nothing.
    assertThat(judgement.until()).isNull();
  }

  @Test
  void M11_whatIsNotKnownForLongIsSaidSo() {
    MergeableGuard guard = new MergeableGuard();
    Made.Change unknown = m -> m.mergeable = Mergeable.UNKNOWN;
    assertThat(guard.judge(with(unknown, m -> m.asked = 12)).sentence())
        .isEqualTo("Waiting for GitHub to say whether #41 can be merged.");
    assertThat(guard.judge(with(unknown, m -> m.asked = 13)).sentence())
        .contains("has not known for long", "once an hour");
    // The words do not change each time, or the check run would.
    assertThat(guard.judge(with(unknown, m -> m.asked = 14)).sentence())
        .isEqualTo(guard.judge(with(unknown, m -> m.asked = 13)).sentence());
  }
}
