package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import dev.pawl.testing.PawlProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} between a pending file's issue and its move: whatever the moment, another process
 * goes on with the same issue, and the file is moved by one commit.
 */
class PromoteKillTest extends SystemStory {
  private static final String QUEUE = "planning/issue_queue/";

  /** Most of the time something that may have landed is waited for, by this clock. */
  @Override
  double speed() {
    return 2 * SPEED;
  }

  /** The label is written first, then the issue, then the commit that moves the file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-send:2",
        "after-response:2",
        "after-record:2",
        "after-claim:3",
        "after-send:3",
        "after-response:3",
        "after-record:3"
      })
  void L9_promoteCrash(String point) {
    github.createRepository(
        "acme",
        "lighthouse",
        Map.of("README.md", "#", GOAL, "Light up.", QUEUE + "pending/a.md", "# A\n\nDo it.\n"));
    String repository = "acme/lighthouse";
    Api reader = new Api(github.url(), github.createPerson("reader"));
    PawlProcess first = run(pawl().with("pawl.kill-point", point));
    deliverTo(first);
    Thread.startVirtualThread(() -> github.install("acme"));
    eventually(() -> first.logged("kill point reached: " + point.split(":")[0]));
    first.kill();

    PawlProcess second = run(pawl());
    deliverTo(second);
    eventually(() -> files(reader, repository).contains(QUEUE + "processed/a.md"));
    settled();

    assertThat(files(reader, repository)).doesNotContain(QUEUE + "pending/a.md");
    assertThat(issues(repository))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.path("title").asText()).isEqualTo("A");
              assertThat(issue.path("state").asText()).isEqualTo("open");
            });
    assertThat(written("/repos/" + repository + "/issues")).isOne();
    assertThat(written("/graphql")).as("one commit").isOne();
    assertThat(texts("select state from queue_item")).containsExactly("processed");
    assertThat(texts("select state || issue from phase")).containsExactly("issued1");
    assertThat(count("select count(*) from effect where state <> 'done'")).isZero();
  }

  private static List<String> files(Api reader, String repository) {
    List<String> paths = new ArrayList<>();
    for (JsonNode file :
        reader.get("/repos/" + repository + "/git/trees/main?recursive=1").json().path("tree")) {
      paths.add(file.path("path").asText());
    }
    return paths;
  }
}
