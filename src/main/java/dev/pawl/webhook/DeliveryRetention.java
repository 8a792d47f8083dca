package dev.pawl.webhook;

import dev.pawl.store.Database;
import dev.pawl.store.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Drops deliveries that were worked on. For as long as GitHub may send one again, three days, its
 * GUID must be known: a week is the least.
 */
@ApplicationScoped
class DeliveryRetention implements Retention {
  private static final int LEAST_DAYS = 7;

  private final Database database;
  private final int days;

  DeliveryRetention(
      Database database,
      @ConfigProperty(name = "pawl.retention.payload-days", defaultValue = "7") int days) {
    this.database = database;
    this.days = Math.max(days, LEAST_DAYS);
  }

  /** For how many days each is kept. */
  int days() {
    return days;
  }

  @Override
  public String what() {
    return "deliveries";
  }

  @Override
  public int drop(int most) {
    return database
        .execute(
            """
            with old as (
              select guid from delivery
              where received_at < clock_timestamp() - make_interval(days => $1)
                and state <> 'pending'
              order by received_at limit $2 for update skip locked
            )
            delete from delivery d using old where d.guid = old.guid
            """,
            days,
            most)
        .rowCount();
  }
}
