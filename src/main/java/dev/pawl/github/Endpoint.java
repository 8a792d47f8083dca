package dev.pawl.github;

/**
 * Every request that Pawl makes, with the permission it needs.
 *
 * <p>What each does stands in GitHub's documentation, under {@link #documentation()}.
 */
public enum Endpoint {
  CREATE_INSTALLATION_TOKEN(
      "POST",
      "/app/installations/{installation_id}/access_tokens",
      "",
      false,
      "rest/apps/apps#create-an-installation-access-token-for-an-app"),
  CONVERT_MANIFEST(
      "POST",
      "/app-manifests/{code}/conversions",
      "",
      false,
      "rest/apps/apps#create-a-github-app-from-a-manifest"),
  UPDATE_HOOK_CONFIG(
      "PATCH",
      "/app/hook/config",
      "",
      false,
      "rest/apps/webhooks#update-a-webhook-configuration-for-an-app"),
  GET_APP("GET", "/app", "", false, "rest/apps/apps#get-the-authenticated-app"),
  GET_REPOSITORY_INSTALLATION(
      "GET",
      "/repos/{owner}/{repo}/installation",
      "",
      false,
      "rest/apps/apps#get-a-repository-installation-for-the-authenticated-app"),
  LIST_HOOK_DELIVERIES(
      "GET",
      "/app/hook/deliveries",
      "",
      false,
      "rest/apps/webhooks#list-deliveries-for-an-app-webhook"),
  GET_HOOK_DELIVERY(
      "GET",
      "/app/hook/deliveries/{delivery_id}",
      "",
      false,
      "rest/apps/webhooks#get-a-delivery-for-an-app-webhook"),
  REDELIVER(
      "POST",
      "/app/hook/deliveries/{delivery_id}/attempts",
      "",
      false,
      "rest/apps/webhooks#redeliver-a-delivery-for-an-app-webhook"),
  GRAPHQL("POST", "/graphql", "contents:read", false, "graphql"),
  GRAPHQL_MUTATION("POST", "/graphql", "contents:write", false, "graphql/reference/mutations"),
  CREATE_ISSUE(
      "POST",
      "/repos/{owner}/{repo}/issues",
      "issues:write",
      true,
      "rest/issues/issues#create-an-issue"),
  LIST_ISSUES(
      "GET",
      "/repos/{owner}/{repo}/issues",
      "issues:read",
      false,
      "rest/issues/issues#list-repository-issues"),
  GET_ISSUE(
      "GET",
      "/repos/{owner}/{repo}/issues/{issue_number}",
      "issues:read",
      false,
      "rest/issues/issues#get-an-issue"),
  UPDATE_ISSUE(
      "PATCH",
      "/repos/{owner}/{repo}/issues/{issue_number}",
      "issues:write",
      false,
      "rest/issues/issues#update-an-issue"),
  CREATE_LABEL(
      "POST",
      "/repos/{owner}/{repo}/labels",
      "issues:write",
      true,
      "rest/issues/labels#create-a-label"),
  GET_LABEL(
      "GET",
      "/repos/{owner}/{repo}/labels/{name}",
      "issues:read",
      false,
      "rest/issues/labels#get-a-label"),
  CREATE_COMMENT(
      "POST",
      "/repos/{owner}/{repo}/issues/{issue_number}/comments",
      "issues:write",
      true,
      "rest/issues/comments#create-an-issue-comment"),
  LIST_COMMENTS(
      "GET",
      "/repos/{owner}/{repo}/issues/{issue_number}/comments",
      "issues:read",
      false,
      "rest/issues/comments#list-issue-comments"),
  UPDATE_COMMENT(
      "PATCH",
      "/repos/{owner}/{repo}/issues/comments/{comment_id}",
      "issues:write",
      false,
      "rest/issues/comments#update-an-issue-comment"),
  REACT_TO_COMMENT(
      "POST",
      "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
      "issues:write",
      false,
      "rest/reactions/reactions#create-reaction-for-an-issue-comment"),
  REACT_TO_REVIEW_COMMENT(
      "POST",
      "/repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions",
      "pull_requests:write",
      false,
      "rest/reactions/reactions#create-reaction-for-a-pull-request-review-comment"),
  REACT_TO_ISSUE(
      "POST",
      "/repos/{owner}/{repo}/issues/{issue_number}/reactions",
      "issues:write",
      false,
      "rest/reactions/reactions#create-reaction-for-an-issue"),
  GET_PERMISSION(
      "GET",
      "/repos/{owner}/{repo}/collaborators/{username}/permission",
      "metadata:read",
      false,
      "rest/collaborators/collaborators#get-repository-permissions-for-a-user"),
  ADD_ASSIGNEES(
      "POST",
      "/repos/{owner}/{repo}/issues/{issue_number}/assignees",
      "issues:write",
      false,
      "rest/issues/assignees#add-assignees-to-an-issue"),
  REMOVE_ASSIGNEES(
      "DELETE",
      "/repos/{owner}/{repo}/issues/{issue_number}/assignees",
      "issues:write",
      false,
      "rest/issues/assignees#remove-assignees-from-an-issue"),
  ADD_LABELS(
      "POST",
      "/repos/{owner}/{repo}/issues/{issue_number}/labels",
      "issues:write",
      false,
      "rest/issues/labels#add-labels-to-an-issue"),
  REMOVE_LABEL(
      "DELETE",
      "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
      "issues:write",
      false,
      "rest/issues/labels#remove-a-label-from-an-issue"),
  DISPATCH(
      "POST",
      "/repos/{owner}/{repo}/dispatches",
      "contents:write",
      false,
      "rest/repos/repos#create-a-repository-dispatch-event"),
  GET_USER("GET", "/user", "", false, "rest/users/users#get-the-authenticated-user"),
  LIST_PULL_REQUEST_FILES(
      "GET",
      "/repos/{owner}/{repo}/pulls/{pull_number}/files",
      "pull_requests:read",
      false,
      "rest/pulls/pulls#list-pull-requests-files"),
  CREATE_CHECK_RUN(
      "POST",
      "/repos/{owner}/{repo}/check-runs",
      "checks:write",
      false,
      "rest/checks/runs#create-a-check-run"),
  LIST_CHECK_RUNS(
      "GET",
      "/repos/{owner}/{repo}/commits/{ref}/check-runs",
      "checks:read",
      false,
      "rest/checks/runs#list-check-runs-for-a-git-reference"),
  UPDATE_CHECK_RUN(
      "PATCH",
      "/repos/{owner}/{repo}/check-runs/{check_run_id}",
      "checks:write",
      false,
      "rest/checks/runs#update-a-check-run"),
  GET_PULL_REQUEST(
      "GET",
      "/repos/{owner}/{repo}/pulls/{pull_number}",
      "pull_requests:read",
      false,
      "rest/pulls/pulls#get-a-pull-request"),
  UPDATE_PULL_REQUEST(
      "PATCH",
      "/repos/{owner}/{repo}/pulls/{pull_number}",
      "pull_requests:write",
      false,
      "rest/pulls/pulls#update-a-pull-request"),
  UPDATE_BRANCH(
      "PUT",
      "/repos/{owner}/{repo}/pulls/{pull_number}/update-branch",
      "pull_requests:write",
      false,
      "rest/pulls/pulls#update-a-pull-request-branch"),
  MERGE_PULL_REQUEST(
      "PUT",
      "/repos/{owner}/{repo}/pulls/{pull_number}/merge",
      "contents:write",
      false,
      "rest/pulls/pulls#merge-a-pull-request"),
  GET_REFERENCE(
      "GET",
      "/repos/{owner}/{repo}/git/ref/{ref}",
      "contents:read",
      false,
      "rest/git/refs#get-a-reference"),
  CREATE_REFERENCE(
      "POST",
      "/repos/{owner}/{repo}/git/refs",
      "contents:write",
      false,
      "rest/git/refs#create-a-reference"),
  CREATE_PULL_REQUEST(
      "POST",
      "/repos/{owner}/{repo}/pulls",
      "pull_requests:write",
      true,
      "rest/pulls/pulls#create-a-pull-request"),
  LIST_PULL_REQUESTS(
      "GET",
      "/repos/{owner}/{repo}/pulls",
      "pull_requests:read",
      false,
      "rest/pulls/pulls#list-pull-requests"),
  DELETE_REFERENCE(
      "DELETE",
      "/repos/{owner}/{repo}/git/refs/{ref}",
      "contents:write",
      false,
      "rest/git/refs#delete-a-reference");

  private final String method;
  private final String path;
  private final String permission;
  private final boolean creates;
  private final String documentation;

  Endpoint(String method, String path, String permission, boolean creates, String documentation) {
    this.method = method;
    this.path = path;
    this.permission = permission;
    this.creates = creates;
    this.documentation = documentation;
  }

  public String method() {
    return method;
  }

  /** With names in braces for what a call fills in. */
  public String path() {
    return path;
  }

  /** Name and level, such as {@code issues:write}; empty where the App's own token is enough. */
  public String permission() {
    return permission;
  }

  /** Whether it creates content, of which GitHub bears only so much a minute and an hour. */
  public boolean creates() {
    return creates;
  }

  /** Whether it may leave something behind that people see. */
  public boolean writes() {
    return switch (this) {
      case GRAPHQL, CREATE_INSTALLATION_TOKEN, REDELIVER -> false;
      default -> !method.equals("GET");
    };
  }

  /** Whether it is GraphQL, which has one address, and a budget of its own. */
  public boolean isGraphql() {
    return this == GRAPHQL || this == GRAPHQL_MUTATION;
  }

  public String documentation() {
    return "https://docs.github.com/en/" + documentation;
  }
}
