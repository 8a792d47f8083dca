package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pawl.sandbox.Demo;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.SandboxSettings;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.PostgresResource;
import dev.pawl.testing.SandboxResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as a visitor meets it: its seed, its pace, both clocks at their usual speed. */
@Tag("system")
@Timeout(900)
class DemoTest {
  private static final String REPOSITORY = "acme/lighthouse";
  private static final List<String> TURN =
      List.of("gap-analysis done", "development done", "capability-update done");
  private static final int FEATURES = 5;

  private final DatabaseAddress database = PostgresResource.freshDatabase();

  @Test
  void aTurnTakesLessThanAMinuteAndTheGoalIsReachedUnattended() {
    try (Sandbox sandbox =
        Sandbox.start(SandboxSettings.defaults().withWebhook(null, SandboxResource.SECRET))) {
      SandboxControl github = new SandboxControl(sandbox.url());
      Demo.seed(sandbox.url());
      Demo.token(sandbox.url(), SandboxResource.PERSON_TOKEN);
      try (PawlProcess pawl = PawlProcess.Start.on(database, github).run().ready()) {
        github.webhook(pawl.webhook(), SandboxResource.SECRET);
        Instant up = Instant.now();
        Demo.install(sandbox.url(), pawl.webhook());

        inTime(60, () -> phases().size() >= 3 && phases().subList(0, 3).equals(TURN));
        Duration turn = Duration.between(up, Instant.now());
        assertThat(turn).isLessThan(Duration.ofSeconds(60));
        assertThat(merged(github)).as("one pull request a phase").isGreaterThanOrEqualTo(3);

        inTime(600, () -> stage().equals("done"));
        Duration done = Duration.between(up, Instant.now());
        assertThat(phases()).allMatch(phase -> phase.endsWith(" done"));
        assertThat(phases()).filteredOn("development done"::equals).hasSize(FEATURES);
        assertThat(merged(github)).isEqualTo(3 * FEATURES + 1);
        assertThat(texts("select name from intervention")).isEmpty();
        System.out.printf(
            "the demo's first turn took %d s, and its goal was reached after %d s%n",
            turn.toSeconds(), done.toSeconds());

        long known = phases().size();
        assertThat(reset(sandbox.url())).isEqualTo(303);
        inTime(60, () -> phases().size() > known);
        assertThat(
                texts(
                    "select i.state from mirror_repository r join mirror_installation i"
                        + " on i.id = r.installation_id order by r.id"))
            .as("the old one is known to be gone")
            .containsExactly("removed", "active");
        assertThat(pawl.status("/runs/" + (known + 1))).isEqualTo(200);
        assertThat(page(pawl.address("/repositories/" + REPOSITORY)))
            .as("the page is that of the new one")
            .contains("/runs/" + (known + 1))
            .doesNotContain("/runs/" + known + "\"");
      }
    }
  }

  /** Begins the demo anew, as its page of controls does. */
  private static int reset(URI sandbox) {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpRequest form =
          HttpRequest.newBuilder(sandbox.resolve("/_sandbox/forms/reset"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      return browser.send(form, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String page(URI address) {
    try (InputStream page = address.toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long merged(SandboxControl github) {
    return github.pullRequests(REPOSITORY).stream()
        .filter(pull -> pull.path("merged").asBoolean())
        .count();
  }

  private List<String> phases() {
    return texts("select kind || ' ' || state from phase order by id");
  }

  private String stage() {
    return texts("select stage from decision order by id desc limit 1").getFirst();
  }

  private List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection(
                database.properties().get("quarkus.datasource.jdbc.url"), database.user(), "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return texts;
  }

  private static void inTime(int seconds, Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .pollInterval(Duration.ofMillis(200))
        .until(condition);
  }
}
