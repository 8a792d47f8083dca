package dev.pawl.sandbox.world;

import java.util.List;
import java.util.Map;

/** The one App that the sandbox knows, with what its manifest asks for. */
public record AppIdentity(long id, String slug) {
  public static final Map<String, String> PERMISSIONS =
      Map.of(
          "issues", "write",
          "pull_requests", "write",
          "contents", "write",
          "checks", "write",
          "metadata", "read",
          "statuses", "read",
          "actions", "read",
          "merge_queues", "read");

  public static final List<String> EVENTS =
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

  public String botLogin() {
    return slug + "[bot]";
  }
}
