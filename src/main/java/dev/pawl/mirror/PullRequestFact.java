package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as an event tells it. Those of reviews tell less than its own, but all of this.
 *
 * @param state {@code open}, {@code closed} or {@code merged}
 * @param headRepository null when it is gone
 * @param reviewRequests logins of people and bots, and teams as {@code organisation/team}
 * @param version null where the teller gives no time
 */
public record PullRequestFact(
    int number,
    long id,
    String nodeId,
    String title,
    String body,
    String state,
    boolean draft,
    @Nullable Long authorId,
    String author,
    boolean bot,
    String headBranch,
    String headSha,
    @Nullable Long headRepository,
    String baseBranch,
    String baseSha,
    @Nullable String mergeCommit,
    String labels,
    String reviewRequests,
    @Nullable Instant version) {

  /**
   * Reads REST's form of a pull request, which is also that of the events.
   *
   * @throws MalformedPayload when number or id are missing
   */
  public static PullRequestFact of(JsonNode pull) {
    int number = pull.path("number").asInt(0);
    long id = pull.path("id").asLong(0);
    if (number <= 0 || id <= 0) {
      throw new MalformedPayload("the payload names no pull request");
    }
    boolean merged = pull.path("merged").asBoolean(false) || pull.path("merged_at").isTextual();
    JsonNode user = pull.path("user");
    JsonNode head = pull.path("head");
    JsonNode base = pull.path("base");
    return new PullRequestFact(
        number,
        id,
        text(pull.path("node_id"), Bounded.NAME),
        text(pull.path("title"), Bounded.TITLE),
        text(pull.path("body"), Bounded.BODY),
        merged
            ? PullRequest.MERGED
            : pull.path("state").asText("").equals("closed")
                ? PullRequest.CLOSED
                : PullRequest.OPEN,
        pull.path("draft").asBoolean(false),
        number(user.path("id")),
        text(user.path("login"), Bounded.NAME),
        user.path("type").asText("").equals("Bot"),
        text(head.path("ref"), Bounded.NAME),
        text(head.path("sha"), Bounded.NAME),
        number(head.path("repo").path("id")),
        text(base.path("ref"), Bounded.NAME),
        text(base.path("sha"), Bounded.NAME),
        merged ? IssueFact.text(pull.path("merge_commit_sha")) : null,
        Bounded.lines(
            stream(pull.path("labels"))
                .map(label -> label.path("name").asText(""))
                .sorted()
                .toList()),
        Bounded.lines(reviewers(pull)),
        Version.time(pull.path("updated_at")));
  }

  private static List<String> reviewers(JsonNode pull) {
    return Stream.concat(
            stream(pull.path("requested_reviewers"))
                .map(reviewer -> login(reviewer.path("login").asText(""))),
            stream(pull.path("requested_teams")).map(PullRequestFact::team))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList();
  }

  /** As GraphQL names it: organisation and team. REST has the organisation in an address only. */
  private static String team(JsonNode team) {
    String[] parts = team.path("html_url").asText("").split("/orgs/|/teams/", -1);
    String slug = team.path("slug").asText("");
    return parts.length == 3 ? parts[1] + "/" + slug : slug;
  }

  /** As GraphQL names it: there a bot's login ends without {@code [bot]}. */
  static String login(String login) {
    return login.endsWith("[bot]") ? login.substring(0, login.length() - "[bot]".length()) : login;
  }

  static @Nullable Long number(JsonNode value) {
    return value.canConvertToLong() && value.isIntegralNumber() ? (Long) value.longValue() : null;
  }

  static String text(JsonNode value, int most) {
    return Bounded.text(IssueFact.text(value), most);
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
