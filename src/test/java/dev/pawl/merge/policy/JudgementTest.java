package dev.pawl.merge.policy;

import static dev.pawl.merge.guard.Made.HEAD;
import static dev.pawl.merge.guard.Made.NOW;
import static dev.pawl.merge.guard.Made.check;
import static dev.pawl.merge.guard.Made.file;
import static dev.pawl.merge.guard.Made.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.Made;
import dev.pawl.merge.guard.Verdict;
import dev.pawl.run.PullRequestFacts.Base;
import dev.pawl.run.PullRequestFacts.Mergeable;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static Judgement judged(Made.Change... changes) {
    return Judgement.of(Guards.IN_ORDER, with(changes));
  }

  @Test
  void whatNothingStandsAgainstIsReady() {
    Judgement judgement = judged();
    assertThat(judgement.passes()).isTrue();
    assertThat(judgement.state()).isEqualTo("Ready");
    assertThat(judgement.reason())
        .isEqualTo(
            "#41 is ready to be merged at `3f2c1a9`: all "
                + Guards.IN_ORDER.size()
                + " guards passed.");
    assertThat(judgement.head()).isEqualTo(HEAD);
    assertThat(judgement.until()).isNull();
  }

  @Test
  void whatBlocksIsSaidBeforeWhatIsWaitedFor() {
    Judgement judgement =
        judged(
            m -> m.title = "WIP: a lens",
            m -> m.checks.add(check("slow", Progress.RUNNING)),
            m -> m.files.add(file(".github/workflows/a.yml", "added")));
    assertThat(judgement.passes()).isFalse();
    assertThat(judgement.state()).isEqualTo("Needs you");
    assertThat(judgement.reason()).contains("workflow");
    assertThat(judgement.change()).contains("A person merges it");
    assertThat(judged(m -> m.title = "WIP: a lens").state()).isEqualTo("Waiting");
    assertThat(judged(m -> m.mergeable = Mergeable.CONFLICTING).state()).isEqualTo("Waiting");
    assertThat(judged(m -> m.state = State.MERGED).state()).isEqualTo("Done");
  }

  @Test
  void withoutAGuardNothingIsMerged() {
    Judgement judgement = Judgement.of(List.of(), with());
    assertThat(judgement.passes()).isFalse();
    assertThat(judgement.state()).isEqualTo("Waiting");
  }

  @Test
  void aGuardThatFailsDoesNotPass() {
    Guard broken =
        new Guard() {
          @Override
          public String name() {
            return "Broken";
          }

          @Override
          public Verdict judge(dev.pawl.merge.guard.Candidate candidate) {
            throw new IllegalStateException("secret words");
          }
        };
    List<Guard> guards = new ArrayList<>(Guards.IN_ORDER);
    guards.add(broken);
    Judgement judgement = Judgement.of(guards, with());
    assertThat(judgement.passes()).isFalse();
    assertThat(judgement.state()).isEqualTo("Needs you");
    assertThat(judgement.reason()).contains("`Broken`").doesNotContain("secret");
  }

  /** As long as an event must come, reading again would tell nothing. */
  @Test
  void itIsReadAgainOnlyWhenThatIsAllThatIsMissing() {
    Made.Change unknown = m -> m.mergeable = Mergeable.UNKNOWN;
    Made.Change old = m -> m.readAt = NOW.minusSeconds(3600);
    assertThat(judged(old).until()).isEqualTo(NOW);
    assertThat(judged(unknown).until()).isEqualTo(NOW.plusSeconds(2));
    assertThat(judged(unknown, old).until()).isEqualTo(NOW.plusSeconds(2));
    assertThat(judged(old, m -> m.title = "WIP").until()).isNull();
    assertThat(judged(old, m -> m.checks.add(check("red", Progress.FAILED))).until()).isNull();
  }

  @Test
  void theDigestStandsForWhatWasJudged() {
    String digest = judged().digest();
    assertThat(judged(m -> m.readAt = NOW.minusSeconds(5)).digest()).isEqualTo(digest);
    assertThat(judged(m -> m.mergeState = "BLOCKED").digest()).isNotEqualTo(digest);
    assertThat(judged(m -> m.base = new Base("main", "x")).digest()).isEqualTo(digest);
    assertThat(judged(m -> m.checks.add(check("more", Progress.PASSED))).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void theCheckRunSaysAllOfIt() {
    CheckText ready = CheckText.of(judged());
    assertThat(ready.status()).isEqualTo("completed");
    assertThat(ready.conclusion()).isEqualTo("success");
    assertThat(ready.title()).isEqualTo(judged().reason().replace("`", ""));
    for (Guard guard : Guards.IN_ORDER) {
      assertThat(ready.summary()).contains("\n| " + guard.name() + " | pass | ");
    }
    CheckText waiting = CheckText.of(judged(m -> m.title = "WIP | <img src=x> `@everyone` |"));
    assertThat(waiting.status()).isEqualTo("in_progress");
    assertThat(waiting.conclusion()).isNull();
    assertThat(waiting.summary())
        .contains("| Title | wait | `WIP \\| <img src=x> '@everyone' \\|` |");
    assertThat(CheckText.of(judged(m -> m.state = State.CLOSED)).conclusion()).isEqualTo("neutral");
    assertThat(
            CheckText.of(judged(m -> m.files.add(file(".github/workflows/a.yml", "added"))))
                .conclusion())
        .isEqualTo("action_required");
  }

  /** Whatever own guards say, GitHub takes the text. */
  @Test
  void theTextStaysWithinGitHubsBounds() {
    Guard wordy =
        new Guard() {
          @Override
          public String name() {
            return "Wordy";
          }

          @Override
          public Verdict judge(dev.pawl.merge.guard.Candidate candidate) {
            String much = "x|\n".repeat(50_000);
            return Verdict.await(much, much, much, much);
          }
        };
    CheckText text = CheckText.of(Judgement.of(Collections.nCopies(100, wordy), with()));
    assertThat(text.summary()).hasSizeLessThanOrEqualTo(CheckText.MOST).contains("more guards");
    assertThat(text.title()).hasSizeLessThanOrEqualTo(255).doesNotContain("\n");
  }
}
