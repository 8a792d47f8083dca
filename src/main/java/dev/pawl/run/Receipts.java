package dev.pawl.run;

import dev.pawl.mirror.PullRequest;
import dev.pawl.mirror.PullRequests;
import dev.pawl.mirror.Repository;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.ReceiptFacts.Watch;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the receipts of merges. Every method belongs into the decision's own fenced transaction,
 * which holds the lane's row: so nobody else writes a repository's receipts meanwhile, and whoever
 * looks whether there is one is followed by nobody before it is written.
 */
@ApplicationScoped
public class Receipts {
  private static final String PAWL = "Pawl";

  private static final Duration AGAIN = Duration.ofHours(1);

  private static final String NOTE =
      """
      insert into merge_judgement (effect_key, repository_id, pull_request, content, judged_at)
      values (?1, ?2, ?3, ?4, ?5) on conflict (effect_key) do nothing
      """;

  private static final String JUDGED =
      "select content from merge_judgement where effect_key = ?1 and repository_id = ?2";

  private static final String FORGET =
      "delete from merge_judgement where repository_id = ?1 and pull_request = ?2";

  private final PullRequests pullRequests;

  Receipts(PullRequests pullRequests) {
    this.pullRequests = pullRequests;
  }

  /**
   * How the watch over a merge begins.
   *
   * @param checks that it goes by
   * @param until null: nothing is watched
   */
  public record Beginning(
      Watch watch,
      String why,
      String change,
      List<RequiredCheck> checks,
      @Nullable Instant until) {}

  /**
   * Keeps what a merge is judged by, until it is seen. The key stands for all of that, so the first
   * word stays.
   */
  public Uni<Void> judged(long repository, Receipt receipt, String effect, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NOTE)
                    .setParameter(1, effect)
                    .setParameter(2, repository)
                    .setParameter(3, receipt.pullRequest())
                    .setParameter(4, Json.write(receipt))
                    .setParameter(5, now)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** What the merge of an effect was judged by; empty where that was not kept. */
  public Uni<Optional<Receipt>> judgement(long repository, String effect) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(JUDGED, String.class)
                    .setParameter(1, effect)
                    .setParameter(2, repository)
                    .getSingleResultOrNull())
        .map(content -> Optional.ofNullable(content).map(text -> Json.read(text, Receipt.class)));
  }

  /**
   * Writes the receipt of a merge that was seen for the first time.
   *
   * @param effect of Pawl's own merge; null: somebody else's
   */
  public Uni<Void> record(long repository, Receipt receipt, @Nullable String effect, Instant now) {
    MergeReceipt row = new MergeReceipt();
    row.repositoryId = repository;
    row.pullRequest = receipt.pullRequest();
    row.effectKey = effect;
    row.phaseId = receipt.task() == null ? null : receipt.task().phase();
    row.recordedAt = now;
    row.holds(receipt);
    return row.persistAndFlush()
        .chain(Panache::getSession)
        .chain(
            session ->
                session
                    .createNativeQuery(FORGET)
                    .setParameter(1, repository)
                    .setParameter(2, receipt.pullRequest())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Completes a receipt by what landed, and begins the watch. */
  public Uni<Void> complete(
      PullRequest pull, Receipt.Landed landed, Beginning beginning, Instant now) {
    return find(pull.repositoryId, pull.number)
        .invoke(
            row -> {
              Receipt receipt = row.receipt();
              if (receipt != null) {
                row.holds(
                    (!receipt.by().equals(PAWL) && pull.mergedBy != null
                            ? receipt.mergedBy(pull.mergedBy, receipt.remark())
                            : receipt)
                        .landing(landed));
              }
              row.completedAt = now;
              row.landed = landed.commit().isEmpty() ? null : landed.commit();
              row.landedOn = landed.on().isEmpty() ? null : landed.on();
              row.watchChecks = Json.write(beginning.checks());
              row.watchUntil = beginning.until();
              says(row, beginning.watch(), beginning.why(), beginning.change(), now);
              pull.receipt = true;
              pull.watched = beginning.watch().under();
            })
        .chain(() -> watching(pull.repositoryId));
  }

  /**
   * What the watch says now.
   *
   * @param red the names of the checks that turned red; empty where none is
   */
  public Uni<Void> watched(
      long repository,
      int number,
      Watch watch,
      String why,
      String change,
      List<String> red,
      Instant now) {
    return find(repository, number)
        .invoke(
            row -> {
              says(row, watch, why, change, now);
              row.watchRed = String.join("\n", red);
              if (watch == Watch.RED) {
                row.watchUntil = now.plus(AGAIN);
                row.redAt = row.redAt == null ? now : row.redAt;
              }
            })
        .chain(() -> PullRequest.<PullRequest>findById(new PullRequest.Key(repository, number)))
        .invoke(
            pull -> {
              if (pull != null) {
                pull.watched = watch.under();
              }
            })
        .chain(() -> watching(repository));
  }

  /**
   * Has it read once more what checks say, since nothing is heard. While it is red that is done
   * again after a while.
   */
  public Uni<Void> look(long repository, int number, Instant now) {
    return find(repository, number)
        .invoke(
            row -> {
              row.watchLooks++;
              if (row.watch.equals(Watch.RED.label())) {
                row.watchUntil = now.plus(AGAIN);
              }
            })
        .chain(
            () ->
                pullRequests.doubt(
                    repository,
                    number,
                    "nothing is heard of the checks that its merge is judged by"));
  }

  /** Whether anything is watched stands with the repository, which every event has at hand. */
  private static Uni<Void> watching(long repository) {
    return PullRequest.count("repositoryId = ?1 and watched", repository)
        .chain(
            watched ->
                Repository.<Repository>findById(repository)
                    .invoke(row -> row.watching = watched > 0))
        .replaceWithVoid();
  }

  private static void says(MergeReceipt row, Watch watch, String why, String change, Instant now) {
    row.watch = watch.label();
    row.watchWhy = why;
    row.watchChange = change;
    row.watchedAt = now;
  }

  private static Uni<MergeReceipt> find(long repository, int number) {
    return MergeReceipt.<MergeReceipt>find(
            "repositoryId = ?1 and pullRequest = ?2", repository, number)
        .firstResult()
        .map(row -> Objects.requireNonNull(row, "what is completed was recorded"));
  }
}
