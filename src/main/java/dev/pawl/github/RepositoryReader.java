package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that the loop needs of a repository by one GraphQL query.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#repository">Repository</a>
 */
@ApplicationScoped
public class RepositoryReader {
  /** The largest file that is kept as text. */
  public static final int LARGEST = 64 * 1024;

  private static final String BASE = "base";

  private static final String OPERATION =
      """
      query Repository($owner: String!, $name: String!, $goal: String!, $capabilities: String!,
          $reached: String!, $settings: String!, $pending: String!, $processed: String!,
          $texts: Boolean!%s) {
        repository(owner: $owner, name: $name) {
          id databaseId name isPrivate isArchived isEmpty hasIssuesEnabled updatedAt
          owner { login }
          defaultBranchRef { name target { oid %s } }
          goal: object(expression: $goal) { ...file }
          capabilities: object(expression: $capabilities) { ...file }
          goalReached: object(expression: $reached) { ...file }
          settings: object(expression: $settings) { ...file }
          pending: object(expression: $pending) {
            ... on Tree {
              entries {
                ...entry
                object { ... on Tree { entries { ...entry object { ... on Tree { entries { ...entry } } } } } }
              }
            }
          }
          processed: object(expression: $processed) {
            ... on Tree {
              entries {
                ...name
                object { ... on Tree { entries { ...name object { ... on Tree { entries { ...name } } } } } }
              }
            }
          }
          pullRequests(first: 100, states: OPEN, orderBy: {field: UPDATED_AT, direction: DESC}) {
            totalCount
            nodes { ...pullOutline }
          }
          merged: pullRequests(
              first: 20, states: MERGED, orderBy: {field: UPDATED_AT, direction: DESC}) {
            nodes { ...pullOutline }
          }
          %s
        }
        base: repository(owner: $owner, name: ".github") {
          databaseId name pushedAt
          defaultBranchRef { name }
          file: object(expression: $settings) { ...file }
        }
        rateLimit { limit cost remaining resetAt }
      }
      fragment file on GitObject {
        oid ... on Blob { byteSize isBinary isTruncated text }
      }
      fragment entry on TreeEntry {
        name type mode oid
        object { ... on Blob { oid byteSize isBinary isTruncated text @include(if: $texts) } }
      }
      fragment name on TreeEntry {
        name type oid
      }
      fragment pullOutline on PullRequest {
        id fullDatabaseId number title isDraft updatedAt
        author { __typename login ... on User { databaseId } ... on Bot { databaseId } }
        headRefName headRefOid headRepository { databaseId }
        baseRefName baseRefOid
        closingIssuesReferences(first: 10) { nodes { number repository { databaseId } } }
      }
      %s
      """;

  /** One pull request besides, as if it were read by itself. */
  private static final String VARIABLES =
      """
      ,
          $number: Int!, $author: String, $withAuthor: Boolean!, $withDiscussion: Boolean!""";

  /** A file that is asked for by itself, with its mode: the content of a link is only a path. */
  private static final String REVIEW =
      """
      fragment review on TreeEntry {
        name type mode oid
        object { ... on Blob { oid byteSize isBinary isTruncated text } }
      }
      """;

  private static final String ISSUE =
      """
      fragment issue on Issue {
        databaseId number title body state stateReason locked updatedAt
        author { login }
        labels(first: 100) { nodes { name } }
        assignees(first: 20) { nodes { login } }
      }
      """;

  /**
   * What is read, by the paths of the repository's settings.
   *
   * @param texts whether the texts of all pending files are read as well; else those of the first
   *     ones by another query
   * @param reviews files that reviews have brought, a few at most
   */
  public record Paths(
      String goal,
      String capabilities,
      String goalReached,
      String settings,
      String pending,
      String processed,
      boolean texts,
      List<String> reviews) {}

  /** How a reading ended. */
  public sealed interface Outcome {
    /**
     * @param along the pull request that was to be read besides; null: none, or not all of it
     * @param base the file by which the owner sets up all of its repositories
     */
    record Read(RepositorySnapshot snapshot, @Nullable PullRequestSnapshot along, BaseFile base)
        implements Outcome {}

    /** Pawl does not reach it: it is gone, or the installation is. */
    record Gone(String reason) implements Outcome {}

    /**
     * GitHub did not say.
     *
     * @param until when to ask again, by the world's clock; null: after the usual time
     */
    record Later(String reason, @Nullable Instant until) implements Outcome {}
  }

  private final GitHubClient github;
  private final RateBudget budget;

  RepositoryReader(GitHubClient github, RateBudget budget) {
    this.github = github;
    this.budget = budget;
  }

  /**
   * When the installation's hour begins anew, if so little of it is left that it should be kept.
   */
  public Optional<Instant> restUntil(long installation) {
    return budget.nearlyUsedUp(installation, RateBudget.GRAPHQL);
  }

  /**
   * @param issues the numbers of issues to read as well
   * @param pull the number of a bot's pull request to read as well, so that a merge is followed by
   *     one question and not by two; null: none
   */
  public Outcome read(
      long installation,
      String owner,
      String name,
      Paths paths,
      Set<Integer> issues,
      @Nullable Integer pull) {
    Map<String, Object> variables =
        new HashMap<>(
            Map.of(
                "owner", owner,
                "name", name,
                "goal", "HEAD:" + paths.goal(),
                "capabilities", "HEAD:" + paths.capabilities(),
                "reached", "HEAD:" + paths.goalReached(),
                "settings", "HEAD:" + paths.settings(),
                "pending", "HEAD:" + paths.pending(),
                "processed", "HEAD:" + paths.processed(),
                "texts", paths.texts()));
    for (int number = 0; number < paths.reviews().size(); number++) {
      variables.put("review" + number, paths.reviews().get(number));
    }
    if (pull != null) {
      variables.putAll(PullRequestReader.ofBot(pull));
    }
    Principal principal = new Principal.Installation(installation);
    String operation = operation(issues, pull != null, paths.reviews().size());
    Answer answer = github.graph(operation, variables, principal);
    return switch (answer) {
      case Answer.Success success -> {
        // A file that could not be read is not a file that is gone.
        Optional<Answer.Missing> failed =
            success.missing().stream()
                .filter(missing -> !missing.notThere() && !ofThePull(missing.path()))
                .filter(missing -> !missing.path().startsWith("rateLimit"))
                .filter(missing -> !ofTheBase(missing.path()))
                .findFirst();
        yield failed.isPresent()
            ? new Outcome.Later(failed.get().message(), null)
            : read(
                success.body().path("repository"),
                issues,
                paths,
                success.missing().stream().anyMatch(missing -> ofThePull(missing.path())),
                base(success));
      }
      case Answer.Refused refused
          when refused.codes().contains("NOT_FOUND") || isNoAccess(refused.status()) ->
          new Outcome.Gone(refused.message());
      case Answer.Refused refused -> new Outcome.Later(refused.message(), null);
      case Answer.RateLimited limited ->
          new Outcome.Later("GitHub's rate limit is reached", limited.until());
      case Answer.Unknown unknown -> new Outcome.Later(unknown.reason(), null);
    };
  }

  /** The operation's text for these issues. */
  static String operation(Set<Integer> issues) {
    return operation(issues, false, 0);
  }

  private static boolean ofThePull(String path) {
    return Stream.of("pullRequest", "writers", "collaborators")
        .map("repository."::concat)
        .anyMatch(field -> path.equals(field) || path.startsWith(field + "."));
  }

  private static boolean ofTheBase(String path) {
    return path.equals(BASE) || path.startsWith(BASE + ".");
  }

  private static BaseFile base(Answer.Success success) {
    JsonNode base = success.body().path(BASE);
    boolean untold =
        success.missing().stream()
            .anyMatch(missing -> ofTheBase(missing.path()) && !missing.notThere());
    if (untold) {
      return new BaseFile.Untold();
    }
    // GitHub follows a former name to a repository that is called otherwise today.
    if (!base.isObject() || !base.path("name").asText("").equalsIgnoreCase(".github")) {
      return new BaseFile.NotThere();
    }
    JsonNode blob = base.path("file");
    return new BaseFile.Found(
        base.path("databaseId").asLong(),
        text(base.path("defaultBranchRef").path("name")),
        time(base.path("pushedAt")),
        blob.path("oid").isTextual() ? file(blob) : null);
  }

  static String operation(Set<Integer> issues, boolean pull, int reviews) {
    String asked =
        issues.stream()
            .sorted()
            .map(number -> "issue%d: issue(number: %d) { ...issue }".formatted(number, number))
            .collect(Collectors.joining("\n    "));
    return OPERATION.formatted(
        (pull ? VARIABLES : "") + each(reviews, ", $review%d: String!"),
        reviews == 0
            ? ""
            : "... on Commit {%s }"
                .formatted(each(reviews, " review%1$d: file(path: $review%1$d) { ...review }")),
        pull ? "...picture\n    " + asked : asked,
        (issues.isEmpty() ? "" : ISSUE)
            + (reviews == 0 ? "" : REVIEW)
            + (pull ? PullRequestQuery.PICTURE : ""));
  }

  private static String each(int count, String text) {
    return IntStream.range(0, count).mapToObj(text::formatted).collect(Collectors.joining());
  }

  private static boolean isNoAccess(int status) {
    return status == 403 || status == 404;
  }

  private static Outcome read(
      JsonNode repository, Set<Integer> asked, Paths paths, boolean pullLeftOut, BaseFile base) {
    if (!repository.isObject()) {
      return new Outcome.Gone("GitHub does not show it to Pawl.");
    }
    List<RepositorySnapshot.IssueSnapshot> issues = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int number : asked) {
      JsonNode issue = repository.path("issue" + number);
      if (issue.isObject()) {
        issues.add(issue(issue));
      } else {
        missing.add(number);
      }
    }
    JsonNode branch = repository.path("defaultBranchRef");
    PendingFiles pending = PendingFiles.of(repository.path("pending"), paths.texts());
    return new Outcome.Read(
        new RepositorySnapshot(
            repository.path("databaseId").asLong(),
            repository.path("id").asText(),
            repository.path("owner").path("login").asText(),
            repository.path("name").asText(),
            repository.path("isPrivate").asBoolean(),
            repository.path("isArchived").asBoolean(),
            repository.path("isEmpty").asBoolean(),
            repository.path("hasIssuesEnabled").asBoolean(true),
            time(repository.path("updatedAt")),
            text(branch.path("name")),
            text(branch.path("target").path("oid")),
            files(repository),
            pending.entries(),
            PendingFiles.names(repository.path("processed")),
            pending.more(),
            List.copyOf(issues),
            List.copyOf(missing),
            PullOutlines.open(repository),
            PullOutlines.areAll(repository),
            PullOutlines.merged(repository),
            reviews(branch.path("target"), paths.reviews())),
        pullLeftOut ? null : PullRequestReader.told(repository).orElse(null),
        base);
  }

  private static Map<String, RepositorySnapshot.File> files(JsonNode repository) {
    Map<String, RepositorySnapshot.File> files = new HashMap<>();
    for (String role : List.of("goal", "capabilities", "goalReached", "settings")) {
      JsonNode blob = repository.path(role);
      if (blob.path("oid").isTextual()) {
        files.put(role, file(blob));
      }
    }
    return Map.copyOf(files);
  }

  private static List<RepositorySnapshot.Entry> reviews(JsonNode commit, List<String> paths) {
    return IntStream.range(0, paths.size())
        .mapToObj(number -> PendingFiles.single(paths.get(number), commit.path("review" + number)))
        .toList();
  }

  /** A blob as it was read. */
  static RepositorySnapshot.File file(JsonNode blob) {
    long bytes = blob.path("byteSize").asLong();
    boolean whole =
        !blob.path("isBinary").asBoolean(true)
            && !blob.path("isTruncated").asBoolean(false)
            && bytes <= LARGEST;
    return new RepositorySnapshot.File(
        blob.path("oid").asText(), bytes, whole ? text(blob.path("text")) : null);
  }

  private static RepositorySnapshot.IssueSnapshot issue(JsonNode issue) {
    return new RepositorySnapshot.IssueSnapshot(
        issue.path("number").asInt(),
        issue.path("databaseId").asLong(),
        issue.path("title").asText(""),
        issue.path("body").asText(""),
        issue.path("state").asText("OPEN").toLowerCase(Locale.ROOT),
        lower(issue.path("stateReason")),
        issue.path("locked").asBoolean(false),
        text(issue.path("author").path("login")),
        names(issue.path("labels"), "name"),
        names(issue.path("assignees"), "login"),
        time(issue.path("updatedAt")));
  }

  private static List<String> names(JsonNode connection, String field) {
    return StreamSupport.stream(connection.path("nodes").spliterator(), false)
        .map(node -> node.path(field).asText(""))
        .sorted()
        .toList();
  }

  private static @Nullable String lower(JsonNode value) {
    String text = text(value);
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : null;
  }

  private static @Nullable Instant time(JsonNode value) {
    try {
      return value.isTextual() ? Instant.parse(value.textValue()) : null;
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }
}
