package dev.pawl.run;

import dev.pawl.mirror.Check;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads those receipts of a repository that decisions go by: the ones that are watched or yet to be
 * completed, and the latest that were red, which somebody may still undo. Of all others nothing is
 * in a view, since it is stored. Checks are read only while something is watched.
 */
@ApplicationScoped
class ReceiptFactsReader {
  private static final int LATEST = 10;

  private static final String KNOWN =
      """
      select pull_request, completed_at is not null as complete, watch, landed, landed_on,
        watch_until, watch_looks, watch_checks, watch_red
      from merge_receipt
      where repository_id = ?1 and (watch in ('pending', 'open', 'red')
        or id in (select id from merge_receipt
          where repository_id = ?1 and red_at is not null order by id desc limit %d))
      order by pull_request
      """
          .formatted(LATEST);

  private final LatestChecks latest;

  ReceiptFactsReader(LatestChecks latest) {
    this.latest = latest;
  }

  /** Those of a repository, with the checks of its latest commit. */
  Uni<List<ReceiptFacts>> read(long repository, @Nullable String head) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KNOWN, Tuple.class)
                    .setParameter(1, repository)
                    .getResultList())
        .chain(
            rows ->
                checks(repository, commits(rows, head))
                    .map(checks -> rows.stream().map(row -> facts(row, head, checks)).toList()));
  }

  private static Set<String> commits(List<Tuple> rows, @Nullable String head) {
    Set<String> commits = new TreeSet<>();
    for (Tuple row : rows) {
      if (watch(row).under()) {
        for (String commit :
            new @Nullable String[] {text(row, "landed"), text(row, "landed_on"), head}) {
          if (commit != null) {
            commits.add(commit);
          }
        }
      }
    }
    return commits;
  }

  private Uni<Map<String, List<CheckFacts>>> checks(long repository, Set<String> commits) {
    return commits.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : Check.<Check>list("repositoryId = ?1 and headSha in (?2)", repository, commits)
            .map(
                all ->
                    all.stream()
                        .collect(Collectors.groupingBy(check -> check.headSha))
                        .entrySet()
                        .stream()
                        .collect(
                            Collectors.toMap(
                                Map.Entry::getKey, entry -> latest.of(entry.getValue()))));
  }

  private static ReceiptFacts facts(
      Tuple row, @Nullable String head, Map<String, List<CheckFacts>> checks) {
    ReceiptFacts.Watch watch = watch(row);
    String commit = text(row, "landed");
    String before = text(row, "landed_on");
    OffsetDateTime until = row.get("watch_until", OffsetDateTime.class);
    return new ReceiptFacts(
        row.get("pull_request", Integer.class),
        Boolean.TRUE.equals(row.get("complete", Boolean.class)),
        watch,
        commit,
        before,
        until == null ? null : until.toInstant(),
        row.get("watch_looks", Integer.class),
        judging(Objects.requireNonNullElse(text(row, "watch_checks"), "[]")),
        Objects.requireNonNullElse(text(row, "watch_red"), "").lines().toList(),
        of(checks, watch, commit),
        of(checks, watch, before),
        Objects.equals(head, commit) ? List.of() : of(checks, watch, head));
  }

  private static List<CheckFacts> of(
      Map<String, List<CheckFacts>> checks, ReceiptFacts.Watch watch, @Nullable String commit) {
    return commit == null || !watch.under() ? List.of() : checks.getOrDefault(commit, List.of());
  }

  private static List<RequiredCheck> judging(String json) {
    List<RequiredCheck> checks = new ArrayList<>();
    Json.tree(json)
        .forEach(
            check ->
                checks.add(
                    new RequiredCheck(check.path("name").asText(""), check.path("app").asLong(0))));
    return checks;
  }

  private static ReceiptFacts.Watch watch(Tuple row) {
    return ReceiptFacts.Watch.of(Objects.requireNonNull(text(row, "watch")));
  }

  private static @Nullable String text(Tuple row, String name) {
    return row.get(name, String.class);
  }
}
