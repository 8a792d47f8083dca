package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The demo, mood by mood: each task ends merged, at once or after a retry, or with a person needed;
 * and what the pages and the check run say on the way is what is the matter.
 */
@QuarkusTest
@Tag("system")
class MoodStoryTest extends AgentStory {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String CHOICES =
      "etry with the same agent or another one, take the task over yourself, or skip it.";

  /**
   * How a task ends, and what is said on the way.
   *
   * @param said what the health page says of the task at some moment
   * @param told what the agent is told with its next attempts, in their order
   * @param checks what the check run's title says at some moment
   * @param need why a person is needed in the end; empty when it is merged
   * @param help what the person is told to do
   */
  private record Ending(
      List<String> said, List<String> told, List<String> checks, String need, String help) {
    static Ending merged(List<String> said, List<String> told, List<String> checks) {
      return new Ending(said, told, checks, "", "");
    }

    int attempts() {
      return told.size() + 1;
    }

    boolean isMerged() {
      return need.isEmpty();
    }
  }

  /** Without a default: a new mood has no end before somebody has thought of one. */
  private static Ending ending(MoodDemo.Task task) {
    String red = "#2 was said to be done, but its check `build` is red.";
    String unfinished = "Waiting for #2 to be finished: its title [WIP] " + task.title();
    String done = "Done: #2 is merged.";
    return switch (task.mood()) {
      case NORMAL ->
          Ending.merged(
              List.of(
                  "copilot is asked to work on #1.",
                  "#2 is being worked on for #1: its title says that it is unfinished."),
              List.of(),
              List.of(unfinished, done));
      case FAILS_CHECKS ->
          task.sessions() > 0
              ? Ending.merged(
                  List.of(
                      "Waiting before attempt 2 of #1. The one before: " + red,
                      "#2 is being worked on for #1, attempt 3"),
                  List.of(red, red),
                  List.of("Waiting for new commits on #2: build did not pass.", done))
              : new Ending(
                  List.of("Waiting before attempt 2 of #1. The one before: " + red),
                  List.of(red),
                  List.of("Waiting for new commits on #2: build did not pass."),
                  red + " It was attempt 2 of 2.",
                  "R" + CHOICES);
      case CONFLICTS -> {
        String conflict = "#2 was said to be done, but it conflicts with its base.";
        yield Ending.merged(
            List.of("Waiting before attempt 2 of #1. The one before: " + conflict),
            List.of(conflict),
            List.of("Waiting for new commits on #2: it conflicts with main.", done));
      }
      case SILENT -> {
        String never = "copilot did not begin within a minute of being asked.";
        yield new Ending(
            List.of(
                "Waiting for Copilot to work on #1, and copilot was reminded.",
                "Waiting before attempt 2 of #1. The one before: " + never),
            List.of(never),
            List.of(),
            "copilot did not begin within a minute of being asked again. It was attempt 2 of 2.",
            "R" + CHOICES);
      }
      case FALLS_SILENT -> {
        String silent = "copilot has been silent for a minute.";
        yield new Ending(
            List.of(
                "#2 is being worked on for #1: its title says that it is unfinished, and copilot"
                    + " was reminded.",
                "Waiting before attempt 2 of #1. The one before: " + silent),
            List.of(silent),
            List.of(unfinished),
            "copilot did not begin within a minute of being asked again. It was attempt 2 of 2.",
            "R" + CHOICES);
      }
      case RATE_LIMITED -> {
        String limit = "copilot said in a comment that it could not go on.";
        yield Ending.merged(
            List.of("Waiting before attempt 2 of #1. The one before: " + limit),
            List.of(limit),
            List.of(unfinished, done));
      }
      case WAITS_FOR_APPROVAL ->
          new Ending(
              List.of("Needs you: `build` on #2 waits for somebody to let it run."),
              List.of(),
              List.of("Needs you: build on #2 waits for somebody to let it run."),
              "The workflows of #2 wait for a person's approval: “Approve and run” on its page.",
              "Approve them on GitHub, and it goes on by itself. Or r" + CHOICES);
      case FORBIDDEN_FILES ->
          new Ending(
              List.of("#2 is being worked on for #1"),
              List.of(),
              List.of(
                  "Needs you: #2 changes the workflow .github/workflows/ci.yml, which only a"
                      + " person may merge."),
              "#2 changes the workflow `.github/workflows/ci.yml`, which only a person may merge.",
              "A person merges it, or the change is taken out. Or r" + CHOICES);
      case TWO_PULL_REQUESTS ->
          new Ending(
              List.of("#2 is being worked on for #1"),
              List.of(),
              List.of("#2 is not merged by itself: #3 was made for the same task."),
              "#2 is not merged by itself: #3 was made for the same task.",
              "Somebody closes all but one of them. Or r" + CHOICES);
      case NO_CLOSING_WORD, DISCUSSION ->
          Ending.merged(
              List.of("#2 is being worked on for #1"), List.of(), List.of(unfinished, done));
      case NO_PULL_REQUEST -> {
        String nothing = "copilot has been silent for a minute, and there is no pull request yet.";
        yield new Ending(
            List.of("Waiting before attempt 2 of #1. The one before: " + nothing),
            List.of(nothing),
            List.of(),
            nothing + " It was attempt 2 of 2.",
            "R" + CHOICES);
      }
      case CLOSES_ITS_OWN -> {
        String closed = "#2 was closed without a merge.";
        yield Ending.merged(
            List.of("Waiting before attempt 2 of #1. The one before: " + closed),
            List.of(closed),
            List.of(unfinished, "Done: #2 was closed.", "Done: #3 is merged."));
      }
      case ANOTHER_FILE, TWO_TASKS, EDITS_THE_GOAL, TOUCHES_CODE, SAME_TASK_AGAIN ->
          throw new IllegalArgumentException("takes a goal: " + task.mood());
    };
  }

  static List<MoodDemo.Task> tasks() {
    return MoodDemo.TASKS;
  }

  @Override
  protected Duration patience() {
    return PATIENCE;
  }

  @Override
  protected Duration pace() {
    // Slow enough that Pawl sees each step by itself.
    return Duration.ofMillis(400);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void eachEndsAsItShouldAndSaysWhy(MoodDemo.Task task) {
    Ending ending = ending(task);
    String repository = owner + "/" + task.repository();
    MoodDemo.seed(github.url(), owner, keeper, task);
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    long phase = open(repository, task);

    inTime(() -> List.of("done", "stuck").contains(phaseState(phase)));
    settled();
    assertThat(phaseState(phase)).isEqualTo(ending.isMerged() ? "done" : "stuck");
    assertThat(count("select attempts as n from phase where id = " + phase))
        .isEqualTo(ending.attempts());
    toldTheAgent(repository, ending);
    for (String said : ending.said()) {
      assertThat(saidOfTheTask(repository)).anySatisfy(one -> assertThat(one).contains(said));
    }
    for (String title : ending.checks()) {
      assertThat(checkTitles(repository)).anySatisfy(one -> assertThat(one).contains(title));
    }
    if (ending.isMerged()) {
      isMerged(repository, task, phase);
    } else {
      needsAPerson(repository, task, phase, ending);
    }
    if (task.mood() == AgentMood.WAITS_FOR_APPROVAL) {
      agents.approveWorkflows(repository, 2);
      inTime(() -> phaseState(phase).equals("done"));
      settled();
      isMerged(repository, task, phase);
    }
  }

  private void isMerged(String repository, MoodDemo.Task task, long phase) {
    assertThat(
            github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge").stream()
                .filter(request -> request.path("status").asInt() == 200))
        .as("merged once")
        .hasSize(1);
    assertThat(ownIssues(repository))
        .singleElement()
        .satisfies(issue -> assertThat(issue.path("state").asText()).isEqualTo("closed"));
    assertThat(needs(repository)).isEmpty();
    String merged = " was merged for #1.";
    JsonNode row = row(repository);
    assertThat(row.path("tasks"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("title").asText()).isEqualTo(task.title());
              assertThat(one.path("state").asText()).isEqualTo("done");
              assertThat(one.path("reason").asText()).endsWith(merged);
            });
    assertThat(text("/")).contains("✓ Done " + task.title(), merged);
    assertThat(text("/runs/" + run(phase))).contains("✓ Done " + task.title(), merged);
  }

  private void needsAPerson(String repository, MoodDemo.Task task, long phase, Ending ending) {
    assertThat(github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge")).isEmpty();
    assertThat(needs(repository))
        .singleElement()
        .satisfies(
            need -> {
              assertThat(need.path("why").asText()).isEqualTo(ending.need());
              assertThat(need.path("what").asText()).isEqualTo(ending.help());
              assertThat(need.path("choices"))
                  .extracting(choice -> choice.path("label").asText())
                  .containsExactly("retry", "other-agent", "skip", "take-over");
            });
    assertThat(state(repository)).isEqualTo("Needs you");
    assertThat(reason(repository)).isEqualTo("Needs you: " + ending.need());
    String plain = ending.need().replace("`", "");
    for (String page : List.of("/", "/repositories/" + repository, "/runs/" + run(phase))) {
      assertThat(text(page)).as(page).contains("! Needs you", task.title(), plain);
    }
    assertThat(text("/")).contains(ending.help(), "Retry", "Other agent", "Take over", "Skip");
  }

  /** By GitHub's own record: with its session the agent got the reason. */
  private void toldTheAgent(String repository, Ending ending) {
    List<String> instructions =
        agents.sessions().stream()
            .filter(session -> session.path("repository").asText().equals(repository))
            .filter(session -> session.path("trigger").asLong() == 0)
            .map(session -> session.path("instructions").asText(""))
            .toList();
    assertThat(instructions).hasSize(ending.attempts());
    for (int i = 0; i < ending.told().size(); i++) {
      assertThat(instructions.get(i + 1))
          .contains("This is attempt " + (i + 2) + ".", ending.told().get(i));
    }
  }

  /** All that the health page said of the task, oldest first. */
  private List<String> saidOfTheTask(String repository) {
    List<String> said = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                "select content from decision where repository_id = $1 order by id",
                repositoryId(repository))) {
      for (JsonNode phase : Json.tree(row.getString("content")).path("phases")) {
        said.add(phase.path("reason").asText());
      }
    }
    return said;
  }

  /** All titles that the check run had, oldest first. */
  private List<String> checkTitles(String repository) {
    List<String> titles = new ArrayList<>();
    for (Row row :
        database()
            .execute(
                """
                select intent from effect
                where kind = 'put-check-run' and state = 'done' and repository_id = $1 order by id
                """,
                repositoryId(repository))) {
      titles.add(Json.tree(row.getString("intent")).path("title").asText());
    }
    return titles;
  }

  private List<JsonNode> needs(String repository) {
    return list(visitor.json("/api/repositories/" + repository + "/work").path("interventions"));
  }

  private JsonNode row(String repository) {
    return list(visitor.json("/api/health").path("repositories")).stream()
        .filter(
            row -> repository.equals(row.path("owner").asText() + "/" + row.path("name").asText()))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** What somebody reads on a page. */
  private String text(String page) {
    return visitor
        .get(page)
        .body()
        .replaceAll("<[^>]+>", "")
        .replace("&#39;", "'")
        .replaceAll("\\s+", " ");
  }

  private long open(String repository, MoodDemo.Task task) {
    HttpResponse<String> answer =
        visitor.api(
            "POST",
            "/api/repositories/" + repository + "/phases",
            Map.of("title", task.title(), "body", "So that one sees it."));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(answer.body()).path("id").asLong();
  }

  private long run(long phase) {
    return count("select run_id as n from phase where id = " + phase);
  }

  /** Lets the world's time pass until something has come about. */
  private void inTime(Callable<Boolean> condition) {
    inTime(condition, Duration.ofSeconds(20));
  }
}
