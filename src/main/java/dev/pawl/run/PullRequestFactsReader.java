package dev.pawl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.mirror.BranchRules;
import dev.pawl.mirror.ChangedFile;
import dev.pawl.mirror.Check;
import dev.pawl.mirror.IssueLink;
import dev.pawl.mirror.PullRequest;
import dev.pawl.mirror.Review;
import dev.pawl.store.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the pull requests that the loop follows from the mirror: the open ones, those that phases
 * are still believed to be worked on in, and the latest that have ended. Belongs into a transaction
 * of their lane.
 */
@ApplicationScoped
public class PullRequestFactsReader {
  private static final int MOST_OPEN = 100;
  private static final int MOST_ENDED = 20;

  /**
   * What runs beside the loop may be merged when many that are newer were merged before: its phase
   * must see that all the same.
   */
  private static final String FOLLOWED =
      "from PullRequest r where r.repositoryId = ?1 and r.tracked"
          + " order by case when r.state = 'open' then 0"
          + " when r.number in (select p.pullRequest from Phase p where p.repositoryId = ?1"
          + " and p.pullRequest is not null and p.state not in ('done', 'skipped', 'cancelled'))"
          + " then 1 else 2 end, "
          // Of very many open ones, those that are judged at all.
          + IssueLink.WORKED_WITH_FIRST
          + ", r.number desc";

  private static final Comparator<Review> OLDEST_FIRST =
      Comparator.<Review, Instant>comparing(review -> review.at)
          .thenComparingLong(review -> review.id);

  private final LatestChecks latest;

  PullRequestFactsReader(LatestChecks latest) {
    this.latest = latest;
  }

  /** What belongs to some pull requests, by what it belongs to. */
  private record Parts(
      Map<Integer, List<Review>> reviews,
      Map<String, List<Check>> checks,
      Map<Integer, List<ChangedFile>> files,
      Map<String, BranchRules> rules,
      Map<Integer, IssueLink> links,
      List<PullRequest> neighbours) {}

  /** The facts about a repository's pull requests, by number; one query where there are none. */
  public Uni<List<PullRequestFacts>> read(long repository) {
    return PullRequest.<PullRequest>find(FOLLOWED, repository)
        .page(0, MOST_OPEN + MOST_ENDED)
        .list()
        .map(PullRequestFactsReader::bounded)
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : parts(repository, rows)
                        .map(parts -> rows.stream().map(row -> facts(row, parts)).toList()));
  }

  private static List<PullRequest> bounded(List<PullRequest> rows) {
    return Stream.concat(
            rows.stream().filter(PullRequest::open).limit(MOST_OPEN),
            rows.stream().filter(row -> !row.open()).limit(MOST_ENDED))
        .sorted(Comparator.comparingInt(row -> row.number))
        .toList();
  }

  private static Uni<Parts> parts(long repository, List<PullRequest> rows) {
    List<Integer> numbers = rows.stream().map(row -> row.number).toList();
    List<String> heads = rows.stream().map(row -> row.headSha).distinct().toList();
    List<String> branches = rows.stream().map(row -> row.baseBranch).distinct().toList();
    List<String> sources = rows.stream().map(row -> row.headBranch).distinct().toList();
    Map<Integer, List<Review>> reviews = new TreeMap<>();
    Map<String, List<Check>> checks = new TreeMap<>();
    Map<Integer, List<ChangedFile>> files = new TreeMap<>();
    Map<String, BranchRules> rules = new TreeMap<>();
    Map<Integer, IssueLink> links = new TreeMap<>();
    List<PullRequest> neighbours = new ArrayList<>();
    String some = "repositoryId = ?1 and number in (?2)";
    return Review.<Review>list(some, repository, numbers)
        .invoke(found -> reviews.putAll(by(found, review -> review.number)))
        .chain(() -> Check.<Check>list("repositoryId = ?1 and headSha in (?2)", repository, heads))
        .invoke(found -> checks.putAll(by(found, check -> check.headSha)))
        .chain(() -> ChangedFile.<ChangedFile>list(some, repository, numbers))
        .invoke(found -> files.putAll(by(found, file -> file.number)))
        .chain(
            () ->
                BranchRules.<BranchRules>list(
                    "repositoryId = ?1 and branch in (?2)", repository, branches))
        .invoke(found -> found.forEach(one -> rules.put(one.branch, one)))
        .chain(
            () ->
                IssueLink.<IssueLink>list(
                    "repositoryId = ?1 and pullRequest in (?2)", repository, numbers))
        .invoke(found -> found.forEach(link -> links.put(link.pullRequest, link)))
        .chain(
            () ->
                // Also those that the loop does not follow: GitHub closes what comes from a branch
                // that is deleted, and what goes into it.
                PullRequest.<PullRequest>list(
                    "repositoryId = ?1 and state = 'open' and (baseBranch in (?2)"
                        + " or (headBranch in (?2) and headRepository = ?1))",
                    repository,
                    sources))
        .invoke(neighbours::addAll)
        .replaceWith(new Parts(reviews, checks, files, rules, links, neighbours));
  }

  private static <K, T> Map<K, List<T>> by(List<T> items, Function<T, K> key) {
    return items.stream().collect(Collectors.groupingBy(key));
  }

  private PullRequestFacts facts(PullRequest row, Parts parts) {
    return new PullRequestFacts(
        row.number,
        row.id,
        row.nodeId,
        row.title,
        PullRequestFacts.State.valueOf(row.state.toUpperCase(Locale.ROOT)),
        row.draft,
        new PullRequestFacts.Author(
            row.authorId == null ? 0 : row.authorId,
            row.author,
            row.bot,
            row.byApp,
            access(row.access)),
        new PullRequestFacts.Head(row.headBranch, row.headSha, row.fork()),
        new PullRequestFacts.Base(row.baseBranch, row.baseSha),
        PullRequestFacts.Mergeable.valueOf(row.mergeable),
        row.mergeState,
        row.inMergeQueue,
        lines(row.labels),
        lines(row.reviewRequests),
        parts.reviews().getOrDefault(row.number, List.of()).stream()
            .sorted(OLDEST_FIRST)
            .map(PullRequestFactsReader::review)
            .toList(),
        row.threads,
        latest.of(parts.checks().getOrDefault(row.headSha, List.of())),
        rules(parts.rules().get(row.baseBranch), row),
        parts.files().getOrDefault(row.number, List.of()).stream()
            .sorted(Comparator.comparingInt(file -> file.position))
            .map(PullRequestFactsReader::file)
            .toList(),
        row.fileCount,
        link(parts.links().get(row.number)),
        row.effectKey,
        row.readAt,
        row.dirty != null,
        row.asks,
        row.version.equals(Instant.EPOCH) ? null : row.version,
        parts.neighbours().stream().anyMatch(other -> needs(other, row)),
        row.told,
        row.reviewDecision,
        row.draftedBy,
        trial(row),
        landed(row),
        lines(row.unread));
  }

  private static PullRequestFacts.@Nullable Trial trial(PullRequest row) {
    return row.trialBase == null || row.trialHead == null || row.trialTree == null
        ? null
        : new PullRequestFacts.Trial(row.trialBase, row.trialHead, row.trialTree);
  }

  private static PullRequestFacts.@Nullable Landed landed(PullRequest row) {
    return row.landedOn == null || row.landedTree == null
        ? null
        : new PullRequestFacts.Landed(row.landedOn, row.landedTree);
  }

  /** Whether an open pull request needs the branch of another one. */
  private static boolean needs(PullRequest other, PullRequest row) {
    return other.baseBranch.equals(row.headBranch)
        || (other.number != row.number && other.headBranch.equals(row.headBranch) && !other.fork());
  }

  private static PullRequestFacts.Access access(String word) {
    for (PullRequestFacts.Access access : PullRequestFacts.Access.values()) {
      if (access.name().equals(word)) {
        return access;
      }
    }
    return PullRequestFacts.Access.UNKNOWN;
  }

  /** Sorted, so that the same view is the same text. */
  private static Set<String> lines(String lines) {
    Set<String> sorted = new TreeSet<>(lines.lines().filter(line -> !line.isEmpty()).toList());
    return Collections.unmodifiableSet(sorted);
  }

  private static PullRequestFacts.ReviewFacts review(Review review) {
    return new PullRequestFacts.ReviewFacts(
        review.id,
        review.authorId == null ? 0 : review.authorId,
        review.author,
        review.state,
        review.head,
        review.at,
        access(review.access));
  }

  private static PullRequestFacts.Rules rules(@Nullable BranchRules rules, PullRequest row) {
    if (rules == null) {
      return PullRequestFacts.Rules.UNKNOWN;
    }
    List<PullRequestFacts.RequiredCheck> checks = new ArrayList<>();
    for (JsonNode check : Json.tree(rules.requiredChecks)) {
      checks.add(
          new PullRequestFacts.RequiredCheck(
              check.path("name").asText(""), check.path("app").asLong(0)));
    }
    return new PullRequestFacts.Rules(
        rules.known,
        List.copyOf(checks),
        // Of branch protection only administrators may see it, but GitHub then says BEHIND.
        rules.strict || row.mergeState.equals("BEHIND"),
        rules.approvals,
        rules.codeOwners,
        rules.threadsResolved,
        rules.mergeQueue,
        lines(rules.methods));
  }

  private static PullRequestFacts.ChangedFile file(ChangedFile file) {
    return new PullRequestFacts.ChangedFile(
        file.path, file.previous, file.change, file.additions, file.deletions);
  }

  private static PullRequestFacts.@Nullable IssueLink link(@Nullable IssueLink link) {
    Integer issue = link == null ? null : link.issue;
    return link == null || issue == null ? null : new PullRequestFacts.IssueLink(issue, link.how);
  }
}
