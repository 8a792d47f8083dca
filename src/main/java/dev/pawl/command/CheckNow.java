package dev.pawl.command;

import dev.pawl.store.ComponentChecks;
import dev.pawl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;

/** Has every part looked at now, by the process that is asked. */
@ApplicationScoped
public class CheckNow {
  private final ComponentChecks checks;
  private final Database database;

  CheckNow(ComponentChecks checks, Database database) {
    this.checks = checks;
    this.database = database;
  }

  /**
   * Returns when all parts were looked at.
   *
   * @param who for the audit log
   */
  public void run(String who) {
    checks.run();
    database.execute(
        "insert into audit (who, what, object) values ($1, 'check components', 'this replica')",
        who);
  }
}
