package dev.pawl.merge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Made;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Landed;
import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.run.PullRequestFacts.Trial;
import org.junit.jupiter.api.Test;

class LandingTest {
  private static PullRequestFacts merged(Made.Change... changes) {
    Made made = new Made();
    made.state = State.MERGED;
    made.trial = new Trial("base", Made.HEAD, "tree");
    made.landed = new Landed("base", "tree");
    for (Made.Change change : changes) {
      change.to(made);
    }
    return made.candidate().pull();
  }

  @Test
  void M50_theSameContentIsWhatWasJudged() {
    assertThat(merged().landedOtherwise()).isFalse();
    assertThat(merged(made -> made.landed = new Landed("base", "other")).landedOtherwise())
        .isTrue();
  }

  @Test
  void whatAReceiptSaysOfTheContent() {
    assertThat(LandedTree.of(merged()).same()).isTrue();
    assertThat(LandedTree.of(merged(made -> made.landed = new Landed("base", "other"))).same())
        .isFalse();
    says("GitHub did not say", made -> made.landed = null);
    says("GitHub did not say", made -> made.landed = new Landed("base", ""));
    says("No merge was tried", made -> made.trial = null);
    says("The base had moved", made -> made.landed = new Landed("moved", "other"));
    says("of another head", made -> made.trial = new Trial("base", Made.OTHER, "tree"));
  }

  private static void says(String why, Made.Change change) {
    LandedTree tree = LandedTree.of(merged(change));
    assertThat(tree.same()).as(why).isNull();
    assertThat(tree.why()).contains(why).endsWith(".");
  }

  @Test
  void M50_contentsOfOtherBasesAndHeadsSayNothing() {
    assertThat(merged(made -> made.landed = new Landed("moved", "other")).landedOtherwise())
        .isFalse();
    assertThat(
            merged(
                    made -> {
                      made.trial = new Trial("base", Made.OTHER, "tree");
                      made.landed = new Landed("base", "other");
                    })
                .landedOtherwise())
        .isFalse();
  }

  @Test
  void M50_whatIsNotKnownIsNotHeldAgainstIt() {
    assertThat(merged(made -> made.trial = null).landedOtherwise()).isFalse();
    assertThat(merged(made -> made.landed = null).landedOtherwise()).isFalse();
    assertThat(merged(made -> made.landed = new Landed("base", "")).landedOtherwise()).isFalse();
    assertThat(
            merged(
                    made -> {
                      made.state = State.OPEN;
                      made.landed = new Landed("base", "other");
                    })
                .landedOtherwise())
        .isFalse();
  }
}
