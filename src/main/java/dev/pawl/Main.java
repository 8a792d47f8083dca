package dev.pawl;

import dev.pawl.lane.KafkaWakeUps;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.store.EmbeddedDatabase;
import dev.pawl.store.MasterKeyFile;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts Pawl: finds its database first, and in dev mode without an App a GitHub to play with.
 *
 * <p>What is found is told to Quarkus as system properties, since both must be known before the
 * application's own configuration is read.
 */
@QuarkusMain
public final class Main {
  private static final String DEMO = "pawl.demo";

  Main() {}

  public static void main(String... arguments) {
    setting("pawl.database-url")
        .map(DatabaseAddress::parse)
        .orElseGet(Main::ownDatabase)
        .properties()
        .forEach(System::setProperty);
    setting("pawl.kafka.bootstrap-servers")
        .map(
            servers ->
                KafkaWakeUps.channels(servers, setting("pawl.kafka.topic").orElse("pawl-lanes")))
        .ifPresent(channels -> channels.forEach(System::setProperty));
    setting("pawl.log-file").ifPresent(Main::logTo);
    boolean ownApp = setting("pawl.github.app-id").isPresent() && System.getProperty(DEMO) == null;
    if (setting("pawl.sandbox").map(Boolean::parseBoolean).orElse(false) && !ownApp) {
      // After a live reload the App that is set up is the demo's own.
      System.setProperty(DEMO, "true");
      int port = setting("quarkus.http.port").map(Integer::parseInt).orElse(8080);
      demo(port).forEach(System::setProperty);
    }
    Quarkus.run(arguments);
  }

  /** Nobody else keeps a key for a database of Pawl's own, so it lies beside the data. */
  private static DatabaseAddress ownDatabase() {
    if (setting("pawl.master-key").isEmpty() && setting("pawl.master-key-file").isEmpty()) {
      System.setProperty("pawl.master-key-file", MasterKeyFile.in(dataFolder()).toString());
    }
    return EmbeddedDatabase.start(dataFolder());
  }

  private static Map<String, String> demo(int port) {
    try {
      boolean moods = setting("pawl.demo.moods").map(Boolean::parseBoolean).orElse(false);
      return DemoGitHub.start(
          dataFolder(),
          port,
          moods
              ? new DemoTasks(
                  URI.create("http://localhost:" + port), setting("pawl.operator.token"))
              : null);
    } catch (NoClassDefFoundError notInThePackage) {
      throw new IllegalStateException(
          "PAWL_SANDBOX is for dev mode: the sandbox's libraries are not in this package.");
    }
  }

  /** The log goes to a file as well, one JSON object a line, rotated by size. */
  private static void logTo(String file) {
    System.setProperty("quarkus.log.file.enabled", "true");
    System.setProperty("quarkus.log.file.path", file);
  }

  private static Path dataFolder() {
    return Path.of(setting("pawl.data-dir").orElse("data"));
  }

  private static Optional<String> setting(String name) {
    return ConfigProvider.getConfig()
        .getOptionalValue(name, String.class)
        .filter(v -> !v.isBlank());
  }
}
