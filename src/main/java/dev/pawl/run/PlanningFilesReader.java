package dev.pawl.run;

import dev.pawl.mirror.PlanningFile;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the planning files, without what pending ones hold. Of those a repository may have a
 * thousand, and views are stored: so a view has the first that can be taken up, those that
 * something under way is about, and, while not many others wait for people, the first of which
 * nobody was told yet that they cannot be taken up.
 */
@ApplicationScoped
class PlanningFilesReader {
  private static final int FIRST = 50;

  /** Goes by the names that {@code loop.policy.QueuePolicy} gives to what is set aside. */
  private static final String PENDING =
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
      select * from chosen order by path collate "C"
      """
          .formatted(FIRST);

  Uni<List<View.FileFacts>> read(long repository) {
    return PlanningFile.<PlanningFile>list(
            "repositoryId = ?1 and role not in ('PENDING', 'PENDING_LATER') order by path",
            repository)
        .chain(
            documents ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createNativeQuery(PENDING, Tuple.class)
                                .setParameter(1, repository)
                                .getResultList())
                    .map(pending -> facts(documents, pending)));
  }

  private static List<View.FileFacts> facts(List<PlanningFile> documents, List<Tuple> pending) {
    String goal =
        documents.stream()
            .filter(file -> file.role.equals(PlanningFile.Role.GOAL.name()))
            .map(file -> file.blob)
            .findFirst()
            .orElse("");
    List<View.FileFacts> facts = new ArrayList<>();
    documents.forEach(file -> facts.add(facts(file, goal)));
    pending.forEach(row -> facts.add(facts(row)));
    return List.copyOf(facts);
  }

  private static View.FileFacts facts(PlanningFile file, String goal) {
    String content = file.content;
    return new View.FileFacts(
        file.role,
        file.path,
        file.blob,
        content != null && content.isBlank(),
        content != null,
        file.title,
        file.role.equals(PlanningFile.Role.GOAL_REACHED.name())
            && content != null
            && !goal.isEmpty()
            && content.contains(goal),
        file.flaw,
        file.role.equals(PlanningFile.Role.GOAL.name())
            && content != null
            && content.contains(ViewReader.TEMPLATE));
  }

  private static View.FileFacts facts(Tuple row) {
    return new View.FileFacts(
        row.get("role", String.class),
        row.get("path", String.class),
        row.get("blob", String.class),
        row.get("blank", Boolean.class),
        row.get("readable", Boolean.class),
        row.get("title", String.class),
        false,
        row.get("flaw", String.class),
        false);
  }
}
