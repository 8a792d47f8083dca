package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An issue as GitHub tells it, in an event or an answer.
 *
 * @param appId the App that made it; null when a person did, or nobody says
 * @param version null where the teller gives no time
 */
public record IssueFact(
    int number,
    long id,
    String title,
    String body,
    String state,
    @Nullable String stateReason,
    boolean locked,
    @Nullable Long authorId,
    @Nullable String author,
    @Nullable Long appId,
    List<String> labels,
    List<String> assignees,
    @Nullable Instant version) {

  /**
   * Reads REST's form of an issue, which is also that of the events.
   *
   * @throws MalformedPayload when number or id are missing
   */
  public static IssueFact of(JsonNode issue) {
    int number = issue.path("number").asInt(0);
    long id = issue.path("id").asLong(0);
    if (number <= 0 || id <= 0) {
      throw new MalformedPayload("the payload names no issue");
    }
    JsonNode app = issue.path("performed_via_github_app").path("id");
    return new IssueFact(
        number,
        id,
        issue.path("title").asText(""),
        issue.path("body").asText(""),
        issue.path("state").asText("open").toLowerCase(Locale.ROOT),
        text(issue.path("state_reason")),
        issue.path("locked").asBoolean(false),
        issue.path("user").path("id").canConvertToLong()
            ? issue.path("user").path("id").longValue()
            : null,
        text(issue.path("user").path("login")),
        app.canConvertToLong() ? app.longValue() : null,
        names(issue.path("labels"), "name"),
        names(issue.path("assignees"), "login"),
        Version.time(issue.path("updated_at")));
  }

  /** The same with more assignees. */
  IssueFact withAssignees(List<String> more) {
    return new IssueFact(
        number,
        id,
        title,
        body,
        state,
        stateReason,
        locked,
        authorId,
        author,
        appId,
        labels,
        Stream.concat(assignees.stream(), more.stream()).distinct().sorted().toList(),
        version);
  }

  static @Nullable String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : null;
  }

  private static List<String> names(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.path(field).asText(""))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList();
  }
}
