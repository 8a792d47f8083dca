package dev.pawl.setup;

import dev.pawl.store.Database;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Who may see the pages and act on them: whoever has the operator's token. It is made and shown
 * once, at the first start, and kept only as a hash; of two replicas that start at once, one makes
 * it.
 */
@ApplicationScoped
public class Operators {
  private static final Logger LOG = Logger.getLogger(Operators.class);
  private static final Duration SESSION = Duration.ofHours(12);

  private final Database database;
  private final boolean required;
  private final Optional<String> given;

  Operators(
      Database database,
      @ConfigProperty(name = "pawl.operator.required", defaultValue = "true") String required,
      @ConfigProperty(name = "pawl.operator.token") Optional<String> given) {
    this.database = database;
    this.required = strictly(required);
    this.given = given.filter(token -> !token.isBlank());
  }

  void start(@Observes StartupEvent event) {
    if (!required || given.isPresent()) {
      return;
    }
    String token = RandomToken.create();
    boolean first =
        database
                .execute(
                    "insert into operator_token (hash) values ($1) on conflict do nothing",
                    RandomToken.hash(token))
                .rowCount()
            == 1;
    if (first) {
      LOG.warnf("the operator's token, shown only this once: %s", token);
    }
  }

  /**
   * A boolean setting takes any other word for false, and a slip of the pen would open the door.
   */
  private static boolean strictly(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("PAWL_OPERATOR_REQUIRED must be true or false");
    };
  }

  /** Whether the pages ask for a token at all. */
  boolean required() {
    return required;
  }

  /** Whether this is the operator's token. */
  boolean isToken(String token) {
    if (given.isPresent()) {
      return RandomToken.same(given.get(), token);
    }
    for (Row row : database.look("select hash from operator_token")) {
      return RandomToken.same(row.getString("hash"), RandomToken.hash(token));
    }
    return false;
  }

  /** Opens a session and gives its secret. */
  String signIn() {
    String secret = RandomToken.create();
    database.execute("delete from operator_session where until < clock_timestamp()");
    database.execute(
        "insert into operator_session (hash, until) values ($1, $2)",
        RandomToken.hash(secret),
        Instant.now().plus(SESSION).atOffset(ZoneOffset.UTC));
    return secret;
  }

  boolean isSession(String secret) {
    return database
            .look(
                "select 1 from operator_session where hash = $1 and until > clock_timestamp()",
                RandomToken.hash(secret))
            .size()
        > 0;
  }

  void signOut(String secret) {
    database.execute("delete from operator_session where hash = $1", RandomToken.hash(secret));
  }
}
