package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PhaseFacts.State;
import dev.pawl.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is tried in whatever order: only lawful changes happen, and the history tells all. */
class StandingProperties {

  @Provide
  Arbitrary<List<Transition>> tries() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 4);
    return Arbitraries.oneOf(
            numbers.map(n -> (Transition) new Transition.IssueMade(n, "w")),
            Arbitraries.just(new Transition.IssueRefused("w")),
            numbers.map(n -> new Transition.PullRequestOpened(n, "h", "w")),
            numbers.map(n -> new Transition.PullRequestReady(n, "w")),
            numbers.map(n -> new Transition.PullRequestReturned(n, "w")),
            Arbitraries.of(
                new Transition.AttemptFailed("w"),
                new Transition.GivenUp("w"),
                new Transition.Cancelled("w"),
                new Transition.Reopened("w"),
                new Transition.Retried("w"),
                new Transition.OtherAgentWanted("w"),
                new Transition.TakenOver("w"),
                new Transition.Skipped("w")),
            numbers.map(n -> new Transition.Merged(n, "h", "w")))
        .list()
        .ofMaxSize(60);
  }

  @Property
  void theHistoryGivesTheState(@ForAll("tries") List<Transition> tries) {
    Standing standing = Standing.NEW;
    List<Transition> history = new ArrayList<>();
    for (Transition change : tries) {
      Optional<Standing> after = standing.after(change);
      if (after.isPresent()) {
        // As it is stored and read again.
        history.add(Json.read(Json.write(change), Transition.class));
        standing = after.get();
      }
    }
    assertThat(Standing.of(history)).isEqualTo(standing);
  }

  @Property
  void whatIsSaidOfAPhaseNeverContradictsItself(@ForAll("tries") List<Transition> tries) {
    Standing standing = Standing.NEW;
    for (Transition change : tries) {
      Standing before = standing;
      standing = before.after(change).orElse(before);
      assertThat(standing.attempts()).isBetween(before.attempts(), before.attempts() + 1);
      if (before.issue() != null) {
        assertThat(standing.issue()).as("an issue stays").isEqualTo(before.issue());
      }
      switch (standing.state()) {
        case PLANNED -> assertThat(standing.issue()).isNull();
        case ISSUED -> assertThat(standing.pullRequest()).isNull();
        case WORKED, READY, DONE -> {
          assertThat(standing.issue()).isNotNull();
          assertThat(standing.pullRequest()).isNotNull();
        }
        default -> {}
      }
      if (before.state() == State.DONE) {
        assertThat(standing).as("what is merged stays so").isEqualTo(before);
      }
    }
  }
}
