package dev.pawl.webhook;

import jakarta.enterprise.context.ApplicationScoped;

/** Of how many days the ledger can still tell everything: of earlier ones rows were dropped. */
@ApplicationScoped
public class LedgerDays {
  private final DeliveryRetention deliveries;
  private final GapRetention gaps;

  LedgerDays(DeliveryRetention deliveries, GapRetention gaps) {
    this.deliveries = deliveries;
    this.gaps = gaps;
  }

  /** How long deliveries, and what was missed of them, are both kept. */
  public int kept() {
    return Math.min(deliveries.days(), gaps.days());
  }
}
