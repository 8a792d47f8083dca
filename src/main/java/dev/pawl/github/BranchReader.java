package dev.pawl.github;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads single files of a branch, or its latest commits. The files are those of the very commit
 * that is told with them: they are asked for through it, since the branch may move while GitHub
 * gathers its answer.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#commit">Commit</a>
 */
@ApplicationScoped
public class BranchReader {
  /** The latest commits of a branch, and who asks. */
  static final String COMMITS =
      """
      query Commits($owner: String!, $name: String!, $ref: String!) {
        viewer { databaseId login }
        repository(owner: $owner, name: $name) {
          ref(qualifiedName: $ref) { target { ... on Commit {
            history(first: 30) {
              nodes { oid url message author { email } parents(first: 1) { nodes { oid } } }
            }
          } } }
        }
      }
      """;

  private static final String FILES =
      """
      query Files($owner: String!, $name: String!, $ref: String!%s) {
        repository(owner: $owner, name: $name) {
          ref(qualifiedName: $ref) { target { oid ... on Commit {
            %s
          } } }
        }
      }
      """;

  private static final String FILE =
      """
      file%1$d: file(path: $path%1$d) {
              mode type oid object { ... on Blob { text } }
            }""";

  /** Git's mode of a link, whose content is a path. */
  private static final int LINK = 0120000;

  private static final String BLOB = "blob";

  /**
   * How a reading ended.
   *
   * @param <T> what was read
   */
  public sealed interface Outcome<T> {
    record Read<T>(T read) implements Outcome<T> {}

    /** There is no branch of this name. */
    record NoBranch<T>() implements Outcome<T> {}

    /**
     * GitHub did not say.
     *
     * @param until when to ask again, by the world's clock; null: after the usual time
     */
    record Later<T>(String reason, @Nullable Instant until) implements Outcome<T> {}
  }

  /**
   * @param head the commit that the branch points at
   * @param byPath what stands at each path in that commit; nothing where there is nothing
   */
  public record Files(String head, Map<String, File> byPath) {
    public Files {
      byPath = Map.copyOf(byPath);
    }
  }

  /**
   * @param oid Git's name of what stands there
   * @param text null where GitHub gives none: binary, no file, or a link
   */
  public record File(String oid, @Nullable String text) {}

  /**
   * @param bot the address that GitHub gives as the author of what Pawl's App commits; null: GitHub
   *     does not say who asks
   * @param commits newest first, at most thirty, in GitHub's own words
   */
  public record Commits(@Nullable String bot, List<JsonNode> commits) {
    public Commits {
      commits = List.copyOf(commits);
    }
  }

  private final GitHubClient github;

  BranchReader(GitHubClient github) {
    this.github = github;
  }

  /**
   * @param branch without {@code refs/heads/}
   */
  public Outcome<Files> files(
      Principal principal, String owner, String name, String branch, List<String> paths) {
    Map<String, String> variables = variables(owner, name, branch);
    for (int number = 0; number < paths.size(); number++) {
      variables.put("path" + number, paths.get(number));
    }
    Answer answer = github.graph(operation(paths.size()), variables, principal);
    return switch (data(answer)) {
      case Outcome.Read<JsonNode> data -> files(commit(data.read()), paths);
      case Outcome.NoBranch<JsonNode> _ -> new Outcome.NoBranch<>();
      case Outcome.Later<JsonNode> later -> new Outcome.Later<>(later.reason(), later.until());
    };
  }

  /** The operation's text for so many files. */
  static String operation(int files) {
    return FILES.formatted(
        IntStream.range(0, files).mapToObj(", $path%d: String!"::formatted).collect(joining("")),
        IntStream.range(0, files).mapToObj(FILE::formatted).collect(joining("\n      ")));
  }

  private static Outcome<Files> files(JsonNode commit, List<String> paths) {
    Map<String, File> files = new HashMap<>();
    for (int number = 0; number < paths.size(); number++) {
      JsonNode entry = commit.path("file" + number);
      if (!entry.isObject()) {
        continue;
      }
      JsonNode object = entry.path("object");
      boolean plain =
          entry.path("type").asText().equals(BLOB) && entry.path("mode").asInt() != LINK;
      if (plain && !object.isObject()) {
        return new Outcome.Later<>("GitHub left out what a file holds", null);
      }
      JsonNode text = object.path("text");
      files.put(
          paths.get(number),
          new File(
              entry.path("oid").asText(""), plain && text.isTextual() ? text.textValue() : null));
    }
    return new Outcome.Read<>(new Files(commit.path("oid").asText(""), files));
  }

  /**
   * @param branch without {@code refs/heads/}
   */
  public Outcome<Commits> commits(Principal principal, String owner, String name, String branch) {
    Answer answer = github.graph(COMMITS, variables(owner, name, branch), principal);
    return switch (data(answer)) {
      case Outcome.Read<JsonNode> data -> {
        JsonNode commits = commit(data.read()).path("history").path("nodes");
        yield new Outcome.Read<>(
            new Commits(
                address(data.read().path("viewer")),
                StreamSupport.stream(commits.spliterator(), false).toList()));
      }
      case Outcome.NoBranch<JsonNode> _ -> new Outcome.NoBranch<>();
      case Outcome.Later<JsonNode> later -> new Outcome.Later<>(later.reason(), later.until());
    };
  }

  /**
   * @see <a
   *     href="https://docs.github.com/en/account-and-profile/reference/email-addresses-reference#your-noreply-email-address">The
   *     address of an account</a>
   */
  private static @Nullable String address(JsonNode viewer) {
    String login = viewer.path("login").asText("");
    return login.isEmpty()
        ? null
        : "%d+%s@users.noreply.github.com".formatted(viewer.path("databaseId").asLong(), login);
  }

  private static Map<String, String> variables(String owner, String name, String branch) {
    Map<String, String> variables = new HashMap<>();
    variables.put("owner", owner);
    variables.put("name", name);
    variables.put("ref", "refs/heads/" + branch);
    return variables;
  }

  /** The commit that the branch points at, as far as it was asked for. */
  private static JsonNode commit(JsonNode data) {
    return data.path("repository").path("ref").path("target");
  }

  private static Outcome<JsonNode> data(Answer answer) {
    return switch (answer) {
      case Answer.Success success -> {
        Optional<Answer.Missing> failed =
            success.missing().stream().filter(missing -> !isNothing(missing)).findFirst();
        if (failed.isPresent()) {
          yield new Outcome.Later<>(failed.get().message(), null);
        }
        if (success.body().path("repository").path("ref").isNull()) {
          yield new Outcome.NoBranch<>();
        }
        yield commit(success.body()).isObject()
            ? new Outcome.Read<>(success.body())
            : new Outcome.Later<>("GitHub left out the branch", null);
      }
      case Answer.Refused refused -> new Outcome.Later<>(refused.message(), null);
      case Answer.RateLimited limited ->
          new Outcome.Later<>("GitHub's rate limit is reached", limited.until());
      case Answer.Unknown unknown -> new Outcome.Later<>(unknown.reason(), null);
    };
  }

  /** GitHub has an error for each path at which there is nothing. */
  private static boolean isNothing(Answer.Missing missing) {
    return missing.path().equals("viewer")
        || missing.type().equals("NOT_FOUND")
            && missing.path().startsWith("repository.ref.target.file");
  }
}
