package dev.pawl.admin;

import dev.pawl.github.GitHubAddresses;
import dev.pawl.settings.OwnerSettings;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsOrigins;
import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in force in a repository, and where each value comes from. */
@ApplicationScoped
class SettingsView {
  private static final String STORED =
      """
      select r.owner, r.name, r.default_branch, s.content, s.mistakes, s.in_force,
        s.base_content, s.base_mistakes, s.base_unsettled, s.base_blob,
        o.repository_id as base_repository, o.branch as base_branch,
        o.asked_at is not null as base_asked
      from mirror_repository r
      left join repository_settings s on s.repository_id = r.id
      left join owner_settings o on o.owner = lower(r.owner)
      where r.id = $1
      """;

  private final Database database;
  private final GitHubAddresses addresses;

  SettingsView(Database database, GitHubAddresses addresses) {
    this.database = database;
    this.addresses = addresses;
  }

  /**
   * One value in force.
   *
   * @param from {@code default}, {@code owner} or {@code repository}
   * @param link to the line where it stands; null: it stands nowhere
   */
  public record Line(
      String key,
      String value,
      String from,
      @Nullable String link,
      String form,
      String description) {}

  /**
   * All of them.
   *
   * @param unsettled why nobody knows what the owner wants; null: they are what the owner wants
   * @param base what is to be said of the owner's own file
   */
  public record Shown(
      String owner,
      String name,
      List<String> mistakes,
      @Nullable String unsettled,
      String base,
      List<Line> settings) {
    public Shown {
      mistakes = List.copyOf(mistakes);
      settings = List.copyOf(settings);
    }
  }

  Shown of(long repository) {
    Row row = database.look(STORED, repository).iterator().next();
    String owner = Rows.text(row, "owner");
    String name = Rows.text(row, "name");
    RepositorySettings stored = stored(row);
    RepositorySettings.InForce force =
        RepositorySettings.inForce(row.getString("content") == null ? null : stored);
    FileLinks own = FileLinks.of(addresses.web(), owner, name, Rows.text(row, "default_branch"));
    FileLinks owners =
        FileLinks.of(
            addresses.web(), owner, OwnerSettings.REPOSITORY, Rows.text(row, "base_branch"));
    return new Shown(
        owner,
        name,
        force.mistakes(),
        force.unsettled(),
        base(row, owner),
        SettingsOrigins.of(force.settings(), stored.content, stored.baseContent).stream()
            .map(origin -> line(origin, own, owners))
            .toList());
  }

  /** As far as it matters to what is in force. */
  static RepositorySettings stored(Row row) {
    RepositorySettings stored = new RepositorySettings();
    stored.content = Rows.text(row, "content");
    stored.mistakes = row.getString("mistakes");
    stored.kept = row.getString("in_force");
    stored.baseContent = Rows.text(row, "base_content");
    stored.baseMistakes = row.getString("base_mistakes");
    stored.baseUnsettled = Boolean.TRUE.equals(row.getBoolean("base_unsettled"));
    return stored;
  }

  private static String base(Row row, String owner) {
    String where = owner + "/" + OwnerSettings.REPOSITORY;
    if (!Boolean.TRUE.equals(row.getBoolean("base_asked"))) {
      return "Whether " + where + " has settings for all repositories was not asked yet.";
    }
    if (row.getLong("base_repository") == null) {
      return "There is no repository " + where + ", or Pawl may not see it.";
    }
    return Rows.text(row, "base_blob").isEmpty()
        ? where + " has no " + Settings.FILE + " that is in force here."
        : where + " has a " + Settings.FILE + ", which lies below this repository's own.";
  }

  private static Line line(SettingsOrigins.Origin origin, FileLinks own, FileLinks owners) {
    String place = Settings.FILE;
    String anchor = "#L" + origin.line();
    return switch (origin.from()) {
      case DEFAULT -> line(origin, "default", null);
      case OWNER -> line(origin, "owner", owners.show(place) + anchor);
      case REPOSITORY -> line(origin, "repository", own.show(place) + anchor);
    };
  }

  private static Line line(SettingsOrigins.Origin origin, String from, @Nullable String link) {
    // What stands below it in the documents is not on the page.
    String description = origin.description().replace("; see below.", ".");
    return new Line(origin.key(), origin.value(), from, link, origin.form(), description);
  }
}
