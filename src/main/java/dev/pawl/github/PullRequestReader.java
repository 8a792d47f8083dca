package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that a merge is judged by, by one GraphQL query; by more where there are more than a
 * hundred reviews, conversations, files or checks. The old paths of moved files, which GraphQL does
 * not tell, come from REST.
 */
@ApplicationScoped
public class PullRequestReader {
  /** A hundred of each list a page; whoever has more than all of them is not read whole. */
  private static final int MOST_PAGES = 10;

  private static final int PAGE = 100;
  private static final String MOVED = "its head moved while it was read";
  private static final String REF = "?ref=";

  /** How a reading ended. */
  public sealed interface Outcome {
    record Read(PullRequestSnapshot snapshot) implements Outcome {}

    /** GitHub knows no such pull request, or does not show it to Pawl. */
    record Gone(String reason) implements Outcome {}

    /**
     * GitHub did not say.
     *
     * @param until when to ask again, by the world's clock; null: after the usual time
     */
    record Later(String reason, @Nullable Instant until) implements Outcome {}
  }

  /** Takes one out of its draft, and has told along how it stands then. */
  public static final String MARK_READY = PullRequestQuery.MARK_READY;

  private final GitHubClient github;

  PullRequestReader(GitHubClient github) {
    this.github = github;
  }

  /**
   * @param author the login of who is thought to have made it, whose permission is asked for too;
   *     null when nobody is, or a bot: bots are no collaborators
   * @param discussion whether what people said is read along. Anybody may say much, so whoever got
   *     no answer asks without: nobody shall hold up a merge by words
   */
  public Outcome read(
      long installation,
      String owner,
      String name,
      int number,
      @Nullable String author,
      boolean discussion) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("owner", owner);
    variables.put("name", name);
    variables.put("number", number);
    Map<String, Object> first = new HashMap<>(variables);
    first.put("author", author);
    first.put("withAuthor", author != null);
    first.put("withDiscussion", discussion);
    Principal principal = new Principal.Installation(installation);
    return switch (pull(github.graph(PullRequestQuery.FIRST, first, principal))) {
      case Reply.Failed failed -> failed.outcome();
      case Reply.Pull found -> rest(found, variables, author, principal);
    };
  }

  /** What the picture of one is asked by, for a bot's. */
  public static Map<String, Object> ofBot(int number) {
    return Map.of("number", number, "withAuthor", false, "withDiscussion", true);
  }

  /**
   * What was told of a bot's pull request by the answer to something else; empty where that is not
   * all of it.
   *
   * @param repository as it stands in the answer, of which nothing was left out
   */
  public static Optional<PullRequestSnapshot> told(JsonNode repository) {
    JsonNode pull = repository.path("pullRequest");
    if (!pull.isObject()) {
      return Optional.empty();
    }
    PullRequestParts parts = new PullRequestParts(pull, List.of());
    return parts.broken() || parts.more() || parts.moved()
        ? Optional.empty()
        : Optional.of(parts.snapshot(repository, null))
            .filter(read -> read.author() != null && read.author().bot());
  }

  private Outcome rest(
      Reply.Pull found,
      Map<String, Object> variables,
      @Nullable String author,
      Principal principal) {
    PullRequestParts parts = new PullRequestParts(found.pull(), found.missing());
    String head = found.pull().path("headRefOid").asText("");
    for (int page = 1; parts.more() && page < MOST_PAGES; page++) {
      Map<String, Object> next = new HashMap<>(variables);
      next.putAll(parts.cursors());
      switch (pull(github.graph(PullRequestQuery.NEXT, next, principal))) {
        case Reply.Failed failed -> {
          return failed.outcome();
        }
        case Reply.Pull more -> {
          if (!more.pull().path("headRefOid").asText("").equals(head)) {
            return new Outcome.Later(MOVED, null);
          }
          parts.add(more.pull(), more.missing());
        }
      }
    }
    if (parts.broken()) {
      return new Outcome.Later("GitHub left a part out of its answer", null);
    }
    if (parts.moved()) {
      Outcome missing = previous(parts, head, variables, principal);
      if (missing != null) {
        return missing;
      }
    }
    return new Outcome.Read(parts.snapshot(found.repository(), author));
  }

  /** A file may be moved out of where nobody may change anything, so its old path is asked for. */
  private @Nullable Outcome previous(
      PullRequestParts parts, String head, Map<String, Object> variables, Principal principal) {
    Map<String, String> paths = new HashMap<>();
    Map<String, String> path =
        Map.of(
            "owner", String.valueOf(variables.get("owner")),
            "repo", String.valueOf(variables.get("name")),
            "pull_number", String.valueOf(variables.get("number")));
    for (int page = 1; page <= MOST_PAGES; page++) {
      Map<String, String> query = Map.of("per_page", "100", "page", Integer.toString(page));
      Call call = new Call(Endpoint.LIST_PULL_REQUEST_FILES, path, query, null, principal);
      Answer answer = github.send(call);
      if (!(answer instanceof Answer.Success success)) {
        Instant until = answer instanceof Answer.RateLimited limited ? limited.until() : null;
        return new Outcome.Later("GitHub did not tell the old paths of moved files", until);
      }
      for (JsonNode file : success.body()) {
        if (!ofHead(file, head)) {
          return new Outcome.Later(MOVED, null);
        }
        if (file.path("previous_filename").isTextual()) {
          paths.put(file.path("filename").asText(""), file.path("previous_filename").textValue());
        }
      }
      if (success.body().size() < PAGE) {
        break;
      }
    }
    parts.previous(paths);
    return null;
  }

  /** The list names no head; the address of each file's contents does. */
  private static boolean ofHead(JsonNode file, String head) {
    String address = file.path("contents_url").asText("");
    int at = address.lastIndexOf(REF);
    return at < 0 || address.substring(at + REF.length()).equals(head);
  }

  private sealed interface Reply {
    record Pull(JsonNode repository, JsonNode pull, List<Answer.Missing> missing)
        implements Reply {}

    record Failed(Outcome outcome) implements Reply {}
  }

  private static Reply pull(Answer answer) {
    return switch (answer) {
      case Answer.Success success -> {
        JsonNode repository = success.body().path("repository");
        JsonNode pull = repository.path("pullRequest");
        if (pull.isObject()) {
          yield new Reply.Pull(repository, pull, success.missing());
        }
        // It is null as well where GitHub failed at something that it must not leave out.
        yield new Reply.Failed(
            success.missing().stream()
                .filter(missing -> !missing.notThere())
                .findFirst()
                .<Outcome>map(missing -> new Outcome.Later(missing.message(), null))
                .orElse(new Outcome.Gone("GitHub knows no such pull request.")));
      }
      case Answer.Refused refused
          when refused.codes().contains("NOT_FOUND")
              || refused.status() == 403
              || refused.status() == 404 ->
          new Reply.Failed(new Outcome.Gone(refused.message()));
      case Answer.Refused refused -> new Reply.Failed(new Outcome.Later(refused.message(), null));
      case Answer.RateLimited limited ->
          new Reply.Failed(new Outcome.Later("GitHub's rate limit is reached", limited.until()));
      case Answer.Unknown unknown -> new Reply.Failed(new Outcome.Later(unknown.reason(), null));
    };
  }
}
