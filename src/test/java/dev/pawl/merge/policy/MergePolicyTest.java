package dev.pawl.merge.policy;

import static dev.pawl.merge.guard.Made.HEAD;
import static dev.pawl.merge.guard.Made.check;
import static dev.pawl.merge.guard.Made.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.MergePullRequestWriter;
import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.Made;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PullRequestFacts.Head;
import dev.pawl.run.PullRequestFacts.Mergeable;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.PullRequestFacts.Rules;
import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergePolicyTest {
  private static final MergePolicy.Aftermath NOTHING = new MergePolicy.Aftermath(null, false);

  private static MergeDecision decided(List<EffectFacts> effects, Made.Change... changes) {
    return decided(with(changes), effects, NOTHING);
  }

  private static MergeDecision decided(
      Candidate candidate, List<EffectFacts> effects, MergePolicy.Aftermath aftermath) {
    return MergePolicy.decide(
        Judgement.of(Guards.IN_ORDER, candidate), candidate, 7, effects, aftermath);
  }

  /** Rules ask for Pawl's check, so that it is written before the merge too. */
  private static void checkAsked(Made made) {
    made.rules = Made.rules(List.of(new RequiredCheck("Pawl", 0)), 0);
  }

  private static EffectFacts effect(
      String key, String state, @Nullable Long result, @Nullable String outcome) {
    return new EffectFacts(key, "kind", state, null, null, "GitHub's words", null, result, outcome);
  }

  private static <S extends MergeStep> S only(Class<S> kind, MergeDecision decision) {
    return decision.steps().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce(
            (one, other) -> {
              throw new AssertionError("twice");
            })
        .orElseThrow();
  }

  @Test
  void M51_theCheckConcludesBeforeTheMergeWhereRulesAskForIt() {
    MergeDecision decision = decided(List.of(), MergePolicyTest::checkAsked);
    MergeStep.Explain explain = only(MergeStep.Explain.class, decision);
    MergeStep.Merge merge = only(MergeStep.Merge.class, decision);
    assertThat(explain.text().conclusion()).isEqualTo("success");
    assertThat(merge.after()).isEqualTo(explain.key());
    assertThat(merge.head()).isEqualTo(HEAD);
    assertThat(merge.method()).isEqualTo("squash");
    assertThat(decision.state()).isEqualTo("Ready");
  }

  /** The merge is what people wait for; its check says it when it is done, or held up. */
  @Test
  void nothingElseStandsBeforeTheMerge() {
    MergeStep.Merge merge = only(MergeStep.Merge.class, decided(List.of()));
    assertThat(decided(List.of()).steps()).containsExactly(merge);
    assertThat(merge.after()).isNull();

    MergeDecision heldUp = decided(List.of(effect(merge.key(), "planned", null, null)));
    assertThat(only(MergeStep.Explain.class, heldUp).text().conclusion()).isEqualTo("success");

    String check = EffectKeyFacts.checks(7, 41, HEAD) + "1-x";
    List<EffectFacts> done =
        List.of(effect(check, "done", 5L, null), effect(merge.key(), "done", null, null));
    MergeStep.Explain last = only(MergeStep.Explain.class, decided(done));
    assertThat(last.text().title()).isEqualTo("Done: #41 is merged.");
    assertThat(last.text().conclusion()).isEqualTo("success");
  }

  /** The base has moved: GitHub tries the merge anew, and knows a moment later. */
  @Test
  void M12_whatGitHubFindsOutInAMomentIsNotSaidMeanwhile() {
    Made.Change tried = m -> m.mergeable = Mergeable.UNKNOWN;
    Made.Change tries = m -> m.mergeState = "UNKNOWN";
    Made.Change thrice = m -> m.asked = 3;
    List<EffectFacts> said =
        List.of(effect(EffectKeyFacts.checks(7, 41, HEAD) + "1-x", "done", 5L, null));
    for (Made.Change change : List.of(tried, tries)) {
      MergeDecision decision = decided(said, change, thrice);
      assertThat(decision.steps()).isEmpty();
      assertThat(decision.reason()).contains("whether #41 can be merged");
      assertThat(decision.readAgain()).isNotNull();
    }
    // For long, with anything before it, without having been read, or with nothing said yet.
    only(MergeStep.Explain.class, decided(said, tried, m -> m.asked = 4));
    only(MergeStep.Explain.class, decided(said, tried, m -> m.labels = Set.of("hold")));
    only(
        MergeStep.Explain.class,
        decided(said, tried, m -> m.checks.add(check("red", Progress.FAILED))));
    only(MergeStep.Explain.class, decided(said, tried, m -> m.dirty = true));
    only(MergeStep.Explain.class, decided(List.of(), tried));
    only(MergeStep.Explain.class, decided(said, m -> m.mergeState = "NEW_WORD"));
  }

  /** The same where something else is the reason: only what is new about that is said. */
  @Test
  void M12_aCheckRunKeepsItsWordsWhileGitHubTriesTheMergeAnew() {
    Made.Change held = m -> m.labels = Set.of("hold");
    Made.Change tried = m -> m.mergeable = Mergeable.UNKNOWN;
    String key = only(MergeStep.Explain.class, decided(List.of(), held)).key();
    List<EffectFacts> said = List.of(effect(key, "done", 5L, null));
    assertThat(only(MergeStep.Explain.class, decided(said, held, tried)).key()).isEqualTo(key);
    assertThat(only(MergeStep.Explain.class, decided(said, held, tried, m -> m.dirty = true)).key())
        .isEqualTo(key);
    for (Made.Change other :
        List.<Made.Change>of(
            m -> m.title = "WIP",
            m -> m.checks.add(check("red", Progress.FAILED)),
            m -> m.asked = 4)) {
      assertThat(only(MergeStep.Explain.class, decided(said, held, tried, other)).key())
          .startsWith(EffectKeyFacts.checks(7, 41, HEAD) + "2-");
    }
    // What GitHub found is said.
    assertThat(
            only(
                    MergeStep.Explain.class,
                    decided(said, held, m -> m.mergeable = Mergeable.CONFLICTING))
                .key())
        .isNotEqualTo(key);
  }

  /** GitHub said that it can be merged, and then could not. */
  @Test
  void M14_aConflictThatOnlyTheMergeFound() {
    String key = only(MergeStep.Merge.class, decided(List.of())).key();
    MergeDecision decision = decided(List.of(effect(key, "failed", null, "conflict")));
    assertThat(decision.steps()).hasOnlyElementsOfType(MergeStep.Explain.class);
    assertThat(decision.state()).isEqualTo("Waiting");
    assertThat(decision.reason()).contains("#41 to be free of conflicts");
  }

  @Test
  void whatDoesNotPassIsOnlyExplained() {
    MergeDecision decision = decided(List.of(), m -> m.title = "WIP");
    assertThat(decision.steps()).hasOnlyElementsOfType(MergeStep.Explain.class).hasSize(1);
    assertThat(decision.state()).isEqualTo("Waiting");
    assertThat(decided(List.of(), m -> m.state = State.CLOSED).steps()).isEmpty();
  }

  /** What its checks do afterwards is nothing to write about. */
  @Test
  void theCheckOfWhatWasClosedGetsOneLastWord() {
    String check = EffectKeyFacts.checks(7, 41, HEAD) + "1-x";
    EffectFacts said = effect(check, "done", 5L, null);
    MergeStep.Explain last =
        only(MergeStep.Explain.class, decided(List.of(said), m -> m.state = State.CLOSED));
    assertThat(last.text().title()).isEqualTo("Done: #41 was closed.");
    assertThat(last.text().status()).isEqualTo("completed");
    assertThat(last.checkRun()).isEqualTo(5L);
    assertThat(
            only(
                    MergeStep.Explain.class,
                    decided(
                        List.of(said, effect(last.key(), "done", 5L, null)),
                        m -> m.state = State.CLOSED,
                        m -> m.checks = List.of(check("late", Progress.FAILED))))
                .key())
        .as("the same write, which is there already")
        .isEqualTo(last.key());
  }

  @Test
  void L18_anAgentsFinishedDraftIsMarkedReadyAndThenJudgedAnew() {
    MergeDecision decision = decided(List.of(), m -> m.draft = true, m -> m.mergeState = "DRAFT");
    only(MergeStep.MarkReady.class, decision);
    assertThat(decision.steps()).noneMatch(MergeStep.Merge.class::isInstance);
  }

  private static MergeStep.MarkReady ready(MergeDecision decision) {
    return only(MergeStep.MarkReady.class, decision);
  }

  @Test
  void whatKeepsADraftADraftIsSaid() {
    Made.Change draft = m -> m.draft = true;
    String key = ready(decided(List.of(), draft)).key();
    MergeDecision refused = decided(List.of(effect(key, "failed", null, "given-up")), draft);
    assertThat(refused.steps()).hasOnlyElementsOfType(MergeStep.Explain.class).hasSize(1);
    assertThat(refused.state()).isEqualTo("Needs you");
    assertThat(refused.reason()).contains("#41 stays a draft").contains("GitHub's words");
    assertThat(refused.change()).contains("Somebody marks it as ready");
    CheckText text = only(MergeStep.Explain.class, refused).text();
    assertThat(text.conclusion()).isEqualTo("action_required");
    assertThat(text.title()).contains("stays a draft").contains("GitHub's words");
    assertThat(text.summary()).contains(refused.change());

    // It is tried again as soon as anything that was judged has changed, and after it is no draft.
    Made.Change more = m -> m.checks.add(check("more", Progress.PASSED));
    ready(decided(List.of(effect(key, "failed", null, "given-up")), draft, more));
    only(MergeStep.Merge.class, decided(List.of(effect(key, "failed", null, "given-up"))));
  }

  /** Who makes it a draft again, after Pawl marked it as ready, wants it to be one. */
  @Test
  void aDraftIsMarkedReadyOnceOnly() {
    Made.Change draft = m -> m.draft = true;
    List<EffectFacts> done =
        List.of(effect(ready(decided(List.of(), draft)).key(), "done", null, null));
    Made.Change more = m -> m.checks.add(check("more", Progress.PASSED));
    for (MergeDecision again : List.of(decided(done, draft), decided(done, draft, more))) {
      assertThat(again.steps()).hasOnlyElementsOfType(MergeStep.Explain.class);
      assertThat(again.reason()).contains("Pawl did so once");
    }
    only(MergeStep.Merge.class, decided(done));
  }

  /** A rule may ask for the check itself, so it stays a success; its words say what is missing. */
  @Test
  void M35_whatGitHubRefusedIsSaidOnTheCheck() {
    MergeStep.Merge merge = only(MergeStep.Merge.class, decided(List.of()));
    List<EffectFacts> effects =
        List.of(effect(merge.key(), "failed", null, MergePullRequestWriter.RULE_UNMET));
    CheckText text = only(MergeStep.Explain.class, decided(effects)).text();
    assertThat(text.conclusion()).isEqualTo("success");
    assertThat(text.title()).contains("what GitHub asks for").contains("GitHub's words");
    assertThat(text.summary()).startsWith("**Waiting**");
  }

  @Test
  void theCheckRunIsChangedOnlyWhenItsWordsAre() {
    MergeStep.Explain first =
        only(MergeStep.Explain.class, decided(List.of(), MergePolicyTest::checkAsked));
    assertThat(first.checkRun()).isNull();
    List<EffectFacts> effects = new ArrayList<>(List.of(effect(first.key(), "done", 99L, null)));
    assertThat(only(MergeStep.Explain.class, decided(effects, MergePolicyTest::checkAsked)).key())
        .isEqualTo(first.key());

    MergeStep.Explain second =
        only(
            MergeStep.Explain.class,
            decided(effects, MergePolicyTest::checkAsked, m -> m.title = "WIP"));
    assertThat(second.key()).isNotEqualTo(first.key());
    assertThat(second.checkRun()).isEqualTo(99);
    effects.add(effect(second.key(), "done", 99L, null));

    // The first words come back: they must be written again.
    MergeStep.Explain third =
        only(MergeStep.Explain.class, decided(effects, MergePolicyTest::checkAsked));
    assertThat(third.key()).isNotEqualTo(first.key());
    assertThat(third.text()).isEqualTo(first.text());

    // While one is under way, the next waits for it.
    effects.add(effect(third.key(), "claimed", null, null));
    assertThat(
            only(
                    MergeStep.Explain.class,
                    decided(effects, MergePolicyTest::checkAsked, m -> m.title = "WIP"))
                .after())
        .isEqualTo(third.key());
  }

  /** Else each look at it would be another text, and so another write. */
  @Test
  void whenItWasReadIsNoOtherText() {
    Made.Change unfinished = m -> m.title = "WIP";
    MergeStep.Explain now = only(MergeStep.Explain.class, decided(List.of(), unfinished));
    for (int seconds : List.of(1, 200, 500)) {
      MergeStep.Explain then =
          only(
              MergeStep.Explain.class,
              decided(List.of(), unfinished, m -> m.readAt = Made.NOW.minusSeconds(seconds)));
      assertThat(then.text()).as("read %s seconds ago", seconds).isEqualTo(now.text());
      assertThat(then.key()).isEqualTo(now.key());
    }
    assertThat(now.text().summary()).contains("| Head | later |");
    // What nothing else speaks against says which head it is about.
    assertThat(
            only(MergeStep.Explain.class, decided(List.of(), MergePolicyTest::checkAsked))
                .text()
                .summary())
        .contains("| Head | pass | `3f2c1a9");
    assertThat(Guards.IN_ORDER).extracting(Guard::name).contains("Head");
  }

  /** What is planned is dropped when its words are old; what was sent is still to be waited for. */
  @Test
  void everyNewTextWaitsForTheOneThatWasSent() {
    String stem = "check:7:41:" + HEAD + ":";
    String sent = stem + "1-a";
    List<EffectFacts> effects =
        List.of(effect(sent, "unknown", null, null), effect(stem + "2-b", "planned", null, null));
    MergeStep.Explain third =
        only(MergeStep.Explain.class, decided(effects, MergePolicyTest::checkAsked));
    assertThat(third.key()).startsWith(stem + "3-");
    assertThat(third.after()).isEqualTo(sent);

    // Also while it is planned itself, and asked for again.
    List<EffectFacts> later =
        List.of(effect(sent, "unknown", null, null), effect(third.key(), "planned", null, null));
    MergeStep.Explain again =
        only(MergeStep.Explain.class, decided(later, MergePolicyTest::checkAsked));
    assertThat(again.key()).isEqualTo(third.key());
    assertThat(again.after()).isEqualTo(sent);
  }

  @Test
  void theLatestTextIsTheOneWithTheHighestNumber() {
    MergeStep.Explain first =
        only(MergeStep.Explain.class, decided(List.of(), MergePolicyTest::checkAsked));
    String stem = "check:7:41:" + HEAD + ":";
    String now = stem + "10" + first.key().substring(first.key().lastIndexOf('-'));
    // One that was cancelled and taken up again is older than its number says.
    List<EffectFacts> effects =
        List.of(effect(now, "done", 99L, null), effect(stem + "9-b", "done", 99L, null));
    assertThat(only(MergeStep.Explain.class, decided(effects, MergePolicyTest::checkAsked)).key())
        .isEqualTo(now);
  }

  @Test
  void M35_whatGitHubRefusedIsNotSentAgainBeforeSomethingChanged() {
    MergeStep.Merge merge =
        only(MergeStep.Merge.class, decided(List.of(), m -> m.mergeState = "BLOCKED"));
    List<EffectFacts> effects =
        List.of(effect(merge.key(), "failed", null, MergePullRequestWriter.RULE_UNMET));
    MergeDecision refused = decided(effects, m -> m.mergeState = "BLOCKED");
    assertThat(refused.steps()).noneMatch(MergeStep.Merge.class::isInstance);
    assertThat(refused.state()).isEqualTo("Waiting");
    assertThat(refused.reason()).contains("GitHub's words").contains("all guards of Pawl");

    only(MergeStep.Merge.class, decided(effects));
    only(
        MergeStep.Merge.class,
        decided(
            effects,
            m -> m.mergeState = "BLOCKED",
            m -> m.checks.add(check("more", Progress.PASSED))));
  }

  @Test
  void aMergeThatGitHubNeverToldOfNeedsSomebody() {
    MergeStep.Merge merge = only(MergeStep.Merge.class, decided(List.of()));
    MergeDecision unsure = decided(List.of(effect(merge.key(), "failed", null, "unsure")));
    assertThat(unsure.steps()).noneMatch(MergeStep.Merge.class::isInstance);
    assertThat(unsure.state()).isEqualTo("Needs you");
    assertThat(unsure.reason()).contains("whether #41 was merged is not known");
  }

  /** Whatever was judged since: the one that was sent may have landed. */
  @Test
  void M46_noOtherMergeIsSentBeforeTheOneInDoubtWasLookedFor() {
    String first = only(MergeStep.Merge.class, decided(List.of())).key();
    Made.Change other = m -> m.checks.add(check("more", Progress.PASSED));
    for (String state : List.of("claimed", "unknown")) {
      List<EffectFacts> effects = List.of(effect(first, state, null, null));
      MergeStep.Merge second = only(MergeStep.Merge.class, decided(effects, other));
      assertThat(second.key()).isNotEqualTo(first);
      assertThat(second.after()).isEqualTo(first);
      assertThat(
              only(MergeStep.Merge.class, decided(effects, other, MergePolicyTest::checkAsked))
                  .after())
          .isEqualTo(first);
      assertThat(only(MergeStep.Merge.class, decided(effects)).after()).isNull();
    }
    for (String state : List.of("planned", "failed")) {
      List<EffectFacts> effects = List.of(effect(first, state, null, "judge-anew"));
      assertThat(only(MergeStep.Merge.class, decided(effects, other)).after()).isNull();
    }
  }

  @Test
  void noDraftIsMarkedReadyAgainBeforeTheOneInDoubtWasLookedFor() {
    Made.Change draft = m -> m.draft = true;
    String first = ready(decided(List.of(), draft)).key();
    Made.Change other = m -> m.checks.add(check("more", Progress.PASSED));
    MergeDecision again = decided(List.of(effect(first, "unknown", null, null)), draft, other);
    assertThat(ready(again).after()).isEqualTo(first);
  }

  @Test
  void M5_aSettingsProblemIsNotTriedAgainWhateverElseChanges() {
    MergeStep.Merge merge = only(MergeStep.Merge.class, decided(List.of()));
    List<EffectFacts> effects =
        List.of(effect(merge.key(), "failed", null, MergePullRequestWriter.SETTINGS));
    MergeDecision refused = decided(effects, m -> m.checks.add(check("more", Progress.PASSED)));
    assertThat(refused.steps()).noneMatch(MergeStep.Merge.class::isInstance);
    assertThat(refused.state()).isEqualTo("Needs you");
    Settings.Merge s = Settings.DEFAULTS.merge();
    only(
        MergeStep.Merge.class,
        decided(
            effects,
            m ->
                m.settings =
                    new Settings.Merge(
                        Settings.Method.REBASE,
                        s.allowNoChecks(),
                        s.allowNeutral(),
                        s.allowSkipped(),
                        s.wip(),
                        s.holdLabels(),
                        s.guardedPaths(),
                        s.maxFiles(),
                        s.maxLines(),
                        s.deleteBranch())));
  }

  @Test
  void M44_mergedHereStaysMerged() {
    MergeStep.Merge merge = only(MergeStep.Merge.class, decided(List.of()));
    MergeDecision after = decided(List.of(effect(merge.key(), "done", null, null)));
    assertThat(after.state()).isEqualTo("Done");
    assertThat(after.steps()).hasOnlyElementsOfType(MergeStep.DeleteBranch.class);
  }

  @Test
  void M48_theBranchStaysWhereItIsNeeded() {
    Made.Change merged = m -> m.state = State.MERGED;
    MergePolicy.Aftermath issue = new MergePolicy.Aftermath(38, false);
    MergeDecision decision = decided(with(merged), List.of(), issue);
    assertThat(only(MergeStep.CloseIssue.class, decision).issue()).isEqualTo(38);
    assertThat(only(MergeStep.DeleteBranch.class, decision).branch()).isEqualTo("copilot/lens");

    MergePolicy.Aftermath based = new MergePolicy.Aftermath(null, true);
    assertThat(decided(with(merged), List.of(), based).steps()).isEmpty();
    assertThat(decided(List.of(), merged, m -> m.unsettled = "a mistake").steps()).isEmpty();
    assertThat(decided(List.of(), merged, m -> m.head = new Head("lens", HEAD, true)).steps())
        .isEmpty();
    assertThat(decided(List.of(), merged, m -> m.head = new Head("main", HEAD, false)).steps())
        .isEmpty();
  }

  private static void queued(Made made) {
    made.rules = new Rules(true, List.of(), false, 0, false, false, true, Set.of());
  }

  /** The queue merges by itself, so Pawl does not. */
  @Test
  void M36_whereThereIsAMergeQueueItIsPutThere() {
    MergeDecision decision = decided(List.of(), MergePolicyTest::queued);
    MergeStep.Enqueue enqueue = only(MergeStep.Enqueue.class, decision);
    assertThat(enqueue.head()).isEqualTo(HEAD);
    assertThat(enqueue.nodeId()).isEqualTo("PR_41");
    assertThat(decision.steps()).noneMatch(MergeStep.Merge.class::isInstance);

    // It is there: the queue is waited for, and that it was put there is no merge.
    List<EffectFacts> done = List.of(effect(enqueue.key(), "done", null, null));
    MergeDecision waits =
        decided(
            done,
            m -> {
              queued(m);
              m.queued = true;
            });
    assertThat(waits.state()).isEqualTo("Waiting");
    assertThat(waits.reason()).contains("the merge queue to merge #41");
    assertThat(waits.steps()).noneMatch(MergeStep.Enqueue.class::isInstance);

    // The queue let go of it: a person decides, and the same is not put there again.
    MergeDecision out = decided(done, MergePolicyTest::queued);
    assertThat(out.state()).isEqualTo("Needs you");
    assertThat(out.reason()).contains("took it out again");
    assertThat(out.steps()).noneMatch(MergeStep.Enqueue.class::isInstance);
    MergeDecision changed =
        decided(
            done,
            m -> {
              queued(m);
              m.title = "Another title";
            });
    assertThat(changed.reason()).isEqualTo(out.reason());
    assertThat(changed.steps()).noneMatch(MergeStep.Enqueue.class::isInstance);
  }

  private static void behind(Made made) {
    made.rules = new Rules(true, List.of(), true, 0, false, false, false, Set.of());
    made.mergeState = "BEHIND";
  }

  @Test
  void M49_whatIsOnlyBehindIsBroughtUpToDateOnce() {
    MergeDecision decision = decided(List.of(), MergePolicyTest::behind);
    MergeStep.UpdateBranch update = only(MergeStep.UpdateBranch.class, decision);
    assertThat(update.head()).isEqualTo(HEAD);
    assertThat(update.key()).startsWith("update:7:41:" + HEAD + ":");
    assertThat(decision.steps()).noneMatch(MergeStep.Merge.class::isInstance);

    // Something else is waited for as well: not yet.
    assertThat(
            decided(
                    List.of(),
                    m -> {
                      behind(m);
                      m.threads = 0;
                      m.labels = Set.of("hold");
                    })
                .steps())
        .noneMatch(MergeStep.UpdateBranch.class::isInstance);
    // Where no rule asks for it, it is merged as it is.
    only(MergeStep.Merge.class, decided(List.of(), m -> m.mergeState = "BEHIND"));
  }

  @Test
  void M49_aRefusedUpdateIsSaidAndNotSentAgain() {
    String key =
        only(MergeStep.UpdateBranch.class, decided(List.of(), MergePolicyTest::behind)).key();
    MergeDecision refused =
        decided(List.of(effect(key, "failed", null, "this-only")), MergePolicyTest::behind);
    assertThat(refused.steps()).noneMatch(MergeStep.UpdateBranch.class::isInstance);
    assertThat(refused.reason()).contains("GitHub does not do it for Pawl: `GitHub's words`");
  }

  @Test
  void M49_oneAfterTheOther() {
    MergeDecision later =
        decided(
            List.of(),
            m -> {
              behind(m);
              m.pace = new Candidate.Pace(List.of(), 0, 40, null);
            });
    assertThat(later.steps()).noneMatch(MergeStep.UpdateBranch.class::isInstance);
    assertThat(later.reason()).contains("in its turn after #40");
    assertThat(only(MergeStep.Explain.class, later).text().title()).contains("after #40");
  }
}
