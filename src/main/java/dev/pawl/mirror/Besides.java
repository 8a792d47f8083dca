package dev.pawl.mirror;

import dev.pawl.settings.Settings;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the reading of a repository asks for besides its own state, found by one statement.
 *
 * @param issues numbers of those in doubt, and of Pawl's own that are open
 * @param merged a pull request whose merge is yet to be looked at; null: there is none
 * @param manyPending whether there are so many pending files that their texts are asked for by
 *     themselves
 * @param reviews the files that the latest merged pull requests have brought into the folder of
 *     reviews, so that it is known what an agent would find there
 */
record Besides(
    Set<Integer> issues, @Nullable PullRequest merged, boolean manyPending, List<String> reviews) {
  /** Tasks are made of one review at a time, so that more are seldom of interest. */
  private static final int REVIEWS = 5;

  private static final int PULLS = 30;

  private static final String WANTED =
      """
      select
        (select cast(json_agg(i.number) as text) from mirror_issue i
          where i.repository_id = ?1 and (i.dirty or (i.effect_key is not null and i.state = 'open'))
        ) as issues,
        (select p.number from mirror_pull_request p
          where p.repository_id = ?1 and p.tracked and p.bot and p.state = 'merged'
            and p.dirty is not null and p.ask_at is null
          order by p.number desc limit 1) as merged,
        pending.files as files, pending.bytes as bytes,
        (select cast(json_agg(r.path) as text) from (
          select f.path from mirror_changed_file f
          where f.repository_id = ?1 and f.change = 'added' and starts_with(f.path, ?2)
            and f.number in (select p.number from mirror_pull_request p
              where p.repository_id = ?1 and p.state = 'merged' order by p.number desc limit %d)
          order by f.number desc, f.position limit %d) r) as reviews
      from (select count(*) as files, coalesce(sum(bytes), 0) as bytes from mirror_file
        where repository_id = ?1 and role in ('PENDING', 'PENDING_LATER')) pending
      """
          .formatted(PULLS, REVIEWS);

  /** Belongs into a session. */
  static Uni<Besides> of(long repository, Settings.Planning planning) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(WANTED, Tuple.class)
                    .setParameter(1, repository)
                    .setParameter(2, planning.reviews() + "/")
                    .getSingleResult())
        .chain(
            row ->
                merged(repository, row.get("merged", Integer.class))
                    .map(merged -> of(row, merged)));
  }

  private static Uni<@Nullable PullRequest> merged(long repository, @Nullable Integer number) {
    return number == null
        ? Uni.createFrom().nullItem()
        : PullRequest.findById(new PullRequest.Key(repository, number));
  }

  private static Besides of(Tuple row, @Nullable PullRequest merged) {
    return new Besides(
        new TreeSet<>(list(row, "issues").map(Integer::valueOf).toList()),
        merged,
        row.get("files", Number.class).longValue() > PendingTexts.MANY
            || row.get("bytes", Number.class).longValue() > PendingTexts.LARGE,
        list(row, "reviews").distinct().toList());
  }

  private static Stream<String> list(Tuple row, String name) {
    String json = row.get(name, String.class);
    return json == null
        ? Stream.empty()
        : StreamSupport.stream(Json.tree(json).spliterator(), false).map(one -> one.asText());
  }
}
