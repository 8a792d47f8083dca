package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {
  @TempDir Path folder;

  @Test
  void a_restart_finds_everything_as_it_was() {
    SandboxSettings settings =
        SandboxSettings.defaults().withDataDirectory(folder.resolve("sandbox"));
    long installation;
    String head;
    String key;
    try (Sandbox sandbox = Sandbox.start(settings)) {
      SandboxControl control = new SandboxControl(sandbox.url());
      control.seedDemo();
      installation = control.install("acme");
      head =
          control.commit(
              "acme/lighthouse", "ada", "main", "More", Map.of("notes.md", "remember me"));
      control.openIssue("acme/lighthouse", "ada", "Kept", "body");
      control.advanceClock(Duration.ofDays(2));
      control.comment("acme/lighthouse", 1, "ada", "two days later");
      key = control.app().get("private_key").asText();
    }
    try (Sandbox sandbox = Sandbox.start(settings)) {
      SandboxControl control = new SandboxControl(sandbox.url());
      assertThat(control.app().get("private_key").asText()).isEqualTo(key);
      Api app = Api.installed(control, installation);
      assertThat(
              app.get("/repos/acme/lighthouse/git/ref/heads/main")
                  .json()
                  .at("/object/sha")
                  .asText())
          .isEqualTo(head);
      assertThat(app.get("/repos/acme/lighthouse/contents/notes.md").status()).isEqualTo(200);
      assertThat(control.issues("acme/lighthouse")).hasSize(1);
      assertThat(control.deliveries("issues", "opened")).hasSize(1);
      assertThat(control.openIssue("acme/lighthouse", "ada", "Next", "")).isEqualTo(2);
      assertThat(
              Instant.parse(control.issues("acme/lighthouse").getLast().get("created_at").asText()))
          .isAfter(Instant.now().plus(Duration.ofDays(1)));
      control.seedDemo();
      assertThat(control.issues("acme/lighthouse")).hasSize(2);
    }
  }
}
