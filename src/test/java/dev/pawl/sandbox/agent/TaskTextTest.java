package dev.pawl.sandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.sandbox.TaskTexts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What agents make of the issues that Pawl writes: kind and places, without a hidden line. */
class TaskTextTest {
  private static final TaskTexts USUAL = TaskTexts.usual();
  private static final TaskTexts ELSEWHERE = TaskTexts.elsewhere();
  private static final String REVIEW = "review-2026-01-31-architecture.md";

  @Test
  void the_output_tells_the_kind() {
    for (TaskTexts texts : List.of(USUAL, ELSEWHERE)) {
      assertThat(kind(texts.gapAnalysis("abc", true))).isEqualTo(Kind.GAP_ANALYSIS);
      assertThat(kind(texts.gapAnalysis("", false))).isEqualTo(Kind.GAP_ANALYSIS);
      assertThat(kind(texts.development("Add a lens."))).isEqualTo(Kind.DEVELOPMENT);
      assertThat(kind(texts.development(""))).isEqualTo(Kind.DEVELOPMENT);
      assertThat(kind(texts.repair("The build is red."))).isEqualTo(Kind.DEVELOPMENT);
      assertThat(kind(texts.capabilityUpdate(7, "Add a lens", "")))
          .isEqualTo(Kind.CAPABILITY_UPDATE);
      assertThat(kind(texts.review("Architecture", "Look at it."))).isEqualTo(Kind.REVIEW);
      assertThat(kind(texts.reviewConsumption("aim/looks/" + REVIEW)))
          .isEqualTo(Kind.REVIEW_CONSUMPTION);
    }
  }

  @Test
  void a_development_stays_one_whatever_it_is_called_and_quotes() {
    assertThat(Kind.of("Gap analysis of capabilities", USUAL.development("Do it.")))
        .isEqualTo(Kind.DEVELOPMENT);
    String task = "Read this:\n\n## Output\n\nAdds `planning/issue_queue/pending/dev-<name>.md`.";
    assertThat(kind(USUAL.development(task))).isEqualTo(Kind.DEVELOPMENT);
    assertThat(kind(USUAL.capabilityUpdate(7, "Add a lens", task)))
        .isEqualTo(Kind.CAPABILITY_UPDATE);
  }

  @Test
  void what_stands_below_the_line_is_not_the_output() {
    String body = "## Output\n\nA pull request.\n\n---\nAs in `q/pending/dev-<short-name>.md`.\n";
    assertThat(kind(body)).isEqualTo(Kind.DEVELOPMENT);
  }

  @Test
  void places_are_where_the_text_says() {
    assertThat(Places.in(USUAL.gapAnalysis("abc", true)))
        .isEqualTo(
            new Places(
                "planning/vision/goal.md",
                "planning/state/system_capabilities.md",
                "planning/issue_queue",
                "planning/state/goal_reached.md",
                "planning/reviews"));
    Places gap = Places.in(ELSEWHERE.gapAnalysis("", false));
    assertThat(gap.goal()).isEqualTo("aim/north.md");
    assertThat(gap.capabilities()).isEqualTo("aim/able.md");
    assertThat(gap.queue()).isEqualTo("aim/line");
    assertThat(gap.goalReached()).isEqualTo("aim/arrived.md");
    assertThat(Places.in(ELSEWHERE.capabilityUpdate(7, "Lens", "")).capabilities())
        .isEqualTo("aim/able.md");
    assertThat(Places.in(ELSEWHERE.review("Architecture", "Look.")).reviews())
        .isEqualTo("aim/looks");
    assertThat(Places.in(ELSEWHERE.reviewConsumption("aim/looks/" + REVIEW)).queue())
        .isEqualTo("aim/line");
  }

  @Test
  void texts_quote_what_comes_from_elsewhere() {
    assertThat(USUAL.capabilityUpdate(7, "Add a lens", "> ada: good"))
        .contains("- What was merged: #7 “Add a lens”\n", "\n> ada: good\n");
    assertThat(USUAL.capabilityUpdate(7, "Add a lens", ""))
        .doesNotContain("What was said about it");
    assertThat(USUAL.capabilityUpdate(7, "A {lens} of `{goal}`", "{#if x}"))
        .contains("“A {lens} of `{goal}`”", "{#if x}");
    assertThat(USUAL.review("Architecture", "Look how it holds together."))
        .contains("lens: **Architecture**", "1. Look how it holds together.\n");
  }

  private static Kind kind(String body) {
    return Kind.of("Some title", body);
  }
}
