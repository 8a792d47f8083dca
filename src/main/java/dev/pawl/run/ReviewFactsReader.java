package dev.pawl.run;

import dev.pawl.mirror.ChangedFile;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts what reviews go by over all phases that a repository ever had, by one query. */
@ApplicationScoped
class ReviewFactsReader {
  private static final int FILES = 10;

  /** The first line of a review's text names its lens. */
  private static final String KNOWN =
      """
      select (select count(*) from phase d where d.repository_id = ?1 and d.kind = 'development'
                and d.state = 'done' and d.pull_request is not null) as merged,
        latest.origin as origin, latest.lens as lens,
        ended.id as phase, ended.pull_request as pull, ended.lens as looked,
        (select p.dirty is not null from mirror_pull_request p
          where p.repository_id = ?1 and p.number = ended.pull_request) as dirty
      from (select 1) as one
      left join lateral (
        select r.origin, split_part(r.body, chr(10), 1) as lens from phase r
        where r.repository_id = ?1 and r.kind = 'review' and r.origin is not null
        order by r.id desc limit 1
      ) latest on true
      left join lateral (
        select r.id, r.pull_request, split_part(r.body, chr(10), 1) as lens from phase r
        where r.repository_id = ?1 and r.kind = 'review' and r.state = 'done'
          and r.pull_request is not null
          and not exists (select 1 from phase c
            where c.repository_id = ?1 and c.origin = cast(?2 as text) || r.id)
        order by r.id limit 1
      ) ended on true
      """;

  /**
   * @param phases those that the view knows: where none has ended, nothing is asked
   * @param folder of reviews
   */
  Uni<ReviewFacts> read(long repository, List<PhaseFacts> phases, String folder) {
    if (phases.stream().noneMatch(phase -> phase.state().ended())) {
      return Uni.createFrom().item(ReviewFacts.NONE);
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KNOWN, Tuple.class)
                    .setParameter(1, repository)
                    .setParameter(2, ReviewFacts.CONSUMPTION)
                    .getSingleResult())
        .chain(row -> facts(repository, row, folder));
  }

  private static Uni<ReviewFacts> facts(long repository, Tuple row, String folder) {
    Uni<ReviewFacts.@Nullable Finished> finished =
        row.get("phase") == null
            ? Uni.createFrom().nullItem()
            : finished(repository, row, folder).map(found -> found);
    return finished.map(
        found ->
            new ReviewFacts(
                row.get("merged", Number.class).intValue(),
                begun(row.get("origin", String.class)),
                row.get("lens", String.class),
                found));
  }

  private static Uni<ReviewFacts.Finished> finished(long repository, Tuple row, String folder) {
    int pull = row.get("pull", Number.class).intValue();
    return ChangedFile.<ChangedFile>find(
            "repositoryId = ?1 and number = ?2 and change = 'added' and locate(?3, path) = 1"
                + " order by position",
            repository,
            pull,
            folder + "/")
        .page(0, FILES)
        .list()
        .map(
            files ->
                new ReviewFacts.Finished(
                    row.get("phase", Number.class).longValue(),
                    pull,
                    Objects.requireNonNullElse(row.get("looked", String.class), ""),
                    Boolean.TRUE.equals(row.get("dirty", Boolean.class)),
                    files.stream().map(file -> file.path).toList()));
  }

  /** Never fails: an origin that does not say counts as the beginning. */
  private static int begun(@Nullable String origin) {
    String number = origin == null ? "" : origin.substring(ReviewFacts.REVIEW.length());
    try {
      return number.isEmpty() ? 0 : Integer.parseInt(number);
    } catch (NumberFormatException unexpected) {
      return 0;
    }
  }
}
