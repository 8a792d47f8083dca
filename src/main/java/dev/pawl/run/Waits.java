package dev.pawl.run;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which phases wait for which others, by the id of the one that waits. Belongs into a session. */
final class Waits {
  private static final String OPEN =
      """
      select d.phase_id as phase, d.needs as needs from phase_dependency d
      join phase p on p.id = d.phase_id join phase n on n.id = d.needs
      where p.repository_id = ?1 and p.state = 'planned' and n.state not in ('done', 'skipped')
      order by d.phase_id, d.needs
      """;

  private static final String ALL =
      """
      select d.phase_id as phase, d.needs as needs from phase_dependency d
      join phase p on p.id = d.phase_id where p.run_id = ?1
      order by d.phase_id, d.needs
      """;

  private Waits() {}

  /** What the planned phases of a repository still wait for. */
  static Uni<Map<Long, List<Long>>> open(long repository) {
    return waits(OPEN, repository);
  }

  /** What the phases of a run have waited for. */
  static Uni<Map<Long, List<Long>>> of(Run run) {
    return waits(ALL, Objects.requireNonNull(run.id));
  }

  private static Uni<Map<Long, List<Long>>> waits(String sql, Object id) {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(sql, Tuple.class).setParameter(1, id).getResultList())
        .map(
            rows -> {
              Map<Long, List<Long>> waits = new HashMap<>();
              for (Tuple row : rows) {
                waits
                    .computeIfAbsent(row.get("phase", Long.class), phase -> new ArrayList<>())
                    .add(row.get("needs", Long.class));
              }
              return waits;
            });
  }
}
