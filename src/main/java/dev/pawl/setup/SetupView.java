package dev.pawl.setup;

import dev.pawl.github.AppInForce;
import dev.pawl.github.AppTable;
import dev.pawl.github.StoredApp;
import dev.pawl.store.Database;
import dev.pawl.store.Vault;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the set-up page shows. */
@ApplicationScoped
class SetupView {
  private static final int MOST = 100;

  private final AppInForce inForce;
  private final AppTable table;
  private final Vault vault;
  private final Database database;

  SetupView(AppInForce inForce, AppTable table, Vault vault, Database database) {
    this.inForce = inForce;
    this.table = table;
    this.vault = vault;
    this.database = database;
  }

  /**
   * @param byEnvironment the App is given by the environment, which wins
   * @param keyed whether there is a master key, without which nothing secret is stored
   * @param app the App that was set up here; null: none
   */
  record State(
      boolean byEnvironment, boolean keyed, @Nullable StoredApp app, List<Installed> repositories) {
    /** Whether an App can be set up now, no other being there. */
    public boolean fresh() {
      return !byEnvironment && keyed && app == null;
    }
  }

  /** A repository that the App may see. */
  record Installed(String owner, String name, String state) {}

  State read() {
    return new State(
        inForce.source() == AppInForce.Source.ENVIRONMENT,
        vault.isOpen(),
        table.shown().orElse(null),
        repositories());
  }

  /** Not those of an App before it: of their installations nothing was heard since. */
  private List<Installed> repositories() {
    List<Installed> repositories = new ArrayList<>();
    for (Row row :
        database.look(
            """
            select r.owner, r.name, r.state from mirror_repository r
            where r.state <> 'removed' and not exists (select from github_app a
              join mirror_installation i on i.id = r.installation_id
              where i.seen_at < a.set_up_at - interval '1 minute')
            order by r.owner, r.name limit $1
            """,
            MOST)) {
      repositories.add(
          new Installed(row.getString("owner"), row.getString("name"), row.getString("state")));
    }
    return repositories;
  }
}
