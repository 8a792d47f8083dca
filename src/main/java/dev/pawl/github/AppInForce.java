package dev.pawl.github;

import dev.pawl.store.Secret;
import io.quarkiverse.githubapp.runtime.signing.PrivateKeyUtil;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which App Pawl is, kept in memory: what the environment says, else what was set up in the
 * browser.
 *
 * <p>Wanted: an App that was set up is there in every replica without a restart, and the front door
 * asks nobody for its secret. Design: the row of the App counts its changes; each replica asks for
 * that number every two seconds, and opens the secrets anew when it has moved. The environment wins
 * as a whole: an App of its own never takes deliveries that the stored App's secret signs.
 *
 * <p>Races: a delivery that is signed by a secret of which this replica has not read yet would be
 * refused; so GitHub is told of a secret only when every replica has had the time to read it
 * ({@link WebhookSecretTelling}), and the first deliveries of a new App that come within those two
 * seconds are found by the ledger. While the database is away, what is known stays in force.
 */
@ApplicationScoped
public class AppInForce {
  private static final Logger LOG = Logger.getLogger(AppInForce.class);

  /** Where it comes from. */
  public enum Source {
    NONE,
    ENVIRONMENT,
    STORED
  }

  /** The App's id and key. */
  record Identity(long id, PrivateKey key) {
    @Override
    public String toString() {
      return "Identity[" + id + "]";
    }
  }

  private record Known(
      AppTable.@Nullable State state, @Nullable Identity identity, List<String> webhookSecrets) {
    static final Known NOTHING = new Known(null, null, List.of());

    @Override
    public String toString() {
      return "Known[" + state + "]";
    }
  }

  private final GitHubConfiguration configuration;
  private final AppTable table;
  private final @Nullable Long given;
  private final List<String> givenSecrets;
  private volatile @Nullable Identity givenIdentity;
  private volatile Known stored = Known.NOTHING;

  /** So that what was read last is what is known, not what was read before it and arrived later. */
  private final ReentrantLock reading = new ReentrantLock();

  AppInForce(GitHubConfiguration configuration, AppTable table) {
    this.configuration = configuration;
    this.table = table;
    this.given = configuration.appId().filter(number -> number > 0).orElse(null);
    this.givenSecrets =
        Stream.of(configuration.webhookSecret(), configuration.webhookSecretPrevious())
            .flatMap(Optional::stream)
            .filter(secret -> !secret.isBlank())
            .toList();
  }

  /** After the vault, before anything that could ask GitHub. */
  void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent event) {
    refresh();
  }

  @Scheduled(every = "2s", delayed = "2s")
  @RunOnVirtualThread
  void turn() {
    if (given != null) {
      return;
    }
    try {
      refresh();
    } catch (RuntimeException databaseAway) {
      LOG.debugf("the App in force stays as it is: %s", databaseAway.getMessage());
    }
  }

  /** Reads what is stored, if it has changed. */
  public void refresh() {
    if (given != null) {
      return;
    }
    reading.lock();
    try {
      AppTable.State now = table.state().orElse(null);
      if (now == null) {
        stored = Known.NOTHING;
      } else if (!now.equals(stored.state())) {
        table.open().ifPresent(opened -> stored = known(now, opened));
        LOG.infof("the App in force is %d, as it was set up", now.app());
      }
    } finally {
      reading.unlock();
    }
  }

  private static Known known(AppTable.State state, AppTable.Opened opened) {
    return new Known(
        state,
        new Identity(opened.id(), parse(opened.privateKey().value(), "the stored private key")),
        opened.webhookSecrets().stream().map(Secret::value).toList());
  }

  public Source source() {
    if (given != null) {
      return Source.ENVIRONMENT;
    }
    return stored.identity() == null ? Source.NONE : Source.STORED;
  }

  /** The App's id; empty while none is set up. */
  Optional<Long> id() {
    Identity known = stored.identity();
    return given != null ? Optional.of(given) : Optional.ofNullable(known).map(Identity::id);
  }

  /**
   * Empty while no App is set up.
   *
   * @throws IllegalStateException when the environment names an App and gives no key of it
   */
  Optional<Identity> identity() {
    Long id = given;
    if (id == null) {
      return Optional.ofNullable(stored.identity());
    }
    Identity known = givenIdentity;
    if (known == null) {
      known = new Identity(id, key(configuration));
      givenIdentity = known;
    }
    return Optional.of(known);
  }

  /** The secrets that sign deliveries; empty while no App is set up: no signature is valid then. */
  public List<String> webhookSecrets() {
    return given != null || !givenSecrets.isEmpty() ? givenSecrets : stored.webhookSecrets();
  }

  private static PrivateKey key(GitHubConfiguration configuration) {
    Optional<Path> file = configuration.privateKeyFile();
    if (configuration.privateKey().isPresent()) {
      // Environment files often hold line breaks as \n.
      return parse(
          configuration.privateKey().get().replace("\\n", "\n"), "PAWL_GITHUB_PRIVATE_KEY");
    }
    if (file.isPresent()) {
      String source = "PAWL_GITHUB_PRIVATE_KEY_FILE";
      try {
        return parse(Files.readString(file.get()), source);
      } catch (IOException unreadable) {
        throw new IllegalStateException(source + " cannot be read: " + file.get());
      }
    }
    throw new IllegalStateException(
        "PAWL_GITHUB_APP_ID is set, but neither PAWL_GITHUB_PRIVATE_KEY nor _FILE is");
  }

  /**
   * @throws IllegalStateException when it is none; the message does not repeat it
   */
  static PrivateKey parse(String pem, String source) {
    try {
      return PrivateKeyUtil.loadKey(pem);
    } catch (GeneralSecurityException | RuntimeException broken) {
      // Without the cause: its message may hold parts of the key.
      throw new IllegalStateException(source + " is not a private key in PEM form");
    }
  }

  @Override
  public String toString() {
    return "AppInForce[" + source() + "]";
  }
}
