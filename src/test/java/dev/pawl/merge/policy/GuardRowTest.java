package dev.pawl.merge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read of each guard, on the check run and on the pages. */
class GuardRowTest {
  private static final Judgement.Line HEAD =
      new Judgement.Line(
          "Head", Verdict.await("Waiting.", "read an hour ago", "a fresh one", "It is read."));
  private static final Judgement.Line OPEN =
      new Judgement.Line("Open", Verdict.pass("It is open.", "open", "open"));
  private static final Judgement.Line CHECKS =
      new Judgement.Line(
          "Checks",
          Verdict.block("No.", "`build` failed", "success", "It passes.", Verdict.Remedy.COMMITS));

  @Test
  void eachHasItsVerdictAndWhatWasFoundAndWanted() {
    assertThat(GuardRow.of(List.of(OPEN, CHECKS)))
        .containsExactly(
            new GuardRow("Open", "pass", "open", "open"),
            new GuardRow("Checks", "block", "`build` failed", "success"));
  }

  @Test
  void howFreshItIsMattersOnceAllElsePasses() {
    assertThat(GuardRow.of(List.of(HEAD, OPEN)).getFirst())
        .isEqualTo(new GuardRow("Head", "wait", "read an hour ago", "a fresh one"));
    assertThat(GuardRow.of(List.of(HEAD, CHECKS)).getFirst())
        .isEqualTo(new GuardRow("Head", "later", "to be read before a merge", "a fresh one"));
  }
}
