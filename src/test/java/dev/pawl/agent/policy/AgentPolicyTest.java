package dev.pawl.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.AlteredTextFacts;
import dev.pawl.run.ExecutionFacts;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.AgentPresets;
import dev.pawl.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom to ask, in what order, and what follows when somebody cannot be asked. */
class AgentPolicyTest {
  private static final Instant NOW = ViewPicture.NOW;

  private List<String> use = List.of("copilot", "claude");
  private final List<PhaseFacts> phases = new ArrayList<>();
  private final List<View.EffectFacts> effects = new ArrayList<>();
  private final ViewPicture picture = new ViewPicture();

  private AgentPolicyTest attempt(long id, ExecutionFacts attempt) {
    PhaseFacts plain =
        picture.phase(id, Kind.DEVELOPMENT, State.ISSUED, (int) id + 3, null, List.of());
    phases.add(
        new PhaseFacts(
            plain.id(),
            plain.run(),
            plain.kind(),
            plain.title(),
            "",
            plain.state(),
            attempt.attempt(),
            plain.effectKey(),
            plain.issue(),
            null,
            List.of(),
            NOW,
            attempt));
    return this;
  }

  private static ExecutionFacts attempt(
      long id, int number, @Nullable String agent, @Nullable Instant asked) {
    return attempt(id, number, agent, asked, null, 0);
  }

  private static ExecutionFacts attempt(
      long id,
      int number,
      @Nullable String agent,
      @Nullable Instant asked,
      @Nullable String otherThan,
      int nudges) {
    return new ExecutionFacts(
        id,
        number,
        agent,
        otherThan,
        false,
        NOW.minus(Duration.ofHours(3)),
        null,
        asked,
        null,
        nudges,
        null,
        number == 1 ? null : "It was red.",
        null,
        null);
  }

  private AgentPolicyTest effect(String key, String state, @Nullable String outcome) {
    effects.add(new View.EffectFacts(key, "x", state, null, null, "no", null, null, outcome));
    return this;
  }

  private AgentDecision decide() {
    View view = picture.view();
    Settings settings =
        new Settings(
            view.settings().planning(),
            new Settings.Agent(null, 3, use, 5, Map.of()),
            view.settings().labels());
    return AgentPolicy.decide(
        new View(
                NOW,
                view.repository(),
                view.files(),
                view.issues(),
                effects,
                view.pullRequests(),
                settings,
                List.of())
            .with(phases, view.holds(), view.interventions()));
  }

  @Test
  void theFirstNamedIsChosenAndAsked() {
    AgentDecision decision = attempt(1, attempt(9, 1, null, null)).decide();

    assertThat(decision.changes()).containsExactly(new AgentChange.Chosen(9, "copilot", null));
    assertThat(decision.steps())
        .singleElement()
        .satisfies(step -> assertThat(step.key()).isEqualTo("start:9:copilot"));
    assertThat(decide()).isEqualTo(decision);
  }

  @Test
  void anUnsafeTextIsPutBackFirst() {
    AlteredTextFacts text =
        new AlteredTextFacts("The text of #4 has a part that nobody sees.", "h", "All.");
    picture.issues =
        List.of(new View.IssueFacts(4, ViewPicture.KEY, "open", "t", List.of(), text, false));
    AgentDecision decision = attempt(1, attempt(9, 1, null, null)).decide();
    String why =
        "The text of #4 has a part that nobody sees. What Pawl wrote is put back before anybody is"
            + " asked.";
    assertThat(decision.changes()).isEmpty();
    assertThat(decision.steps())
        .containsExactly(new AgentStep.Restore("amend-issue:7:4:h", why, 4, "All."));
    assertThat(decision.waits()).containsEntry(1L, why);

    effect("start:9:copilot", "planned", null);
    assertThat(decide()).as("what was planned is not sent").isEqualTo(decision);
    effects.clear();
    effect("start:9:copilot", "claimed", null);
    assertThat(decide().steps())
        .as("whoever may have been asked has read it")
        .hasOnlyElementsOfType(AgentStep.Start.class);
    effects.clear();
    effect("amend-issue:7:4:h", "claimed", null);
    assertThat(decide()).as("its outcome is not known yet").isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({
    "done, It was put back once and was altered in the same way again.",
    "failed, It could not be put back.",
  })
  void aTextThatStaysUnsafeIsAPersonsToDecide(String state, String why) {
    AlteredTextFacts text = new AlteredTextFacts("The text of #4 is odd.", "h", "All.");
    picture.issues =
        List.of(new View.IssueFacts(4, ViewPicture.KEY, "open", "t", List.of(), text, false));
    effect("amend-issue:7:4:h", state, null);
    AgentDecision decision = attempt(1, attempt(9, 1, null, null)).decide();
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            AgentChange.Blocked.class,
            blocked -> assertThat(blocked.why()).isEqualTo("The text of #4 is odd. " + why));
  }

  @Test
  void whatRunsBesideTheLoopWaitsForAFreeHand() {
    picture.issues = List.of();
    use = List.of("jules");
    int slots = Objects.requireNonNull(AgentPresets.ALL.get("jules")).slots();
    for (int id = 1; id <= slots; id++) {
      attempt(id, attempt(id + 10L, 1, null, null));
    }
    PhaseFacts first = phases.getFirst();
    phases.set(
        0,
        new PhaseFacts(
            first.id(),
            first.run(),
            Kind.REVIEW,
            first.title(),
            "",
            first.state(),
            1,
            first.effectKey(),
            first.issue(),
            null,
            List.of(),
            NOW,
            first.execution()));
    attempt(slots + 1, attempt(slots + 11L, 1, null, null));
    assertThat(decide().waits().get(first.id()))
        .isEqualTo("Waiting for jules to have a hand free for #4.");
  }

  @Test
  void whereNobodyIsNamedNobodyIsAsked() {
    use = List.of();
    assertThat(attempt(1, attempt(9, 1, null, null)).decide()).isEqualTo(AgentDecision.NOTHING);
  }

  @Test
  void whatWasWrittenIsNoted() {
    assertThat(
            attempt(1, attempt(9, 1, "copilot", null))
                .effect("start:9:copilot", "done", null)
                .decide()
                .changes())
        .containsExactly(new AgentChange.Asked(9));
  }

  @ParameterizedTest
  @CsvSource({"no-token", "not-enabled", "not-allowed", "invalid", "given-up"})
  void L29_anotherTakesOverOnceItWasSaid(String outcome) {
    attempt(1, attempt(9, 1, "copilot", null)).effect("start:9:copilot", "failed", outcome);
    AgentDecision first = decide();
    assertThat(first.changes()).isEmpty();
    assertThat(first.steps())
        .singleElement()
        .isInstanceOfSatisfying(
            AgentStep.Explain.class,
            step -> {
              assertThat(step.key()).isEqualTo("explain-agent:7:4:copilot");
              assertThat(step.reason()).startsWith("copilot c");
            });

    effect("explain-agent:7:4:copilot", "done", null);
    assertThat(decide().changes()).containsExactly(new AgentChange.Chosen(9, "claude", null));
    assertThat(decide().steps()).singleElement().isInstanceOf(AgentStep.Start.class);
  }

  @Test
  void L29_whereNobodyElseIsNamedAPersonIsNeeded() {
    use = List.of("copilot");
    attempt(1, attempt(9, 1, "copilot", null))
        .effect("start:9:copilot", "failed", "no-token")
        .effect("explain-agent:7:4:copilot", "done", null);

    assertThat(decide().steps()).isEmpty();
    assertThat(decide().changes())
        .singleElement()
        .isInstanceOfSatisfying(
            AgentChange.Blocked.class,
            blocked -> assertThat(blocked.why()).contains("PAWL_USER_TOKEN is not set"));
  }

  @ParameterizedTest
  @CsvSource({"token-refused, does not take PAWL_USER_TOKEN", "uncertain, is not known"})
  void L42_nothingIsDoneUnderAnotherName(String outcome, String why) {
    attempt(1, attempt(9, 1, "copilot", null)).effect("start:9:copilot", "failed", outcome);

    assertThat(decide().steps()).isEmpty();
    assertThat(decide().changes())
        .singleElement()
        .isInstanceOfSatisfying(
            AgentChange.Blocked.class, blocked -> assertThat(blocked.why()).contains(why));
  }

  @Test
  void slotsAreKept() {
    use = List.of("openhands");
    attempt(1, attempt(8, 1, "openhands", NOW)).attempt(2, attempt(9, 1, null, null));
    attempt(3, attempt(10, 1, null, null));

    assertThat(decide().steps()).isEmpty();
    assertThat(decide().waits()).containsOnlyKeys(2L, 3L);
  }

  @Test
  void anotherAttemptWaitsEachTimeTwiceAsLong() {
    ExecutionFacts made = attempt(9, 3, null, null);
    Instant from = NOW.minus(Duration.ofMinutes(9));
    attempt(
        1,
        new ExecutionFacts(
            9, 3, null, null, false, from, null, null, null, 0, null, "red", null, null));

    assertThat(decide().steps()).isEmpty();
    assertThat(decide().wakeAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
    phases.clear();
    assertThat(attempt(1, made).decide().steps())
        .singleElement()
        .isInstanceOfSatisfying(
            AgentStep.Start.class, step -> assertThat(step.before()).isEqualTo("It was red."));
  }

  @ParameterizedTest
  @CsvSource({"copilot, claude", "claude, copilot", "'', claude"})
  void anotherThanTheOneAPersonDoesNotWant(String other, String chosen) {
    assertThat(attempt(1, attempt(9, 2, null, null, other, 0)).decide().changes())
        .containsExactly(new AgentChange.Chosen(9, chosen, null));
  }

  @Test
  void whatAPersonTookOverIsTheirs() {
    attempt(1, attempt(9, 2, "person:ada", null));
    assertThat(decide()).isEqualTo(AgentDecision.NOTHING);
  }

  @Test
  void L26_aSilentOneIsRemindedThenItHasFailed() {
    Instant asked = NOW.minus(Duration.ofMinutes(15));
    attempt(1, attempt(9, 1, "copilot", asked.plusSeconds(1)));
    assertThat(decide().steps()).isEmpty();
    assertThat(decide().wakeAt()).isEqualTo(NOW.plusSeconds(1));

    phases.clear();
    attempt(1, attempt(9, 1, "copilot", asked));
    assertThat(decide().steps())
        .singleElement()
        .satisfies(step -> assertThat(step.key()).isEqualTo("nudge:9:1"));
    effect("nudge:9:1", "done", null);
    assertThat(decide().changes()).containsExactly(new AgentChange.Nudged(9, 1));

    phases.clear();
    attempt(1, attempt(9, 1, "copilot", asked, null, 1));
    assertThat(decide().changes())
        .containsExactly(
            new AgentChange.Failed(1, "copilot did not begin within 15 minutes of being asked."));
  }

  @Test
  void L16_whereTwoTasksFitAPersonIsNeededForBoth() {
    Instant asked = NOW.minus(Duration.ofMinutes(5));
    attempt(1, attempt(9, 1, "copilot", asked)).attempt(2, attempt(10, 1, "copilot", asked));
    picture.pulls = List.of(orphan(true));
    assertThat(decide().changes()).as("its agent may still say it").isEmpty();

    picture.pulls = List.of(orphan(false));
    String why =
        "#41 by copilot does not say which of its tasks it is for: #4, #5. Put `Fixes` and the"
            + " number into its text.";
    assertThat(decide().changes())
        .containsExactly(new AgentChange.Blocked(1, why), new AgentChange.Blocked(2, why));

    phases.removeLast();
    assertThat(decide().changes()).as("the only one is linked by the mirror").isEmpty();
  }

  private PullRequestFacts orphan(boolean draft) {
    PullRequestFacts plain = picture.pull(41).facts();
    return new PullRequestFacts(
        plain.number(),
        plain.id(),
        plain.nodeId(),
        plain.title(),
        plain.state(),
        draft,
        new PullRequestFacts.Author(
            198982749L, "Copilot", true, false, PullRequestFacts.Access.UNKNOWN),
        plain.head(),
        plain.base(),
        plain.mergeable(),
        plain.mergeState(),
        false,
        plain.labels(),
        plain.reviewRequests(),
        List.of(),
        0,
        List.of(),
        plain.rules(),
        List.of(),
        0,
        null,
        null,
        NOW,
        false);
  }

  @Test
  void whileTheRepositoryIsPausedNobodyIsAskedOrBlamed() {
    attempt(1, attempt(9, 1, "copilot", NOW.minus(Duration.ofDays(1))));
    attempt(2, attempt(10, 1, null, null));
    picture.hold(null, HoldFacts.Kind.DRAIN, null);
    assertThat(decide()).isEqualTo(AgentDecision.NOTHING);
    picture.holds = List.of();
    picture.dirty = "in doubt";
    assertThat(decide()).isEqualTo(AgentDecision.NOTHING);
  }

  @Test
  void everyBuiltInAgentIsComplete() {
    AgentPresets.ALL.forEach(
        (name, profile) -> {
          boolean person = name.equals("person");
          assertThat(profile.word().isEmpty()).as(name).isEqualTo(person);
          assertThat(profile.logins().isEmpty()).as(name).isEqualTo(person);
          assertThat(profile.finish() == Settings.Finish.COMMENT)
              .as(name)
              .isEqualTo(!profile.finishedWords().isEmpty());
          assertThat(Optional.of(profile)).isEqualTo(new Settings.Agent(null).profile(name));
        });
  }
}
