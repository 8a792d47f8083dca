package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.util.List;

/**
 * The files that the latest merged pull requests have brought into the folder of reviews. The
 * reading of a repository looks at them along with everything else, so that it is known what an
 * agent would find there.
 */
final class MergedReviews {
  /** Tasks are made of one review at a time, so that more are seldom of interest. */
  private static final int FILES = 5;

  private static final int PULLS = 30;

  private static final String LATEST =
      """
      select f.path as path from mirror_changed_file f
      where f.repository_id = ?1 and f.change = 'added' and starts_with(f.path, ?2)
        and f.number in (select p.number from mirror_pull_request p
          where p.repository_id = ?1 and p.state = 'merged' order by p.number desc limit %d)
      order by f.number desc, f.position limit %d
      """
          .formatted(PULLS, FILES);

  private MergedReviews() {}

  static Uni<List<String>> paths(long repository, String folder) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LATEST, Tuple.class)
                    .setParameter(1, repository)
                    .setParameter(2, folder + "/")
                    .getResultList())
        .map(rows -> rows.stream().map(row -> row.get("path", String.class)).distinct().toList());
  }
}
