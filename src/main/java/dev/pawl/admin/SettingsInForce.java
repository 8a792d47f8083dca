package dev.pawl.admin;

import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** The settings in force in a repository, which a page must not wait in turn for. */
@ApplicationScoped
class SettingsInForce {
  private final Database database;

  SettingsInForce(Database database) {
    this.database = database;
  }

  /** The defaults where nothing was read yet. */
  Settings of(long repository) {
    for (Row row :
        database.look(
            """
            select content, mistakes, in_force, base_content, base_mistakes, base_unsettled
            from repository_settings where repository_id = $1
            """,
            repository)) {
      return RepositorySettings.inForce(SettingsView.stored(row)).settings();
    }
    return Settings.DEFAULTS;
  }
}
