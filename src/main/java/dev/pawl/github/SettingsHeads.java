package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks which pull requests change one file, several by one query, and reads its text from the
 * heads of those that do, one by one. A head of a fork is in the network of the repository, so that
 * it is found there by its name.
 */
@ApplicationScoped
public class SettingsHeads {
  /** How many are looked at by one query. */
  public static final int MOST = 10;

  private static final String LOOK =
      """
      query Heads($owner: String!, $name: String!, $before: String!%s) {
        repository(owner: $owner, name: $name) {
          before: object(expression: $before) { oid }
          %s
        }
      }
      """;

  private static final String EACH =
      """
      head%1$d: object(expression: $head%1$d) { oid }
          pull%1$d: pullRequest(number: $number%1$d) {
            files(first: 100) { nodes { path changeType } pageInfo { hasNextPage } }
          }""";

  private static final String TEXT =
      """
      query Head($owner: String!, $name: String!, $head: String!) {
        repository(owner: $owner, name: $name) {
          file: object(expression: $head) { oid ... on Blob { byteSize isBinary isTruncated text } }
        }
      }
      """;

  /** A pull request, by the commit that it offers. */
  public record Head(int number, String sha) {}

  /**
   * What was found.
   *
   * @param changes whether the pull request changes the file
   * @param file as it is in that commit; null: it is not there, or was not asked for
   */
  public record Looked(Head head, boolean changes, RepositorySnapshot.@Nullable File file) {}

  /** How a look ended. */
  public sealed interface Outcome {
    record Read(List<Looked> looked) implements Outcome {}

    /**
     * @param until null: after the usual time
     */
    record Later(@Nullable Instant until, String reason) implements Outcome {}
  }

  private final GitHubClient github;

  SettingsHeads(GitHubClient github) {
    this.github = github;
  }

  /**
   * @param heads {@link #MOST} at most
   */
  public Outcome look(long installation, String owner, String name, String path, List<Head> heads) {
    Map<String, Object> variables =
        new HashMap<>(Map.of("owner", owner, "name", name, "before", "HEAD:" + path));
    for (int at = 0; at < heads.size(); at++) {
      variables.put("head" + at, heads.get(at).sha() + ":" + path);
      variables.put("number" + at, heads.get(at).number());
    }
    Principal principal = new Principal.Installation(installation);
    Answer answer = github.graph(operation(heads.size()), variables, principal);
    if (!(answer instanceof Answer.Success success)) {
      return later(answer);
    }
    JsonNode repository = success.body().path("repository");
    List<Looked> looked = new ArrayList<>();
    for (int at = 0; at < heads.size(); at++) {
      Head head = heads.get(at);
      if (!changes(repository, at, path)) {
        looked.add(new Looked(head, false, null));
        continue;
      }
      Map<String, Object> one =
          Map.of("owner", owner, "name", name, "head", head.sha() + ":" + path);
      Answer text = github.graph(TEXT, one, principal);
      if (!(text instanceof Answer.Success found)) {
        return later(text);
      }
      JsonNode blob = found.body().path("repository").path("file");
      looked.add(
          new Looked(
              head, true, blob.path("oid").isTextual() ? RepositoryReader.file(blob) : null));
    }
    return new Outcome.Read(List.copyOf(looked));
  }

  static String operation(int heads) {
    return LOOK.formatted(
        IntStream.range(0, heads)
            .mapToObj(", $head%1$d: String!, $number%1$d: Int!"::formatted)
            .collect(Collectors.joining()),
        IntStream.range(0, heads).mapToObj(EACH::formatted).collect(Collectors.joining("\n    ")));
  }

  /**
   * A head that is behind has another file than the base without changing it, so the list of what
   * the pull request changes decides. It is in the order of paths, and one that begins with a dot
   * comes before the hundredth; where it does not, and where files were moved away, of which only
   * the new path is told, the file itself decides.
   */
  private static boolean changes(JsonNode repository, int at, String path) {
    String before = repository.path("before").path("oid").asText("");
    String after = repository.path("head" + at).path("oid").asText("");
    if (Objects.equals(before, after)) {
      return false;
    }
    JsonNode files = repository.path("pull" + at).path("files");
    boolean listed = nodes(files).anyMatch(file -> file.path("path").asText("").equals(path));
    boolean moved =
        after.isEmpty()
            && nodes(files).anyMatch(file -> file.path("changeType").asText("").equals("RENAMED"));
    return listed || moved || files.at("/pageInfo/hasNextPage").asBoolean(false);
  }

  private static Stream<JsonNode> nodes(JsonNode files) {
    return StreamSupport.stream(files.path("nodes").spliterator(), false);
  }

  private static Outcome later(Answer answer) {
    return switch (answer) {
      case Answer.RateLimited limited ->
          new Outcome.Later(limited.until(), "GitHub's rate limit is reached");
      case Answer.Refused refused -> new Outcome.Later(null, refused.message());
      case Answer.Unknown unknown -> new Outcome.Later(null, unknown.reason());
      case Answer.Success _ -> new Outcome.Later(null, "GitHub did not tell the file");
    };
  }
}
