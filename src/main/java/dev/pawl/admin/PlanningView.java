package dev.pawl.admin;

import dev.pawl.github.GitHubAddresses;
import dev.pawl.settings.Settings;
import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What the pages show of a repository's planning files. */
@ApplicationScoped
class PlanningView {
  private final Database database;
  private final GitHubAddresses addresses;
  private final OnboardingView onboarding;
  private final CommitView commits;
  private final SettingsInForce settings;
  private final TakenView taken;

  PlanningView(
      Database database,
      GitHubAddresses addresses,
      OnboardingView onboarding,
      CommitView commits,
      SettingsInForce settings,
      TakenView taken) {
    this.settings = settings;
    this.taken = taken;
    this.onboarding = onboarding;
    this.database = database;
    this.addresses = addresses;
    this.commits = commits;
  }

  /**
   * The documents, the queue, the first files, and the latest commits that changed any of them.
   *
   * @param taken the files whose tasks are under way
   */
  record Planning(
      List<DocumentView.Document> documents,
      QueueView.Queue queue,
      OnboardingView.Onboarding onboarding,
      List<CommitView.Commit> commits,
      List<TakenView.Taken> taken) {}

  Planning read(RepositoryPages.RepositoryLine repository) {
    Settings.Planning paths = settings.of(repository.id()).planning();
    FileLinks links =
        FileLinks.of(addresses.web(), repository.owner(), repository.name(), repository.branch());
    return new Planning(
        DocumentView.of(
            documents(repository.id()),
            Map.of("GOAL", paths.goal(), "CAPABILITIES", paths.capabilities()),
            repository.read() != null,
            links),
        QueueView.of(waiting(repository.id()), more(repository.id()), paths.queue(), links),
        onboarding.of(repository),
        commits.latest(repository.id(), links),
        taken.of(repository.id()));
  }

  private List<DocumentView.Stored> documents(long repository) {
    return Rows.list(
        database.look(
            """
            select role, path, bytes, content from mirror_file
            where repository_id = $1 and role in ('GOAL', 'CAPABILITIES', 'GOAL_REACHED')
            order by role, path limit 10
            """,
            repository),
        row ->
            new DocumentView.Stored(
                Rows.text(row, "role"),
                Rows.text(row, "path"),
                row.getLong("bytes"),
                row.getString("content")));
  }

  private List<QueueView.Waiting> waiting(long repository) {
    return Rows.list(
        database.look(
            """
            select path, bytes, role = 'PENDING' and (title is null or flaw is not null) as aside
            from mirror_file where repository_id = $1 and role in ('PENDING', 'PENDING_LATER')
            limit 10000
            """,
            repository),
        row ->
            new QueueView.Waiting(
                Rows.text(row, "path"), row.getLong("bytes"), row.getBoolean("aside")));
  }

  private int more(long repository) {
    for (Row row :
        database.look("select pending_more from mirror_repository where id = $1", repository)) {
      return row.getInteger("pending_more");
    }
    return 0;
  }
}
