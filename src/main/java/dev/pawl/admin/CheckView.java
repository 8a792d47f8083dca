package dev.pawl.admin;

import dev.pawl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the pages show of the checks of the pull requests under way. */
@ApplicationScoped
class CheckView {
  private final Database database;

  CheckView(Database database) {
    this.database = database;
  }

  /**
   * @param said how far it is, such as {@code success} or {@code in progress}
   */
  record CheckLine(int pullRequest, String name, String said) {}

  /** Of the heads that the mirror knows, by the number of their pull request. */
  Map<Integer, List<CheckLine>> of(long repository, List<RunView.PhaseLine> phases) {
    Integer[] numbers =
        phases.stream()
            .map(RunView.PhaseLine::pullRequest)
            .filter(Objects::nonNull)
            .toArray(Integer[]::new);
    if (numbers.length == 0) {
      return Map.of();
    }
    return Rows.list(
            database.look(
                """
                select p.number, c.name, coalesce(c.conclusion, c.status) as said
                from mirror_pull_request p
                join mirror_check c on c.repository_id = p.repository_id and c.head_sha = p.head_sha
                where p.repository_id = $1 and p.number = any($2::int[]) and c.kind <> 'workflow'
                order by p.number, c.name limit 100
                """,
                repository,
                numbers),
            row ->
                new CheckLine(
                    row.getInteger("number"),
                    Rows.text(row, "name"),
                    Rows.text(row, "said").replace('_', ' ')))
        .stream()
        .collect(Collectors.groupingBy(CheckLine::pullRequest));
  }
}
