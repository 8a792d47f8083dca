package dev.pawl.merge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Guards;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.MergeFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewPicture;
import dev.pawl.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Everything that merges are judged by stands in the view. */
class MergeRoundTest {
  private static View view(Duration fresh, long... agents) {
    ViewPicture picture = new ViewPicture().issue(4, "development:7:1", "open");
    PullRequestFacts pull = picture.pull(9).draft().facts();
    picture.pulls = List.of(pull);
    List<MergeFacts.AgentFacts> known =
        LongStream.of(agents)
            .mapToObj(id -> new MergeFacts.AgentFacts("copilot", List.of(id), List.of()))
            .toList();
    List<MergeFacts.GuardFacts> guards =
        Guards.IN_ORDER.stream()
            .map(guard -> new MergeFacts.GuardFacts(guard.name(), guard.settings()))
            .toList();
    return picture.view().judgedBy(new MergeFacts(fresh, known, guards));
  }

  private static String found(View view, String guard) {
    return MergeRound.judge(view, Guards.IN_ORDER, (of, pull) -> false)
        .getFirst()
        .decision()
        .steps()
        .stream()
        .filter(MergeStep.Explain.class::isInstance)
        .map(step -> ((MergeStep.Explain) step).text().summary())
        .findFirst()
        .orElseThrow()
        .lines()
        .filter(line -> line.startsWith("| " + guard + " |"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStoredViewLeadsToTheSame() {
    View view = view(Duration.ofSeconds(60), 5).unsettled("a mistake");
    View stored = Json.read(Json.write(view), View.class);
    assertThat(stored).isEqualTo(view);
    assertThat(MergeRound.judge(stored, Guards.IN_ORDER, (of, pull) -> false))
        .isNotEmpty()
        .isEqualTo(MergeRound.judge(view, Guards.IN_ORDER, (of, pull) -> false));
  }

  @Test
  void whoIsAnAgentIsJudgedByTheView() {
    assertThat(found(view(Duration.ofSeconds(60)), "Draft")).contains("a draft by `ada`");
    assertThat(found(view(Duration.ofSeconds(60), 1), "Draft")).contains("an agent's draft");
    assertThat(found(view(Duration.ofSeconds(60)).unsettled("a mistake"), "Settings"))
        .contains("a mistake");
  }

  /** What a person must look at first holds every merge of the repository up. */
  @Test
  void M50_nothingIsMergedBeforeSomebodyHasLooked() {
    View view = view(Duration.ofSeconds(60), 1);
    View stopped =
        view.with(
            view.phases(),
            view.holds(),
            List.of(
                new InterventionFacts(
                    1,
                    InterventionFacts.Scope.REPOSITORY,
                    null,
                    null,
                    "the merge of #8 gave main another content",
                    "Look.",
                    List.of(InterventionFacts.Choice.GO_ON),
                    view.now())));
    assertThat(found(view, "Hold")).doesNotContain("another content");
    assertThat(found(stopped, "Hold")).contains("paused by `Pawl`");
  }

  /** A view of an earlier version knows of no agent, and of nothing that is fresh. */
  @Test
  void anOldViewIsReadAsOneThatKnewLess() {
    View view = view(Duration.ofSeconds(60));
    String old = Json.write(view).replaceAll("\"merging\":\\{.*?\\]\\},", "");
    assertThat(old).doesNotContain("merging");
    View read = Json.read(old, View.class);
    assertThat(read.merging()).isEqualTo(MergeFacts.NONE);
    assertThat(MergeRound.judge(read, Guards.IN_ORDER, (of, pull) -> false)).isNotEmpty();
  }

  /** However many wait for nothing but a reading: each merge would make all others old again. */
  @Test
  void M2_ofManyOneIsReadForEachMerge() {
    assertThat(read(Set.of(), 9, 10, 11)).containsExactly(9);
    assertThat(read(Set.of(9), 9, 10, 11)).containsExactly(10);
  }

  /**
   * Which of some pull requests are to be read now, where nothing else stands in their way.
   *
   * @param doubtful those in doubt already, which are read anyway
   */
  private static List<Integer> read(Set<Integer> doubtful, int... numbers) {
    ViewPicture picture = new ViewPicture().issue(4, "development:7:1", "open");
    picture.pulls =
        IntStream.of(numbers)
            .mapToObj(picture::pull)
            .map(ViewPicture.Pull::facts)
            .map(pull -> doubtful.contains(pull.number()) ? doubted(picture, pull) : pull)
            .toList();
    List<Guard> guards =
        Guards.IN_ORDER.stream().filter(guard -> guard.name().equals("Head")).toList();
    return MergeRound.judge(picture.view(), guards, (of, pull) -> true).stream()
        .filter(MergeRound.Judged::readAgain)
        .map(MergeRound.Judged::pullRequest)
        .toList();
  }

  private static PullRequestFacts doubted(ViewPicture picture, PullRequestFacts pull) {
    return picture.pull(pull.number()).dirty().facts();
  }
}
