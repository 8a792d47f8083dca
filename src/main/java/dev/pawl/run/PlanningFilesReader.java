package dev.pawl.run;

import dev.pawl.mirror.PlanningFile.Role;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Objects;

/**
 * Reads the planning files by one question, without what pending ones hold. Of those a repository
 * may have a thousand, and views are stored: so a view has the first that can be taken up, those
 * that something under way is about, and, while not many others wait for people, the first of which
 * nobody was told yet that they cannot be taken up.
 */
@ApplicationScoped
class PlanningFilesReader {
  private static final int FIRST = 50;

  /** Goes by the names that {@code loop.policy.QueuePolicy} gives to what is set aside. */
  private static final String FILES =
      """
      with pending as (
        select path, role, blob, title, flaw, content is not null as readable,
          coalesce(btrim(content, E' \\t\\r\\n\\f') = '', false) as blank,
          title is not null and flaw is null as fit
        from mirror_file
        where repository_id = ?1 and role = 'PENDING' and (path like '%%.md' or flaw = 'DEEP')
      ), chosen as (
        (select * from pending where fit order by path collate "C" limit %1$d)
        union
        (select * from pending p where not fit and not exists (
            select 1 from intervention i
            where i.repository_id = ?1 and i.name = 'queue:' || p.path || ':' || p.blob)
          order by path collate "C"
          limit greatest(0, %1$d - (select count(*) from intervention
            where repository_id = ?1 and scope = 'file' and resolved_at is null)))
        union
        select * from pending where path in (
          select path from queue_item
          where repository_id = ?1 and state in ('taken', 'processed', 'leaving'))
        union
        select * from pending where path in (
          select file from intervention where repository_id = ?1 and resolved_at is null)
        union
        (select path, role, blob, null, null, false, false, false
          from mirror_file where repository_id = ?1 and role = 'PENDING_LATER'
          order by path collate "C" limit 1)
      )
      select * from (
        select true as waiting, null as content, chosen.* from chosen
        union all
        select false, content, path, role, blob, title, flaw, false, false, false
          from mirror_file where repository_id = ?1 and role not in ('PENDING', 'PENDING_LATER')
      ) known
      order by waiting, path collate "C"
      """
          .formatted(FIRST);

  Uni<List<View.FileFacts>> read(long repository) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(FILES, Tuple.class)
                    .setParameter(1, repository)
                    .getResultList())
        .map(PlanningFilesReader::facts);
  }

  private static List<View.FileFacts> facts(List<Tuple> rows) {
    String goal =
        rows.stream()
            .filter(row -> text(row, "role").equals(Role.GOAL.name()))
            .map(row -> text(row, "blob"))
            .findFirst()
            .orElse("");
    return rows.stream()
        .map(row -> row.get("waiting", Boolean.class) ? pending(row) : document(row, goal))
        .toList();
  }

  private static View.FileFacts document(Tuple row, String goal) {
    String role = text(row, "role");
    String content = row.get("content", String.class);
    return new View.FileFacts(
        role,
        text(row, "path"),
        text(row, "blob"),
        content != null && content.isBlank(),
        content != null,
        row.get("title", String.class),
        role.equals(Role.GOAL_REACHED.name())
            && content != null
            && !goal.isEmpty()
            && content.contains(goal),
        row.get("flaw", String.class),
        role.equals(Role.GOAL.name()) && content != null && content.contains(ViewReader.TEMPLATE));
  }

  private static View.FileFacts pending(Tuple row) {
    return new View.FileFacts(
        text(row, "role"),
        text(row, "path"),
        text(row, "blob"),
        row.get("blank", Boolean.class),
        row.get("readable", Boolean.class),
        row.get("title", String.class),
        false,
        row.get("flaw", String.class),
        false);
  }

  private static String text(Tuple row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }
}
