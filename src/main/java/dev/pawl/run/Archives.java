package dev.pawl.run;

import dev.pawl.mirror.Repository;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Keeps of a run that has ended all that its page shows, since the lines of its history are dropped
 * after their time. Belongs into the transaction of the change that ended it: it is rolled back
 * with it, and holds the lane's row, so that no other change comes in between.
 */
@ApplicationScoped
class Archives {
  /** Of the latest changes: a run may go on for long, and is written in one piece. */
  private static final int LINES = 5_000;

  private final Artifacts artifacts;

  Archives(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * Where a run goes on after its end, and ends once more, there is one archive more, and the later
   * counts.
   *
   * @param phases all of the run
   */
  Uni<Void> keep(Run run, List<Phase> phases, Instant now) {
    List<Long> ids = phases.stream().map(phase -> Objects.requireNonNull(phase.id)).toList();
    return lines(run, ids)
        .chain(
            lines ->
                content(run, phases, ids, lines)
                    .chain(content -> artifacts.archive(run, content, now)));
  }

  private static Uni<RunArchive> content(
      Run run, List<Phase> phases, List<Long> ids, List<HistoryLine> lines) {
    boolean shortened = lines.size() > LINES;
    List<HistoryLine> kept = lines.subList(0, Math.min(lines.size(), LINES)).reversed();
    return named(run.repositoryId)
        .chain(
            named ->
                Waits.of(run)
                    .chain(
                        needs ->
                            Execution.<Execution>list(
                                    "phaseId in ?1 order by phaseId, attempt", ids)
                                .chain(
                                    executions ->
                                        products(ids)
                                            .chain(
                                                products ->
                                                    findings(ids)
                                                        .map(
                                                            findings ->
                                                                RunArchive.of(
                                                                    run,
                                                                    named,
                                                                    phases,
                                                                    needs,
                                                                    executions,
                                                                    products,
                                                                    findings,
                                                                    kept,
                                                                    shortened))))));
  }

  /** Newest first, and one more than is kept. */
  private static Uni<List<HistoryLine>> lines(Run run, List<Long> phases) {
    return Intervention.<Intervention>list("phaseId in ?1", phases)
        .chain(
            interventions -> {
              List<String> objects =
                  Stream.of(
                          Stream.of("run:" + run.id),
                          phases.stream().map(id -> "phase:" + id),
                          interventions.stream().map(one -> "intervention:" + one.id))
                      .flatMap(names -> names)
                      .toList();
              return HistoryLine.<HistoryLine>find("object in ?1 order by id desc", objects)
                  .range(0, LINES)
                  .list();
            });
  }

  private static Uni<RunArchive.Named> named(long repository) {
    return Repository.<Repository>findById(repository)
        .map(
            row ->
                row == null
                    ? new RunArchive.Named("", "")
                    : new RunArchive.Named(row.owner, row.name));
  }

  /** Without their texts, which stay where they are. */
  private static Uni<List<RunArchive.Product>> products(List<Long> phases) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        """
                        select a.id as id, a.phaseId as phase, a.kind as kind, a.link as link,
                          a.hash as hash, a.bytes as bytes, a.madeAt as made
                        from Artifact a where a.phaseId in ?1 order by a.id
                        """,
                        Tuple.class)
                    .setParameter(1, phases)
                    .getResultList())
        .map(rows -> rows.stream().map(Archives::product).toList());
  }

  private static Uni<List<RunArchive.Finding>> findings(List<Long> phases) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        select f.phase_id as phase, f.pull_request as pull, f.guard as guard,
                          f.text as text, f.mends as mends, f.head as head, f.found_at as found,
                          f.resolved_at as resolved
                        from finding f where f.phase_id in (?1) order by f.id limit 500
                        """,
                        Tuple.class)
                    .setParameter(1, phases)
                    .getResultList())
        .map(rows -> rows.stream().map(Archives::finding).toList());
  }

  private static RunArchive.Finding finding(Tuple row) {
    OffsetDateTime resolved = row.get("resolved", OffsetDateTime.class);
    return new RunArchive.Finding(
        row.get("phase", Long.class),
        row.get("pull", Integer.class),
        row.get("guard", String.class),
        row.get("text", String.class),
        row.get("mends", String.class),
        row.get("head", String.class),
        row.get("found", OffsetDateTime.class).toInstant(),
        resolved == null ? null : resolved.toInstant());
  }

  private static RunArchive.Product product(Tuple row) {
    return new RunArchive.Product(
        row.get("id", Long.class),
        row.get("phase", Long.class),
        row.get("kind", String.class),
        row.get("link", String.class),
        row.get("hash", String.class),
        row.get("bytes", Integer.class),
        row.get("made", Instant.class));
  }
}
