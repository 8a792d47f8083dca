package dev.pawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However often the demo is started, each of its tasks is opened once. */
@QuarkusTest
@Tag("system")
class DemoTasksTest extends Story {
  private AgentControl agents;

  @BeforeEach
  void someoneWhoMayAsk() {
    agents = new AgentControl(github);
    github.createPerson("ada");
    agents.mintToken("ada", SandboxResource.PERSON_TOKEN);
    agents.seat("ada", true);
  }

  /** Agents that are still waited for would be reminded while other stories let time pass. */
  @AfterEach
  void leave() {
    agents.pace(Duration.ofMillis(10));
    agents.revokeTokens("ada");
    github.uninstall(github.installationOf(MoodDemo.OWNER));
    settled();
  }

  @Test
  void eachTaskIsOpenedOnce() {
    MoodDemo.seed(github.url());
    DemoTasks tasks = new DemoTasks(webhook(), Optional.empty());
    tasks.open();
    assertThat(opened()).isEqualTo(MoodDemo.TASKS.size());

    MoodDemo.seed(github.url());
    tasks.open();
    assertThat(opened()).isEqualTo(MoodDemo.TASKS.size());
    for (MoodDemo.Task task : MoodDemo.TASKS) {
      assertThat(
              count(
                  "select count(*) as n from phase where title = '"
                      + task.title()
                      + "' and repository_id = "
                      + repositoryId(MoodDemo.OWNER + "/" + task.repository())))
          .as(task.repository())
          .isOne();
    }
  }

  private long opened() {
    return count(
        "select count(*) as n from phase p join mirror_repository r on r.id = p.repository_id"
            + " where r.owner = '"
            + MoodDemo.OWNER
            + "'");
  }
}
