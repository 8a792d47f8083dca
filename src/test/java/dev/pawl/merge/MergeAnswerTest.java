package dev.pawl.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pawl.github.Answer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeAnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          405 | Base branch was modified. Review and try the merge again. | TryAgain
          405 | You're not authorized to push to this branch. | SettingsProblem
          405 | Squash merges are not allowed on this repository. | SettingsProblem
          405 | Merge commits are not allowed on this repository. | SettingsProblem
          405 | Pull Request is not mergeable | Conflict
          405 | At least 1 approving review is required by reviewers with write access. | RuleUnmet
          405 | | RuleUnmet
          409 | Head branch was modified. Review and try the merge again. | JudgeAnew
          422 | Validation Failed | ThisOnly
          404 | Not Found | ThisOnly
          403 | Resource not accessible by integration | SettingsProblem
          401 | Bad credentials | SettingsProblem
          418 | short and stout | ThisOnly
          """)
  void M4_M5_M6_eachRefusalMeansSomethingElse(int status, String words, String meaning) {
    String said = words == null ? "" : words;
    MergeAnswer answer = MergeAnswer.of(new Answer.Refused(status, said, List.of()));
    assertThat(answer.getClass().getSimpleName()).isEqualTo(meaning);
  }

  @Test
  void M7_M10_whatIsNoRefusal() {
    var body = JsonNodeFactory.instance.objectNode();
    Instant reset = Instant.parse("2026-03-01T12:00:00Z");
    assertThat(MergeAnswer.of(new Answer.Success(200, body, null)))
        .isEqualTo(new MergeAnswer.Merged());
    assertThat(MergeAnswer.of(new Answer.RateLimited(reset, Answer.Limit.SECONDARY)))
        .isEqualTo(new MergeAnswer.WaitUntil(reset));
    assertThat(MergeAnswer.of(new Answer.Unknown("GitHub answered 502")))
        .isEqualTo(new MergeAnswer.ReadBack("GitHub answered 502"));
  }
}
