package dev.pawl.run;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops the texts of artifacts that are past their time. Size and hash stay, to know them by. */
@ApplicationScoped
class ArtifactRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select id from artifact
        where made_at < $1 and content is not null
        order by made_at limit $2 for update skip locked
      )
      update artifact a set content = null, packed = false from old where a.id = old.id
      """;

  private final OldRows rows;

  ArtifactRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.artifact-days", defaultValue = "1095") int days) {
    this.rows = new OldRows(database, clock, days, OLD);
  }

  @Override
  public String what() {
    return "texts of artifacts";
  }

  @Override
  public int drop(int most) {
    return rows.drop(most);
  }
}
