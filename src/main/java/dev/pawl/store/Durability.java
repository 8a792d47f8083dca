package dev.pawl.store;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready only on a database that answers and keeps what it says: with fsync or synchronous commit
 * off, an acknowledged delivery could be lost with the power.
 */
@Readiness
@ApplicationScoped
class Durability implements HealthCheck {
  private final Database database;

  Durability(Database database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("durable database");
    try {
      Row row =
          database
              .pool()
              .query(
                  "select current_setting('fsync') as fsync,"
                      + " current_setting('synchronous_commit') as commit")
              .execute()
              .await()
              .atMost(Duration.ofSeconds(5))
              .iterator()
              .next();
      String fsync = row.getString("fsync");
      String commit = row.getString("commit");
      // "local" and more wait for this server's disk; only "off" does not.
      return answer
          .withData("fsync", fsync)
          .withData("synchronous_commit", commit)
          .status(fsync.equals("on") && !commit.equals("off"))
          .build();
    } catch (RuntimeException away) {
      return answer.withData("error", "the database does not answer").down().build();
    }
  }
}
