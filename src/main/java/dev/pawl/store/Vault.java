package dev.pawl.store;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is secret before it is stored.
 *
 * <p>Wanted: whoever has the database, a backup or a replica of it, but not the master key, has no
 * secret; and nobody loses one by a wrong key. Design: secrets are sealed by data keys, which are
 * stored, sealed with the master key, which is not. A start with a key that does not open them is
 * refused before anything is written. A new master key takes the place of the old one in a single
 * row, by one statement.
 *
 * <p>Races: of two replicas at their first start one stores its data keys, and the other reads
 * those; if it was given another master key, it refuses to start. Two that bring a new master key
 * at once seal the same data keys, and whichever row remains is good. A replica that still runs
 * with the old master key goes on, since it has the data keys in memory.
 */
@ApplicationScoped
public class Vault {
  private static final Logger LOG = Logger.getLogger(Vault.class);
  private static final String KEY = "PAWL_MASTER_KEY";
  private static final String PREVIOUS = "PAWL_MASTER_KEY_PREVIOUS";

  private final Database database;
  private final Optional<String> given;
  private final Optional<Path> file;
  private final Optional<String> previous;
  private volatile @Nullable DataKeys keys;

  Vault(
      Database database,
      @ConfigProperty(name = "pawl.master-key") Optional<String> given,
      @ConfigProperty(name = "pawl.master-key-file") Optional<Path> file,
      @ConfigProperty(name = "pawl.master-key-previous") Optional<String> previous) {
    this.database = database;
    this.given = given.filter(text -> !text.isBlank());
    this.file = file;
    this.previous = previous.filter(text -> !text.isBlank());
  }

  /**
   * Before anything else begins, so that a wrong key is found before anything is done.
   *
   * @throws IllegalStateException when what is stored cannot be opened; Pawl does not start then
   */
  void unlock(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    Optional<MasterKey> master = master();
    Optional<Row> stored = stored();
    if (master.isPresent()) {
      keys = stored.isPresent() ? opened(stored.get(), master.get()) : made(master.get());
    } else if (stored.isPresent()) {
      throw new IllegalStateException(
          "the database holds secrets that are sealed with the master key "
              + stored.get().getString("master_key")
              + ", and none is given. Set "
              + KEY
              + " to it. Nothing was changed.");
    }
  }

  /** Whether secrets can be stored: there is a master key. */
  public boolean isOpen() {
    return keys != null;
  }

  /**
   * @param place the row and column that it is for; it opens only there
   */
  public byte[] seal(Secret secret, String place) {
    return keys().seal(secret, place);
  }

  /**
   * @throws IllegalStateException when it was altered, or sealed for another place
   */
  public Secret open(byte[] sealed, String place) {
    return keys().open(sealed, place);
  }

  private DataKeys keys() {
    DataKeys current = keys;
    if (current == null) {
      throw new IllegalStateException("no master key is given: set " + KEY);
    }
    return current;
  }

  private Optional<MasterKey> master() {
    return given.map(text -> MasterKey.parse(text, KEY)).or(() -> file.map(MasterKeyFile::read));
  }

  private Optional<Row> stored() {
    for (Row row : database.execute("select sealed, master_key from data_key")) {
      return Optional.of(row);
    }
    return Optional.empty();
  }

  private DataKeys made(MasterKey master) {
    database.execute(
        "insert into data_key (sealed, master_key) values ($1, $2) on conflict do nothing",
        Buffer.buffer(DataKeys.create().sealed(master)),
        master.name());
    // Another replica may have been first.
    return opened(stored().orElseThrow(), master);
  }

  private DataKeys opened(Row row, MasterKey master) {
    byte[] sealed = row.getBuffer("sealed").getBytes();
    String name = row.getString("master_key");
    Optional<DataKeys> own = DataKeys.open(sealed, master);
    if (own.isPresent()) {
      return own.get();
    }
    Optional<DataKeys> former =
        previous.flatMap(text -> DataKeys.open(sealed, MasterKey.parse(text, PREVIOUS)));
    if (former.isEmpty()) {
      throw new IllegalStateException(
          "the master key "
              + master.name()
              + " does not open the secrets in the database, which are sealed with the master key "
              + name
              + ". Set "
              + KEY
              + " (or the file beside the data) to that key; to change to a new one, give that one"
              + " as "
              + PREVIOUS
              + ". Nothing was changed.");
    }
    database.execute(
        """
        update data_key set sealed = $1, master_key = $2, changed_at = clock_timestamp()
        where master_key = $3
        """,
        Buffer.buffer(former.get().sealed(master)),
        master.name(),
        name);
    LOG.infof(
        "the master key is %s from now on, in the place of %s; %s can be left out at the next"
            + " start of every replica",
        master.name(), name, PREVIOUS);
    return former.get();
  }

  @Override
  public String toString() {
    return "Vault[" + (isOpen() ? "open" : "without a key") + "]";
  }
}
