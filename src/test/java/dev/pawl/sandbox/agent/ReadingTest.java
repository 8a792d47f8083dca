package dev.pawl.sandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What agents read out of issues and goals. */
class ReadingTest {
  @Test
  void the_kind_stands_in_the_body_or_the_title_tells() {
    assertThat(Kind.of("Whatever", "Kind: `capability-update`")).isEqualTo(Kind.CAPABILITY_UPDATE);
    assertThat(Kind.of("Whatever", "x\n<!-- pawl:effect=gap-analysis:1:a:b -->"))
        .isEqualTo(Kind.GAP_ANALYSIS);
    assertThat(Kind.of("Whatever", "kind: review-consumption")).isEqualTo(Kind.REVIEW_CONSUMPTION);
    assertThat(Kind.of("Whatever", "kind: review")).isEqualTo(Kind.REVIEW);
    assertThat(Kind.of("Gap analysis", "")).isEqualTo(Kind.GAP_ANALYSIS);
    assertThat(Kind.of("Add a dimmer", "mankind: reviewed")).isEqualTo(Kind.DEVELOPMENT);
  }

  @Test
  void places_are_where_the_issue_says() {
    Places said =
        Places.in("goal: `docs/goal.md`, adds `plan/queue/pending/dev-<short-name>.md` with it");
    assertThat(said.goal()).isEqualTo("docs/goal.md");
    assertThat(said.queue()).isEqualTo("plan/queue");
    assertThat(said.goalReached()).isEqualTo("planning/state/goal_reached.md");
  }

  @Test
  void a_goal_is_its_points() {
    List<Feature> features =
        Feature.of(
            """
            # Goal

            Text that is no point.

            1. It dims: slowly, and
               over two lines.
            2. It checks on a schedule.
            """);
    assertThat(features.stream().map(Feature::title))
        .containsExactly("It dims", "Check links on a schedule");
    assertThat(features.getFirst().wish()).isEqualTo("It dims: slowly, and over two lines.");
    assertThat(features.getLast().source("lamp")).startsWith("package lamp;").contains("isDue");
  }

  @Test
  void any_title_makes_sound_source() {
    Feature hostile = Feature.titled("Close */ \"all\" \\ of it", "");
    assertThat(hostile.source("lamp")).contains("/** Close * / 'all' / of it. */");
    assertThat(hostile.className()).isEqualTo("CloseAllOfIt");
    assertThat(Feature.titled("日本語", "").className()).isEqualTo("Task");
    assertThat(Feature.titled("日本語", "").slug()).isEqualTo("task");
    assertThat(Feature.titled("", "").title()).isEqualTo("Task");
    assertThat(Feature.titled("3 lamps", "").className()).isEqualTo("Lamps");
    assertThat(Feature.titled("x".repeat(300), "").slug().length()).isLessThanOrEqualTo(48);
  }

  @Test
  void a_goal_may_be_written_in_many_ways() {
    assertThat(titles("* **It dims**: in `ten` steps\n  - slowly\n  - softly\n* [ ] It blinks"))
        .containsExactly("It dims", "It blinks");
    assertThat(titles("# Goal\r\n\r\n## It dims\r\n\r\nSlowly.\r\n\r\n### It blinks\r\n"))
        .containsExactly("It dims", "It blinks");
    assertThat(titles("# Goal\n\nIt dims, and it blinks.\n")).containsExactly("It dims");
    assertThat(titles("- It dims\n\n## What it is not\n\n- A radio\n\n## More\n\n- It blinks\n"))
        .containsExactly("It dims", "It blinks");
    assertThat(titles("```\n- no point\n```\n- It dims\n")).containsExactly("It dims");
    assertThat(titles("- It reads pawl.yml. Always.")).containsExactly("It reads pawl.yml");
    assertThat(titles("")).isEmpty();
    assertThat(titles("# Goal\n")).isEmpty();
    assertThat(titles("- It dims\n".repeat(500))).hasSize(100);
  }

  @Test
  void points_that_begin_alike_are_two() {
    List<Feature> features = Feature.of("- The lamp: dims\n- The lamp: blinks\n");
    assertThat(features).extracting(Feature::slug).doesNotHaveDuplicates();
    assertThat(features).extracting(Feature::className).containsExactly("TheLamp", "TheLamp2");
    assertThat(features.getLast().wish()).isEqualTo("The lamp: blinks");
  }

  @Test
  void a_task_keeps_its_name_through_the_folders() {
    Queue queue = new Queue("q", Set.of("q/complete/dev-a.md", "q/processed/dev-a-2.md", "q/x.md"));
    assertThat(queue.knows("dev-a")).isTrue();
    assertThat(queue.free("dev-a")).isEqualTo("q/pending/dev-a-3.md");
    assertThat(queue.knows("dev-")).isFalse();
    assertThat(queue.knows("x")).isFalse();
    assertThat(queue.free("dev-b")).isEqualTo("q/pending/dev-b.md");
    assertThat(new Queue("q", Set.of("q/pending/dev-a-3.md")).knows("dev-a")).isTrue();
    assertThat(new Queue("q", Set.of("q/pending/dev-a-lot.md")).knows("dev-a")).isFalse();
  }

  private static List<String> titles(String goal) {
    return Feature.of(goal).stream().map(Feature::title).toList();
  }
}
