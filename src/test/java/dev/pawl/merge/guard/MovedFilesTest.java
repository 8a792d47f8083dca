package dev.pawl.merge.guard;

import static dev.pawl.merge.guard.Made.file;
import static dev.pawl.merge.guard.Made.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.policy.Judgement;
import dev.pawl.run.PullRequestFacts.ChangedFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file may be moved out of where nobody may change anything. */
class MovedFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"renamed", "copied"})
  void M37_fromWhereAFileWasMovedMustBeKnown(String change) {
    ChangedFile moved = new ChangedFile("docs/build.yml", null, change, 0, 0);
    for (Guard guard : List.of(new WorkflowGuard(), new GuardedPathsGuard())) {
      Verdict verdict = guard.judge(with(m -> m.files.add(moved)));
      assertThat(verdict).as(guard.name()).isInstanceOf(Verdict.Wait.class);
      assertThat(verdict.sentence())
          .startsWith("Waiting for ")
          .endsWith(".")
          .contains("`docs/build.yml`", "#41");
      ChangedFile known = new ChangedFile("docs/build.yml", "docs/old.yml", change, 0, 0);
      assertThat(guard.judge(with(m -> m.files.add(known)))).isInstanceOf(Verdict.Pass.class);
    }
    assertThat(Judgement.of(Guards.IN_ORDER, with(m -> m.files.add(moved))).passes()).isFalse();
    // What is known to be forbidden is said first.
    assertThat(
            new WorkflowGuard()
                .judge(
                    with(
                        m -> m.files.add(moved),
                        m -> m.files.add(file(".github/workflows/a.yml", "added")))))
        .isInstanceOf(Verdict.Block.class);
  }
}
