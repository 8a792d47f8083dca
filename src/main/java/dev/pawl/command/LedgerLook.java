package dev.pawl.command;

import dev.pawl.store.Database;
import dev.pawl.webhook.GapLedger;
import jakarta.enterprise.context.ApplicationScoped;

/** Has GitHub's deliveries compared with the inbox at once. */
@ApplicationScoped
public class LedgerLook {
  private final GapLedger ledger;
  private final Database database;

  LedgerLook(GapLedger ledger, Database database) {
    this.ledger = ledger;
    this.database = database;
  }

  /**
   * Returns before the comparison is done.
   *
   * @param who for the audit log
   */
  public void run(String who) {
    ledger.lookNow();
    database.execute(
        "insert into audit (who, what, object) values ($1, 'look for missed deliveries', 'ledger')",
        who);
  }
}
