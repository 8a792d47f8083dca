package dev.pawl.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.store.Json;
import java.util.List;
import java.util.function.Consumer;

/** A pull request as GraphQL tells it, whole, to be spoiled. */
public final class ToldPullRequest {
  public static final String HEAD = "3f2c1a90".repeat(5);

  private static final String WHOLE =
      """
      {
        "id": "PR_41", "fullDatabaseId": "4100", "number": 41, "title": "Light", "body": "",
        "state": "OPEN", "isDraft": false, "isInMergeQueue": false,
        "updatedAt": "2026-03-01T12:00:00Z", "mergeable": "MERGEABLE", "mergeStateStatus": "CLEAN",
        "viewerDidAuthor": false, "changedFiles": 1,
        "author": {"__typename": "User", "login": "ada", "databaseId": 7},
        "headRefName": "light", "headRefOid": "%s", "headRepository": {"databaseId": 1},
        "baseRefName": "main", "baseRefOid": "b", "mergeCommit": null,
        "baseRef": {
          "target": {"oid": "b"}, "refUpdateRule": null, "rules": {"totalCount": 0, "nodes": []}
        },
        "labels": {"nodes": [{"name": "area"}]},
        "reviewRequests": {"nodes": [{"requestedReviewer": {"login": "grace"}}]},
        "closingIssuesReferences": {"nodes": [{"number": 1, "repository": {"databaseId": 1}}]},
        "timelineItems": {"nodes": []},
        "reviews": {"pageInfo": {"hasNextPage": false, "endCursor": null}, "nodes": []},
        "reviewThreads": {
          "pageInfo": {"hasNextPage": false, "endCursor": null},
          "nodes": [{"isResolved": false}, {"isResolved": true}]
        },
        "files": {
          "pageInfo": {"hasNextPage": false, "endCursor": null},
          "nodes": [{"path": "a.md", "changeType": "ADDED", "additions": 1, "deletions": 0}]
        },
        "statusCheckRollup": {
          "contexts": {
            "pageInfo": {"hasNextPage": false, "endCursor": null},
            "nodes": [
              {
                "__typename": "CheckRun", "databaseId": 5, "name": "build", "status": "COMPLETED",
                "conclusion": "SUCCESS", "startedAt": "2026-03-01T12:00:00Z",
                "completedAt": "2026-03-01T12:01:00Z", "detailsUrl": null,
                "checkSuite": {"databaseId": 9, "app": {"databaseId": 15368}, "workflowRun": null}
              }
            ]
          }
        }
      }
      """
          .formatted(HEAD);

  private ToldPullRequest() {}

  static ObjectNode json(Consumer<ObjectNode> change) {
    ObjectNode pull = (ObjectNode) Json.tree(WHOLE);
    change.accept(pull);
    return pull;
  }

  static PullRequestParts parts(Consumer<ObjectNode> change, Answer.Missing... missing) {
    return new PullRequestParts(json(change), List.of(missing));
  }

  /**
   * As whoever reads it gets it, with what was said.
   *
   * @param writers the ids of collaborators who may write
   */
  static PullRequestSnapshot discussed(List<Long> writers, Consumer<ObjectNode> change) {
    ObjectNode repository = (ObjectNode) Json.tree("{\"databaseId\": 1}");
    var edges = repository.withObject("/writers").putArray("edges");
    for (long writer : writers) {
      edges.addObject().put("permission", "WRITE").putObject("node").put("databaseId", writer);
    }
    Consumer<ObjectNode> silent =
        pull -> {
          pull.put("createdAt", "2026-03-01T11:00:00Z");
          for (String list : List.of("said", "opinions", "talks")) {
            pull.putObject(list).put("totalCount", 0).putArray("nodes");
          }
        };
    return parts(silent.andThen(change)).snapshot(repository, null);
  }

  /** As whoever reads it gets it, from the repository with the id 1. */
  public static PullRequestSnapshot snapshot(
      Consumer<ObjectNode> change, Answer.Missing... missing) {
    return parts(change, missing).snapshot(Json.tree("{\"databaseId\": 1}"), null);
  }
}
