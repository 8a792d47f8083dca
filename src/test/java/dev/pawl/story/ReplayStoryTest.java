package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.loop.policy.Decision;
import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.run.View;
import dev.pawl.store.Json;
import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invariant 6: what was decided can be decided again from the view that was stored with it. */
@QuarkusTest
class ReplayStoryTest extends Story {
  @Test
  void everyStoredViewLeadsToItsDecisionAgain() {
    String with = repositoryWithGoal("with");
    String without = repository("without", Map.of("README.md", "# nothing to do"));
    github.secondaryRateLimit(
        1, "POST", "/repos/" + owner + "/with/issues", Duration.ofSeconds(90));
    github.install(owner);
    eventually(() -> reason(with).contains("rate limit"));
    eventually(() -> state(without).equals("Idle"));
    passTime(Duration.ofSeconds(91));
    eventually(() -> ownIssues(with).size() == 1);
    settled();

    int replayed = 0;
    for (Row row :
        database()
            .execute(
                """
                select d.state, d.stage, d.reason, d.change, d.content, v.content as view
                from decision d join view v on v.hash = d.view_hash
                join mirror_repository r on r.id = d.repository_id where r.owner = $1
                """,
                owner)) {
      Decision again = LoopPolicy.decide(Json.read(row.getString("view"), View.class));
      assertThat(again.state().word()).isEqualTo(row.getString("state"));
      assertThat(again.stage().label()).isEqualTo(row.getString("stage"));
      assertThat(again.reason()).isEqualTo(row.getString("reason"));
      assertThat(again.change()).isEqualTo(row.getString("change"));
      JsonNode stored = Json.tree(row.getString("content")).path("steps");
      assertThat(Json.tree(Json.write(again.steps()))).isEqualTo(stored);
      replayed++;
    }
    assertThat(replayed).isGreaterThanOrEqualTo(5);
  }
}
