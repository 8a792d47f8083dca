package dev.pawl.admin;

import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the pages show of a repository's first files: what is missing, and who asked for it. */
@ApplicationScoped
class OnboardingView {
  private static final String STATE =
      """
      select not exists (select 1 from mirror_file f
          where f.repository_id = $1 and f.role = 'GOAL') as no_goal,
        not exists (select 1 from repository_settings s
          where s.repository_id = $1
            and (s.blob <> '' or s.mistaken_blob is not null)) as no_settings,
        o.asked_at, o.who, o.ended_at, o.outcome, e.result_number
      from (select 1) one
      left join lateral (
        select * from onboarding where repository_id = $1 order by id desc limit 1
      ) o on true
      left join effect e on e.key = 'own:onboarding:' || $1::bigint || ':' || o.id || '/pull'
        and e.state = 'done'
      """;

  private final Database database;

  OnboardingView(Database database) {
    this.database = database;
  }

  /**
   * @param missing what there is none of, in words; empty: nothing is missing that matters
   * @param open whether somebody asked, and it is not over
   * @param who who asked last; empty: nobody did
   * @param outcome how the last one ended; empty while it is open
   * @param pullRequest the pull request of the last one; null: there is none yet
   */
  record Onboarding(
      String missing,
      boolean open,
      String who,
      @Nullable Instant asked,
      String outcome,
      @Nullable Long pullRequest) {
    /** Whether there is anything to be said. */
    public boolean shown() {
      return open || !missing.isEmpty();
    }

    /** Whether a button makes sense. */
    public boolean offered() {
      return !open && !missing.isEmpty();
    }
  }

  Onboarding of(RepositoryPages.RepositoryLine repository) {
    for (Row row : database.look(STATE, repository.id())) {
      boolean known = repository.read() != null && repository.reach().equals("active");
      Instant asked = Rows.time(row, "asked_at");
      return new Onboarding(
          known ? missing(row.getBoolean("no_goal"), row.getBoolean("no_settings")) : "",
          asked != null && Rows.time(row, "ended_at") == null,
          Rows.text(row, "who"),
          asked,
          Rows.text(row, "outcome"),
          row.getLong("result_number"));
    }
    throw new IllegalStateException("a query without a row");
  }

  private static String missing(boolean goal, boolean settings) {
    if (goal && settings) {
      return "goal and settings";
    }
    return goal ? "goal" : settings ? "settings" : "";
  }
}
