package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.mirror.IssueLinking.Candidate;
import dev.pawl.mirror.IssueLinking.How;
import dev.pawl.mirror.IssueLinking.Link;
import dev.pawl.mirror.IssueLinking.Maker;
import dev.pawl.mirror.IssueLinking.Task;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssueLinkingTest {
  private static final Task FIVE = new Task(5, true, Set.of("copilot"));
  private static final Task SIX = new Task(6, true, Set.of("copilot"));

  /** A pull request with a word for each thing that is said of it. */
  private static Candidate pull(Maker maker, boolean stranger, Set<Integer> closes) {
    return new Candidate(
        20,
        true,
        false,
        maker,
        maker == Maker.AGENT ? "copilot" : null,
        stranger,
        OptionalInt.empty(),
        closes,
        closes,
        null);
  }

  private static Candidate agents(
      int number, OptionalInt branch, Set<Integer> names, @Nullable Link known) {
    return new Candidate(
        number, true, false, Maker.AGENT, "copilot", false, branch, Set.of(), names, known);
  }

  private static Link one(Candidate candidate, Task... tasks) {
    return IssueLinking.link(List.of(candidate), List.of(tasks)).get(candidate.number());
  }

  @Test
  void L15_a_closing_word_links_the_agents_and_a_persons() {
    for (Maker maker : List.of(Maker.AGENT, Maker.PERSON, Maker.PAWL)) {
      assertThat(one(pull(maker, false, Set.of(5)), FIVE, SIX))
          .isEqualTo(new Link(5, How.CLOSING_WORD, ""));
    }
  }

  @Test
  void L15_the_number_in_the_agents_branch_links() {
    assertThat(one(agents(20, OptionalInt.of(6), Set.of(), null), FIVE, SIX))
        .isEqualTo(new Link(6, How.AGENT_BRANCH, ""));
  }

  @Test
  void L15_a_mention_by_the_agent_links() {
    assertThat(one(agents(20, OptionalInt.empty(), Set.of(6, 3), null), FIVE, SIX))
        .isEqualTo(new Link(6, How.CROSS_REFERENCE, ""));
  }

  @Test
  void L15_a_mention_by_anyone_else_does_not() {
    Candidate mention =
        new Candidate(
            20,
            true,
            false,
            Maker.PERSON,
            null,
            false,
            OptionalInt.empty(),
            Set.of(),
            Set.of(5),
            null);
    assertThat(one(mention, FIVE).issue()).isNull();
    assertThat(one(mention, FIVE).note()).isNotEmpty();
    assertThat(one(pull(Maker.OTHER_BOT, false, Set.of(5)), FIVE).issue()).isNull();
  }

  @Test
  void L15_a_closing_word_for_an_issue_that_is_not_the_loops_does_not() {
    assertThat(one(pull(Maker.PERSON, false, Set.of(99)), FIVE).issue()).isNull();
  }

  @Test
  void L16_without_a_word_the_only_one_that_fits_is_it() {
    assertThat(one(agents(20, OptionalInt.empty(), Set.of(), null), FIVE))
        .isEqualTo(new Link(5, How.ONLY_FIT, ""));
    Task closed = new Task(7, false, Set.of("copilot"));
    Task anothers = new Task(8, true, Set.of("codex"));
    Task nobodys = new Task(9, true, Set.of());
    assertThat(
            one(agents(20, OptionalInt.empty(), Set.of(), null), FIVE, closed, anothers, nobodys))
        .isEqualTo(new Link(5, How.ONLY_FIT, ""));
  }

  @Test
  void L16_where_two_fit_neither_is_and_that_is_said() {
    Link link = one(agents(20, OptionalInt.empty(), Set.of(), null), FIVE, SIX);
    assertThat(link.issue()).isNull();
    assertThat(link.note()).contains("#5", "#6");
  }

  @Test
  void L16_one_that_another_pull_request_works_on_does_not_fit() {
    Candidate first = pull(Maker.AGENT, false, Set.of(5));
    Candidate second = agents(21, OptionalInt.empty(), Set.of(), null);
    var links = IssueLinking.link(List.of(second, first), List.of(FIVE, SIX));
    assertThat(links.get(21)).isEqualTo(new Link(6, How.ONLY_FIT, ""));

    var alone = IssueLinking.link(List.of(second, first), List.of(FIVE));
    assertThat(alone.get(21).issue()).isNull();
    assertThat(alone.get(21).note()).isNotEmpty();
  }

  @Test
  void L16_what_fitted_once_stays_when_the_agent_gets_more_to_do() {
    Link known = new Link(5, How.ONLY_FIT, "");
    assertThat(one(agents(20, OptionalInt.empty(), Set.of(), known), FIVE, SIX)).isEqualTo(known);
  }

  @Test
  void L17_a_strangers_fork_is_never_linked_whatever_it_says() {
    for (Maker maker : Maker.values()) {
      Link link = one(pull(maker, true, Set.of(5)), FIVE);
      assertThat(link.issue()).as(maker.name()).isNull();
      assertThat(link.note()).contains("fork");
    }
  }

  @Test
  void what_names_two_of_the_loops_issues_is_linked_to_neither() {
    Link link = one(pull(Maker.AGENT, false, Set.of(5, 6)), FIVE, SIX);
    assertThat(link.issue()).isNull();
    assertThat(link.note()).contains("#5", "#6");
  }

  @Test
  void an_open_issue_goes_before_one_that_is_closed() {
    Task closed = new Task(6, false, Set.of());
    assertThat(one(pull(Maker.PERSON, false, Set.of(5, 6)), FIVE, closed).issue()).isEqualTo(5);
    assertThat(one(pull(Maker.PERSON, false, Set.of(6)), FIVE, closed).issue()).isEqualTo(6);
  }

  @Test
  void a_link_stays_once_the_pull_request_has_ended() {
    Link known = new Link(5, How.ONLY_FIT, "");
    Candidate merged =
        new Candidate(
            20,
            false,
            true,
            Maker.AGENT,
            "copilot",
            false,
            OptionalInt.empty(),
            Set.of(),
            Set.of(),
            known);
    assertThat(one(merged, new Task(5, false, Set.of()))).isEqualTo(known);
  }

  /** An old merge that named no issue would otherwise end whatever the agent is given next. */
  @Test
  void L16_what_has_ended_is_not_guessed_for_a_later_issue() {
    for (Candidate merged : List.of(ended(null), ended(Link.none("It named no issue.")))) {
      assertThat(one(merged, FIVE).issue()).isNull();
      assertThat(one(merged, FIVE).note()).isNotEmpty();
    }
  }

  private static Candidate ended(@Nullable Link known) {
    return new Candidate(
        3,
        false,
        true,
        Maker.AGENT,
        "copilot",
        false,
        OptionalInt.empty(),
        Set.of(),
        Set.of(),
        known);
  }

  @Test
  void what_a_person_said_stays() {
    Link known = new Link(6, How.PERSON, "");
    Candidate pull =
        new Candidate(
            20,
            true,
            false,
            Maker.PERSON,
            null,
            false,
            OptionalInt.empty(),
            Set.of(5),
            Set.of(5),
            known);
    assertThat(one(pull, FIVE, SIX)).isEqualTo(known);
  }

  @Test
  void the_agent_is_known_by_id_or_as_a_bot_of_its_name() {
    AgentIdentity copilot = AgentIdentity.COPILOT;
    assertThat(copilot.is(198982749L, "renamed", false)).isTrue();
    assertThat(copilot.is(7L, "copilot-swe-agent", true)).isTrue();
    assertThat(copilot.is(7L, "Copilot", false)).isFalse();
    assertThat(copilot.is(7L, "copilot-pull-request-reviewer", true)).isFalse();
    AgentIdentity lamp =
        new AgentIdentity("lamp", Set.of(), Set.of("lamplighter[bot]"), List.of("lamp/"));
    assertThat(lamp.is(7L, "Lamplighter", true)).as("as GraphQL names a bot").isTrue();
    assertThat(lamp.is(7L, "lamplighter", false)).as("a person of that name").isFalse();
    assertThat(lamp.goesBy("lamplighter")).as("a person who is assigned").isFalse();
    assertThat(copilot.issueIn("copilot/fix-12")).hasValue(12);
    assertThat(copilot.issueIn("copilot/12-light-up")).hasValue(12);
    assertThat(copilot.issueIn("copilot/fix-12-and-13")).isEmpty();
    assertThat(copilot.issueIn("copilot/light-up")).isEmpty();
    assertThat(copilot.issueIn("feature/fix-12")).isEmpty();
    assertThat(copilot.issueIn("copilot/issue-12-20260501-1200")).hasValue(12);
    assertThat(copilot.issueIn("feature/issue-12")).isEmpty();
  }
}
