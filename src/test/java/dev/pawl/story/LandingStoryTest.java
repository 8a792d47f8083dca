package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What lands is what was judged; where it is not, a person looks before anything else lands. */
@QuarkusTest
@Tag("system")
class LandingStoryTest extends MergeStory {
  private int merges(String repository, boolean astray) {
    int number = opens(repository, "Light", TASK);
    if (astray) {
      github.leadAstray(repository, number, owner, "STRAY.md");
    }
    asksForReview(repository, number);
    github.check(repository, "copilot/light", "build", "success");
    eventually(() -> merged(repository, number));
    certain(repository);
    return number;
  }

  private List<Row> interventions(String repository) {
    List<Row> rows = new ArrayList<>();
    database()
        .execute(
            "select * from intervention where repository_id = $1 order by id",
            repositoryId(repository))
        .forEach(rows::add);
    return rows;
  }

  private String stage(String repository) {
    return database()
        .execute(
            "select stage, reason from decision where repository_id = $1 order by id desc limit 1",
            repositoryId(repository))
        .iterator()
        .next()
        .getString("reason");
  }

  @Test
  void M50_landsAsJudged() {
    String repository = repositoryWithTask("plain");
    int number = merges(repository, false);
    Row row = row(repository, number);
    assertThat(row.getString("landed_on")).isNotNull().isEqualTo(row.getString("trial_base"));
    assertThat(row.getString("landed_tree")).isNotNull().isEqualTo(row.getString("trial_tree"));
    assertThat(interventions(repository)).isEmpty();
  }

  @Test
  void M50_landsOtherwise() {
    String repository = repositoryWithTask("astray");
    int number = merges(repository, true);
    eventually(() -> interventions(repository).size() == 1);
    Row raised = interventions(repository).getFirst();
    assertThat(raised.getString("why"))
        .contains("#" + number)
        .contains("main")
        .contains("another content than the one that was judged");
    settled();
    eventually(() -> stage(repository).startsWith("Needs you: the merge of #" + number));

    new Visitor(webhook())
        .api("POST", "/api/interventions/" + raised.getLong("id"), Map.of("choice", "go-on"));
    settled();
    eventually(() -> !stage(repository).startsWith("Needs you: the merge of"));
    assertThat(interventions(repository)).as("it is not raised again").hasSize(1);
  }
}
