package dev.pawl.sandbox.world;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one App that the sandbox knows, with what its manifest asks for.
 *
 * @param name what people read
 * @param owner the account it belongs to; null: its own bot, as of the App that is there at first
 * @param setupUrl where people are led after an installation; null: nowhere
 */
public record AppIdentity(
    long id,
    String slug,
    String name,
    @Nullable Long owner,
    @Nullable String setupUrl,
    Map<String, String> permissions,
    List<String> events) {
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "issues", "write",
          "pull_requests", "write",
          "contents", "write",
          "checks", "write",
          "metadata", "read",
          "statuses", "read",
          "actions", "read",
          "merge_queues", "read");

  private static final List<String> EVENTS =
      List.of(
          "issues",
          "issue_comment",
          "pull_request",
          "pull_request_review",
          "pull_request_review_comment",
          "pull_request_review_thread",
          "check_run",
          "check_suite",
          "status",
          "push",
          "workflow_run",
          "label",
          "repository",
          "merge_group");

  /** The App that is there at first, as Pawl's manifest has it. */
  public AppIdentity(long id, String slug) {
    this(id, slug, slug, null, null, PERMISSIONS, EVENTS);
  }

  public String botLogin() {
    return slug + "[bot]";
  }

  public String clientId() {
    return "Iv23sandbox" + id;
  }
}
