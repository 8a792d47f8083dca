package dev.pawl.effect;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to GitHub. Texts are final, but for the hidden marker that a writer adds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Intent.CreateIssue.class, name = Intent.CREATE_ISSUE),
  @JsonSubTypes.Type(value = Intent.CreateLabel.class, name = Intent.CREATE_LABEL),
  @JsonSubTypes.Type(value = Intent.CloseIssue.class, name = Intent.CLOSE_ISSUE),
  @JsonSubTypes.Type(value = Intent.CreateComment.class, name = Intent.CREATE_COMMENT),
  @JsonSubTypes.Type(value = Intent.CreateCheckRun.class, name = Intent.CREATE_CHECK_RUN)
})
public sealed interface Intent {
  String CREATE_ISSUE = "create-issue";
  String CLOSE_ISSUE = "close-issue";
  String CREATE_LABEL = "create-label";
  String CREATE_COMMENT = "create-comment";
  String CREATE_CHECK_RUN = "create-check-run";

  /** The intent's name in tables, pages and metrics. */
  default String kind() {
    return switch (this) {
      case CreateIssue _ -> CREATE_ISSUE;
      case CloseIssue _ -> CLOSE_ISSUE;
      case CreateLabel _ -> CREATE_LABEL;
      case CreateComment _ -> CREATE_COMMENT;
      case CreateCheckRun _ -> CREATE_CHECK_RUN;
    };
  }

  /**
   * @param assignee a login; null: nobody is assigned
   */
  record CreateIssue(String title, String body, List<String> labels, @Nullable String assignee)
      implements Intent {}

  /**
   * @param reason as GitHub names it, such as {@code duplicate}
   */
  record CloseIssue(int issue, String reason) implements Intent {}

  /**
   * @param color six hexadecimal digits
   */
  record CreateLabel(String name, String color, String description) implements Intent {}

  record CreateComment(int issue, String body) implements Intent {}

  /**
   * A finished check run.
   *
   * @param head the commit it stands on
   * @param conclusion as GitHub names it, such as {@code neutral}
   */
  record CreateCheckRun(String name, String head, String conclusion, String title, String summary)
      implements Intent {}
}
