package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Json;
import dev.pawl.testing.Story;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A repository where nothing is to be done but the tasks that a person opens by the API. */
abstract class TaskStory extends Story {
  protected Visitor visitor;

  @BeforeEach
  void come() {
    visitor = new Visitor(webhook());
  }

  protected String idle(String name) {
    String repository = repository(name, Map.of("README.md", "# " + name));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    return repository;
  }

  /** Opens a task, and says its phase. */
  protected long open(String repository, Map<String, ?> task) {
    HttpResponse<String> answer =
        visitor.api("POST", "/api/repositories/" + repository + "/phases", task);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(answer.body()).path("id").asLong();
  }

  protected long run(long phase) {
    return count("select run_id as n from phase where id = " + phase);
  }

  protected String phaseState(long phase) {
    return database()
        .execute("select state from phase where id = $1", phase)
        .iterator()
        .next()
        .getString("state");
  }
}
