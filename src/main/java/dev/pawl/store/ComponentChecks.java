package dev.pawl.store;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs all checks and stores what this process found. */
@ApplicationScoped
public class ComponentChecks {
  private static final Logger LOG = Logger.getLogger(ComponentChecks.class);
  private static final int DETAIL = 300;

  private final List<ComponentCheck> checks;
  private final Database database;
  private final Replica replica;

  ComponentChecks(@All List<ComponentCheck> checks, Database database, Replica replica) {
    this.checks = checks;
    this.database = database;
    this.replica = replica;
  }

  /** One after the other; a part that hangs is bounded by its own deadline. */
  public void run() {
    for (ComponentCheck check : checks) {
      long begin = System.nanoTime();
      ComponentCheck.Finding finding = look(check);
      store(check.component(), finding, Duration.ofNanos(System.nanoTime() - begin));
    }
    // What processes found that are gone says nothing about today.
    database.execute(
        "delete from component_check where checked_at < clock_timestamp() - interval '1 hour'");
  }

  private static ComponentCheck.Finding look(ComponentCheck check) {
    try {
      return check.check();
    } catch (RuntimeException failure) {
      return ComponentCheck.Finding.fails(String.valueOf(failure.getMessage()));
    }
  }

  private void store(String component, ComponentCheck.Finding finding, Duration took) {
    if (!finding.works()) {
      LOG.warnf("component %s does not work: %s", component, finding.detail());
    }
    String detail = finding.detail();
    database.execute(
        """
        insert into component_check (replica_id, component, works, detail, took_ms)
        values ($1, $2, $3, $4, $5)
        on conflict (replica_id, component) do update set works = excluded.works,
          detail = excluded.detail, took_ms = excluded.took_ms, checked_at = clock_timestamp()
        """,
        replica.id(),
        component,
        finding.works(),
        detail.substring(0, Math.min(DETAIL, detail.length())),
        took.toMillis());
  }
}
