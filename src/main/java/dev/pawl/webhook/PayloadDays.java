package dev.pawl.webhook;

import dev.pawl.store.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps a partition of payloads for each day to come, and drops whole days that are past their
 * time. A payload that somebody still waits for is never dropped: its day stays.
 */
@ApplicationScoped
class PayloadDays {
  private static final Logger LOG = Logger.getLogger(PayloadDays.class);
  private static final String PREFIX = "delivery_payload_";
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final int AHEAD = 3;

  /** Bytes of a row up to which it stays in one piece, beside others on its page. */
  private static final int INLINE = 8160;

  private final Database database;
  private final int keepDays;

  PayloadDays(
      Database database,
      @ConfigProperty(name = "pawl.retention.payload-days", defaultValue = "7") int keepDays) {
    this.database = database;
    this.keepDays = keepDays;
  }

  @Scheduled(every = "${pawl.retention.interval}", delayed = "1s")
  @RunOnVirtualThread
  void turn() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try {
      for (int day = 0; day <= AHEAD; day++) {
        add(today.plusDays(day));
      }
      dropBefore(today.minusDays(keepDays));
    } catch (RuntimeException failure) {
      LOG.warnf("the days of payloads could not be kept: %s", failure.getMessage());
    }
  }

  private void add(LocalDate day) {
    String name = PREFIX + NAME.format(day);
    if (exists(name)) {
      return;
    }
    // Rows of this day that came before it had a partition stay in the default one, which then
    // refuses the new partition; they go with the next day instead.
    try {
      briefly(
          """
          create table if not exists %s partition of delivery_payload
            for values from ('%s') to ('%s') with (toast_tuple_target = %d)
          """
              .formatted(name, day, day.plusDays(1), INLINE));
    } catch (RuntimeException overlapping) {
      LOG.debugf("no partition for %s: %s", day, overlapping.getMessage());
    }
  }

  private boolean exists(String table) {
    return database.execute("select 1 from pg_class where relname = $1", table).size() > 0;
  }

  private void dropBefore(LocalDate day) {
    for (Row row :
        database.execute(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'delivery_payload'::regclass and c.relname < $1
              and c.relname ~ '^delivery_payload_[0-9]{8}$'
            """,
            PREFIX + NAME.format(day))) {
      String name = row.getString("relname");
      LocalDate old = LocalDate.parse(name.substring(PREFIX.length()), NAME);
      boolean wanted =
          database
                  .execute(
                      "select 1 from delivery where state = 'pending' and received_on = $1 limit 1",
                      old)
                  .size()
              > 0;
      if (!wanted) {
        briefly("drop table " + name);
        LOG.infof("dropped the payloads of %s", old);
      }
    }
    database.execute("delete from delivery_payload_other where received_on < $1", day);
  }

  /**
   * A statement that needs a lock which the front door's inserts would queue up behind: it waits a
   * moment only, and else is left to the next turn.
   */
  private void briefly(String statement) {
    database
        .pool()
        .withTransaction(
            connection ->
                connection
                    .query("set local lock_timeout = '100ms'")
                    .execute()
                    .chain(() -> connection.query(statement).execute()))
        .await()
        .indefinitely();
  }
}
