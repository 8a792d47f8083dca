package dev.pawl.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The soak in small: four repositories, half a minute, one process. */
@QuarkusTest
class SoakStoryTest extends Story {
  private static final Duration LENGTH = Duration.ofSeconds(25);
  private static final Duration STEP = Duration.ofSeconds(15);

  private static final List<Town.Resident> RESIDENTS =
      List.of(
          new Town.Resident(AgentMood.NORMAL, 0),
          new Town.Resident(AgentMood.FAILS_CHECKS, 1),
          new Town.Resident(AgentMood.NO_CLOSING_WORD, 0),
          new Town.Resident(AgentMood.SILENT, 1));

  @AfterEach
  void leave() {
    AgentControl agents = new AgentControl(github);
    agents.pace(Duration.ofMillis(10));
    agents.revokeTokens(owner + "-keeper");
    github.uninstall(github.installationOf(owner));
    settled();
  }

  @Test
  void nothingIsLostDoubledOrMergedWrongly() {
    Town town = new Town(github, owner);
    town.settle(RESIDENTS, 2, 10, Duration.ofSeconds(10));
    town.troubleTheMail();
    town.troubleGitHub(true);
    github.install(owner);

    long end = System.nanoTime() + LENGTH.toNanos();
    while (System.nanoTime() < end) {
      passTime(STEP);
      LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
    }
    github.clearFaults();

    SoakVerdict verdict =
        new SoakVerdict(github, new Api(github.url(), SandboxResource.PERSON_TOKEN), this::texts);
    SoakVerdict.assertNone(
        verdict.findings(town.repositories(), "3 hours", clock().instant().toString(), 1));
    long merges = town.repositories().stream().mapToLong(one -> verdict.merges(one).size()).sum();
    System.out.printf("%d merges in %s repositories%n", merges, town.repositories().size());
    assertThat(merges).as("else nothing was tried").isPositive();
  }

  private List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    for (Row row : database().execute(sql)) {
      texts.add(String.valueOf(row.getValue(0)));
    }
    return texts;
  }
}
