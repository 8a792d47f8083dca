package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.PawlProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged Pawl with templates of its operator's. */
class TemplatesTest extends SystemStory {
  private static final String PENDING = "planning/issue_queue/pending/";

  @TempDir Path folder;

  @Test
  void soundOnesAreUsedAndABrokenOneBreaksNothing() throws IOException {
    Files.createDirectory(folder.resolve("issues"));
    Files.writeString(
        folder.resolve("issues/gap-analysis.md"),
        "OUR WORDS: hold `{planning.goal}`{#if goalBlob} ({goalBlob}){/if} against the code; write"
            + " `{planning.queue}/pending/dev-x.md`, or `{planning.goalReached}`.");
    Files.writeString(folder.resolve("issues/development.md"), "Do {tusk}.");
    String goal = repositoryWithGoal("goal");
    String task = repositoryWithGoal("task");
    github.commit(task, "acme", "main", "A task", Map.of(PENDING + "a.md", "# Lamp\n\nLight it."));
    PawlProcess pawl = run(pawl().with("pawl.templates.folder", folder.toString()));
    deliverTo(pawl);
    github.install("acme");
    eventually(() -> issues(goal).size() == 1 && issues(task).size() == 1);
    settled();

    assertThat(issues(goal).getFirst().path("body").asText())
        .startsWith("OUR WORDS: hold `" + GOAL + "` (");
    assertThat(issues(task).getFirst().path("body").asText())
        .startsWith("## Purpose")
        .contains("Light it.");
    assertThat(texts("select detail from component_check where component = 'templates'"))
        .isNotEmpty()
        .allSatisfy(
            detail ->
                assertThat(detail)
                    .startsWith("`issues/development.md` cannot be filled in: ")
                    .contains("tusk")
                    .endsWith("; Pawl's own is used."));
    assertThat(pawl.log()).contains("`issues/development.md` cannot be filled in: ");
  }
}
