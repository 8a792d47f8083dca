package dev.pawl.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.effect.PlannedEffect;
import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.Made;
import dev.pawl.merge.policy.Judgement;
import dev.pawl.merge.policy.MergePolicy;
import dev.pawl.run.PullRequestFacts.Rules;
import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsLoader;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the claim of a write is told of what people hold back: it is the last to look. */
class MergeWritesTest {
  private static final Instant BEGIN = Made.NOW.plusSeconds(3600);

  /** A freeze that begins in an hour; a label lifts it. */
  private static void soonFrozen(Made made) {
    String freeze =
        "guards: {freezes: [{reason: fair, from: '%s', to: '%s', except: [hotfix]}]}"
            .formatted(local(BEGIN), local(BEGIN.plusSeconds(60)));
    made.demands = ((SettingsLoader.Outcome.Good) SettingsLoader.load(freeze)).settings().guards();
  }

  private static String local(Instant instant) {
    return instant.toString().replace("Z", "");
  }

  private static void queued(Made made) {
    made.rules = new Rules(true, List.of(), false, 0, false, false, true, Set.of());
  }

  private static void hotfix(Made made) {
    made.labels = Set.of("hotfix");
  }

  private static void behind(Made made) {
    made.rules = new Rules(true, List.of(), true, 0, false, false, false, Set.of());
    made.mergeState = "BEHIND";
  }

  private static List<PlannedEffect> planned(Made.Change... changes) {
    Candidate candidate = Made.with(changes);
    return MergeWrites.of(
        MergePolicy.decide(
                Judgement.of(Guards.IN_ORDER, candidate),
                candidate,
                7,
                List.of(),
                new MergePolicy.Aftermath(38, false))
            .steps(),
        Settings.DEFAULTS.commit());
  }

  private static PlannedEffect only(String kind, Made.Change... changes) {
    List<PlannedEffect> found =
        planned(changes).stream().filter(one -> one.intent().kind().equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  @Test
  void M40_aMergeIsNotTriedFromTheNextFreezeOn() {
    for (Made.Change way : List.<Made.Change>of(made -> {}, MergeWritesTest::queued)) {
      String kind = Made.with(way).pull().rules().mergeQueue() ? "enqueue" : "merge-pull-request";
      PlannedEffect free = only(kind, way);
      assertThat(free.notAfter()).as(kind).isNull();
      assertThat(free.spared()).as(kind).isFalse();

      PlannedEffect soon = only(kind, way, MergeWritesTest::soonFrozen);
      assertThat(soon.notAfter()).as(kind).isEqualTo(BEGIN);
      assertThat(soon.spared()).as(kind).isFalse();

      PlannedEffect spared = only(kind, way, MergeWritesTest::soonFrozen, MergeWritesTest::hotfix);
      assertThat(spared.notAfter()).as(kind).isNull();
      assertThat(spared.spared()).as(kind).isTrue();
    }
  }

  /** The check run only tells, so that a hold does not stop it from telling of the hold. */
  @Test
  void M47_aHoldStopsWhatChangesThePullRequestAndNothingElse() {
    assertThat(only("merge-pull-request").pullRequest()).isEqualTo(41);
    assertThat(only("enqueue", MergeWritesTest::queued).pullRequest()).isEqualTo(41);
    assertThat(only("update-branch", MergeWritesTest::behind).pullRequest()).isEqualTo(41);
    assertThat(only("mark-ready", made -> made.draft = true).pullRequest()).isEqualTo(41);
    assertThat(only("put-check-run", made -> made.title = "WIP").pullRequest()).isNull();
    assertThat(planned()).noneMatch(PlannedEffect::finishing);
  }

  /** What is merged is merged: a drain lets the rest end. */
  @Test
  void L35_whatFollowsAMergeFinishesIt() {
    List<PlannedEffect> after = planned(made -> made.state = State.MERGED);
    assertThat(after)
        .extracting(effect -> effect.intent().kind())
        .containsExactly("close-issue", "delete-branch");
    assertThat(after).allMatch(PlannedEffect::finishing);
  }
}
