package dev.pawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a run that has ended. */
class RunArchiveTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ODD = "“灯” </script>\n\"\\ \u0000 💡";

  @Test
  void everyPartIsThereWithItsReason() {
    JsonNode archive = Json.tree(archive(line("opened", "First."), line("merged", ODD)).json());

    assertThat(archive.path("id").asLong()).isEqualTo(3);
    assertThat(archive.path("owner").asText() + "/" + archive.path("name").asText())
        .isEqualTo("ada/lamp");
    assertThat(archive.path("ended").asText()).isEqualTo(NOW.toString());
    JsonNode phase = archive.path("phases").path(0);
    assertThat(phase.path("title").asText()).isEqualTo(ODD);
    assertThat(phase.path("reason").asText()).as("the last of its changes").isEqualTo(ODD);
    assertThat(phase.path("needs").path(0).asLong()).isEqualTo(6);
    assertThat(archive.path("phases").path(1).path("reason").asText()).isEmpty();
    assertThat(archive.path("attempts").path(0).path("outcome").asText()).isEqualTo("merged");
    assertThat(archive.path("products").path(0).path("bytes").asInt()).isEqualTo(12);
    assertThat(archive.path("findings").path(0).path("guard").asText()).isEqualTo("Checks");
    assertThat(archive.path("changes").findValuesAsText("change"))
        .containsExactly("opened", "merged");
    assertThat(archive.path("changes").path(1).path("why").asText()).isEqualTo(ODD);
    assertThat(archive.path("shortened").asBoolean()).isFalse();
  }

  @Test
  void theSameRunIsTheSameTextAndALaterEndIsAnother() {
    String first = archive(line("opened", "First.")).json();
    assertThat(archive(line("opened", "First.")).json()).isEqualTo(first).contains("\n  \"id\"");
    assertThat(archive(line("opened", "First."), line("reopened", "Again.")).json())
        .isNotEqualTo(first);
  }

  private static RunArchive archive(HistoryLine... lines) {
    Run run = new Run();
    run.id = 3L;
    run.state = Run.DONE;
    run.openedAt = NOW;
    run.openedBy = "pawl";
    run.endedAt = NOW;
    Execution execution = new Execution();
    execution.phaseId = 7;
    execution.attempt = 1;
    execution.outcome = "merged";
    return RunArchive.of(
        run,
        new RunArchive.Named("ada", "lamp"),
        List.of(phase(7), phase(70)),
        Map.of(7L, List.of(6L)),
        List.of(execution),
        List.of(new RunArchive.Product(9, 7, "issue", "#41", "0a", 12, NOW)),
        List.of(new RunArchive.Finding(7, 42, "Checks", "It fails.", "commits", "0b", NOW, null)),
        List.of(lines),
        false);
  }

  private static Phase phase(long id) {
    Phase phase = new Phase();
    phase.id = id;
    phase.title = ODD;
    phase.stand(Standing.NEW, NOW);
    return phase;
  }

  private static HistoryLine line(String change, String why) {
    HistoryLine line = new HistoryLine();
    line.object = "phase:7";
    line.change = change;
    line.why = why;
    line.at = NOW;
    return line;
  }
}
