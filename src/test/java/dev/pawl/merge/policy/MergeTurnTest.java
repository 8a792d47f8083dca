package dev.pawl.merge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.Made;
import dev.pawl.merge.guard.Verdict;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.MergeFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Access;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.Rules;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.ReceiptFacts.Watch;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.run.ViewPicture;
import dev.pawl.settings.SettingsLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the pull requests of one repository mean for each other: #9 is judged before #10. */
class MergeTurnTest {
  private static final String MOVED = "5eed".repeat(10);

  private final ViewPicture picture =
      new ViewPicture()
          .issue(4, "development:7:1", "open")
          .issue(5, "development:7:2", "open")
          .issue(6, "development:7:3", "open");

  @Test
  void M41_whatIsMergedInTheSameRoundCountsForWhatComesAfterIt() {
    paced(1);
    pulls(pull(9), pull(10));
    List<MergeRound.Judged> judged = judged();
    assertThat(kinds(judged.getFirst())).containsExactly(MergeStep.Merge.class);
    assertThat(kinds(judged.getLast())).doesNotContain(MergeStep.Merge.class);
    assertThat(reason(judged.getLast())).contains("#10", "no more are allowed");

    paced(2);
    assertThat(judged()).allMatch(one -> kinds(one).contains(MergeStep.Merge.class));
  }

  /** Also of one that comes later: it was sent before this was judged, and may have landed. */
  @Test
  void M41_aMergeThatWasSentCountsForTheOthersAndNotForItself() {
    paced(1);
    pulls(pull(9), pull(10));
    for (String state : List.of("claimed", "unknown")) {
      effects(effect(EffectKeyFacts.merges(7, 10) + "squash:x", state));
      assertThat(reason(judged().getFirst())).as(state).contains("no more are allowed");
      assertThat(kinds(judged().getLast())).as(state).contains(MergeStep.Merge.class);
    }
    for (String state : List.of("planned", "failed", "cancelled")) {
      effects(effect(EffectKeyFacts.merges(7, 10) + "squash:x", state));
      assertThat(kinds(judged().getFirst())).as(state).contains(MergeStep.Merge.class);
    }
  }

  @Test
  void M41_whatWasMergedWithinTheHourCounts() {
    paced(2);
    pulls(pull(9), pull(10));
    picture.merged = List.of(ViewPicture.NOW.minus(Duration.ofMinutes(20)));
    assertThat(kinds(judged().getFirst())).contains(MergeStep.Merge.class);
    assertThat(reason(judged().getLast())).contains("no more are allowed");
  }

  /** Where the base has a queue, Pawl decides when it is put there, and no later. */
  @Test
  void M41_whatIsPutIntoAMergeQueueCountsAlike() {
    paced(1);
    Made.Change queued =
        made -> made.rules = new Rules(true, List.of(), false, 0, false, false, true, Set.of());
    pulls(pull(9, queued), pull(10, queued));
    List<MergeRound.Judged> judged = judged();
    assertThat(kinds(judged.getFirst())).contains(MergeStep.Enqueue.class);
    assertThat(kinds(judged.getLast())).doesNotContain(MergeStep.Enqueue.class);
    assertThat(reason(judged.getLast())).contains("no more are allowed");
  }

  @Test
  void M40_aFreezeThatSomebodyBeganKeepsAllOfThem() {
    pulls(pull(9), pull(10));
    picture.hold(null, HoldFacts.Kind.FREEZE, null);
    assertThat(judged())
        .hasSize(2)
        .allSatisfy(one -> assertThat(reason(one)).contains("the freeze", "A release is made"))
        .noneMatch(one -> kinds(one).contains(MergeStep.Merge.class));
  }

  /** What it would tell of may be undone; the other one has nothing to do with it. */
  @Test
  void aCapabilityUpdateIsNotMergedWhileWhatItTellsOfIsRed() {
    pulls(pull(9), pull(10));
    picture.phases =
        List.of(
            picture.phase(1, Kind.DEVELOPMENT, PhaseFacts.State.DONE, 3, 8, List.of()),
            new PhaseFacts(
                2,
                1,
                Kind.CAPABILITY_UPDATE,
                "Tell",
                "",
                PhaseFacts.State.PLANNED,
                1,
                "capability-update:7:2",
                4,
                9,
                List.of(),
                ViewPicture.NOW,
                null,
                "capability-update:1"));
    assertThat(held()).isEmpty();
    picture.receipts = List.of(receipt(Watch.RED));
    assertThat(held()).containsExactly(9);
    picture.receipts = List.of(receipt(Watch.MENDED));
    assertThat(held()).isEmpty();
  }

  /** The numbers of those that something holds back. */
  private List<Integer> held() {
    return judged().stream()
        .filter(
            one ->
                one.lines().stream()
                    .filter(line -> line.guard().equals("Hold"))
                    .anyMatch(line -> !(line.verdict() instanceof Verdict.Pass)))
        .map(MergeRound.Judged::pullRequest)
        .toList();
  }

  private static ReceiptFacts receipt(Watch watch) {
    return new ReceiptFacts(
        8,
        true,
        watch,
        "1a2b3c4d5e",
        "0ddba11",
        null,
        0,
        List.of(),
        List.of("build"),
        List.of(),
        List.of(),
        List.of());
  }

  /** A person decides whether a merge is undone: Pawl judges its own proposal by no means. */
  @Test
  void whatUndoesAMergeIsNotMergedByPawl() {
    for (PullRequestFacts.State state : PullRequestFacts.State.values()) {
      pulls(
          pull(9),
          pull(
              10,
              Made::byPawl,
              made -> made.effectKey = "revert:7:8:open",
              made -> made.issue = 99,
              made -> made.state = state));
      assertThat(judged()).extracting(MergeRound.Judged::pullRequest).containsExactly(9);
    }
  }

  @Test
  void M49_ofSeveralThatAreBehindOneIsUpdated() {
    pulls(pull(9, MergeTurnTest::behind), pull(10, MergeTurnTest::behind), pull(11));
    List<MergeRound.Judged> judged = judged();
    assertThat(kinds(judged.get(0))).contains(MergeStep.UpdateBranch.class);
    assertThat(kinds(judged.get(1))).doesNotContain(MergeStep.UpdateBranch.class);
    assertThat(reason(judged.get(1))).contains("in its turn after #9");
    assertThat(kinds(judged.get(2))).as("not behind").contains(MergeStep.Merge.class);
  }

  /** The turn stays where it is until that one is merged, or cannot be. */
  @Test
  void M49_whoHasTheTurnKeepsItWhileItMayBeMerged() {
    Made.Change checked = made -> made.checks = List.of(Made.check("build", Progress.RUNNING));
    Made.Change moved = made -> made.head = head(MOVED);

    pulls(pull(9, MergeTurnTest::behind), pull(10, MergeTurnTest::behind));
    for (String state : List.of("planned", "claimed", "unknown")) {
      effects(effect(update(10), state));
      assertThat(reason(judged().getFirst())).as(state).contains("in its turn after #10");
    }
    effects(effect(update(10), "done"));
    pulls(pull(9, MergeTurnTest::behind), pull(10, moved, checked));
    assertThat(reason(judged().getFirst())).contains("in its turn after #10");

    effects(effect(update(10), "failed"));
    assertThat(updated(9)).as("GitHub does not do it").isTrue();
    effects(effect(update(10), "done"));
    pulls(
        pull(9, MergeTurnTest::behind),
        pull(10, moved, m -> m.checks = List.of(Made.check("build", Progress.FAILED))));
    assertThat(updated(9)).as("its check failed").isTrue();
    pulls(pull(9, MergeTurnTest::behind), pull(10, moved, checked, MergeTurnTest::behind));
    assertThat(updated(9)).as("it was left behind again").isTrue();
    pulls(
        pull(9, MergeTurnTest::behind),
        pull(10, moved, m -> m.state = PullRequestFacts.State.MERGED));
    assertThat(updated(9)).as("it is merged").isTrue();
  }

  /** GitHub has taken the update on, and what it made of it was not read yet. */
  @Test
  void M49_theTurnIsNotLostBetweenTheUpdateAndTheReading() {
    effects(effect(update(10), "done"));
    pulls(pull(9, MergeTurnTest::behind), pull(10, MergeTurnTest::behind, m -> m.dirty = true));
    assertThat(reason(judged().getFirst())).contains("in its turn after #10");

    pulls(pull(9, MergeTurnTest::behind), pull(10, MergeTurnTest::behind));
    assertThat(updated(9)).as("it was read, and nothing came of the update").isTrue();
  }

  @Test
  void M49_onceForEachPairOfHeadAndBase() {
    pulls(pull(9, MergeTurnTest::behind));
    String key = step(judged().getFirst()).key();
    pulls(pull(9, MergeTurnTest::behind, m -> m.labels = Set.of("tea")));
    assertThat(step(judged().getFirst()).key()).as("the same pair").isEqualTo(key);
    pulls(pull(9, MergeTurnTest::behind, m -> m.head = head(MOVED)));
    assertThat(step(judged().getFirst()).key()).as("another head").isNotEqualTo(key);
    pulls(pull(9, MergeTurnTest::behind, m -> m.base = base(MOVED)));
    assertThat(step(judged().getFirst()).key()).as("another base").isNotEqualTo(key);
    effects(effect(key, "failed"));
    assertThat(updated(9)).as("what was refused on another base").isTrue();
  }

  private void paced(int most) {
    picture.settings =
        ((SettingsLoader.Outcome.Good) SettingsLoader.load("guards: {per_hour: " + most + "}"))
            .settings();
  }

  /** The pull request of a person for a task of its own, which nothing speaks against. */
  private static Made pull(int number, Made.Change... changes) {
    Made made = new Made();
    made.number = number;
    made.issue = number - 5;
    made.author = Made.person(Access.WRITE);
    made.readAt = ViewPicture.NOW;
    made.rules = new Rules(true, List.of(), true, 0, false, false, false, Set.of());
    for (Made.Change change : changes) {
      change.to(made);
    }
    return made;
  }

  private static void behind(Made made) {
    made.mergeState = "BEHIND";
  }

  private static PullRequestFacts.Head head(String sha) {
    return new PullRequestFacts.Head("lens", sha, false);
  }

  private static PullRequestFacts.Base base(String sha) {
    return new PullRequestFacts.Base("main", sha);
  }

  private static String update(int number) {
    return EffectKeyFacts.updates(7, number) + Made.HEAD + ":" + Made.OTHER;
  }

  private static EffectFacts effect(String key, String state) {
    return new EffectFacts(key, "kind", state, null, null, "GitHub's words", null, null, null);
  }

  private void pulls(Made... all) {
    picture.pulls = new ArrayList<>();
    for (Made made : all) {
      picture.pulls.add(made.candidate().pull());
    }
  }

  private void effects(EffectFacts... all) {
    picture.effects = List.of(all);
  }

  private List<MergeRound.Judged> judged() {
    View view =
        picture.view().judgedBy(new MergeFacts(Duration.ofSeconds(60), List.of(), List.of()));
    return MergeRound.judge(view, Guards.IN_ORDER, (of, pull) -> false);
  }

  private boolean updated(int number) {
    return judged().stream()
        .filter(one -> one.is(number))
        .anyMatch(one -> kinds(one).contains(MergeStep.UpdateBranch.class));
  }

  private static MergeStep.UpdateBranch step(MergeRound.Judged judged) {
    return judged.decision().steps().stream()
        .filter(MergeStep.UpdateBranch.class::isInstance)
        .map(MergeStep.UpdateBranch.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<Class<?>> kinds(MergeRound.Judged judged) {
    return judged.decision().steps().stream().<Class<?>>map(MergeStep::getClass).toList();
  }

  private static String reason(MergeRound.Judged judged) {
    return judged.decision().reason();
  }
}
