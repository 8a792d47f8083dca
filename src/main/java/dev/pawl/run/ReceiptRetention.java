package dev.pawl.run;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Drops the contents of receipts that are past their time; their hash and what the watch said stay.
 * What a merge was judged by that was never seen goes as soon.
 */
@ApplicationScoped
class ReceiptRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select id from merge_receipt
        where recorded_at < $1 and content is not null and watch not in ('pending', 'open', 'red')
        order by recorded_at limit $2 for update skip locked
      )
      update merge_receipt r set content = null, packed = false from old where r.id = old.id
      """;

  private static final String NEVER_MERGED =
      """
      with old as (
        select effect_key from merge_judgement where judged_at < $1
        order by judged_at limit $2 for update skip locked
      )
      delete from merge_judgement j using old where j.effect_key = old.effect_key
      """;

  private final OldRows contents;
  private final OldRows judgements;

  ReceiptRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.artifact-days", defaultValue = "1095") int days) {
    this.contents = new OldRows(database, clock, days, OLD);
    this.judgements = new OldRows(database, clock, days, NEVER_MERGED);
  }

  @Override
  public String what() {
    return "receipts";
  }

  @Override
  public int drop(int most) {
    return Math.max(contents.drop(most), judgements.drop(most));
  }
}
