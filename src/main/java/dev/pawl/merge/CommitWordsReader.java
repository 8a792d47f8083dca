package dev.pawl.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.EffectTarget;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks GitHub what a merge's commit may speak of. One call, where the settings want words. */
@ApplicationScoped
public class CommitWordsReader {
  /** The operation, for those who hold it against GitHub's schema. */
  public static final String OPERATION =
      """
      query Words($owner: String!, $name: String!, $number: Int!) {
        repository(owner: $owner, name: $name) {
          pullRequest(number: $number) {
            title
            body
            headRefName
            author { login }
            commits(first: 100) { nodes { commit { message author { name email } } } }
          }
        }
      }
      """;

  private final GitHubClient github;

  CommitWordsReader(GitHubClient github) {
    this.github = github;
  }

  /** What came of it. */
  sealed interface Read {
    record Subject(CommitWords.Subject subject) implements Read {}

    /** It was not said; the answer tells why. */
    record Unsaid(Answer answer) implements Read {}
  }

  Read read(EffectTarget target, int pullRequest) {
    Map<String, Object> variables =
        Map.of("owner", target.owner(), "name", target.name(), "number", pullRequest);
    Answer answer =
        github.send(
            new Call(
                Endpoint.GRAPHQL,
                Map.of(),
                Map.of(),
                Map.of("query", OPERATION, "variables", variables),
                target.principal()));
    if (!(answer instanceof Answer.Success success)) {
      return new Read.Unsaid(answer);
    }
    JsonNode pull = success.body().path("repository").path("pullRequest");
    return pull.path("title").isTextual()
        ? new Read.Subject(subject(pullRequest, pull))
        : new Read.Unsaid(answer);
  }

  private static CommitWords.Subject subject(int number, JsonNode pull) {
    List<CommitWords.Author> authors = new ArrayList<>();
    for (JsonNode node : pull.path("commits").path("nodes")) {
      JsonNode commit = node.path("commit");
      JsonNode author = commit.path("author");
      authors.add(
          new CommitWords.Author(author.path("name").asText(""), author.path("email").asText("")));
      authors.addAll(CommitWords.named(commit.path("message").asText("")));
    }
    return new CommitWords.Subject(
        number,
        pull.path("title").asText(""),
        pull.path("body").asText(""),
        pull.path("author").path("login").asText(""),
        pull.path("headRefName").asText(""),
        authors);
  }
}
