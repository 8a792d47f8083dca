package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.CommitStatus;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.HeadChecks;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;

/** Commit statuses. Source: https://docs.github.com/en/rest/commits/statuses. */
public final class Statuses {
  private final World world;
  private final Users users;
  private final Repositories repositories;
  private final GitObjects git;

  Statuses(World world, Users users, Repositories repositories, GitObjects git) {
    this.world = world;
    this.users = users;
    this.repositories = repositories;
    this.git = git;
  }

  public ObjectNode status(Repository repository, CommitStatus status) {
    ObjectNode node = simple(repository, status);
    node.set("creator", users.simple(status.creator));
    return node;
  }

  private ObjectNode simple(Repository repository, CommitStatus status) {
    return Json.object(
        "url",
        repositories.url(repository) + "/statuses/" + status.sha,
        "avatar_url",
        users.simple(world.account(status.creator)).get("avatar_url"),
        "id",
        status.id,
        "node_id",
        NodeId.of("SC", status.id),
        "state",
        status.state,
        "description",
        status.description,
        "target_url",
        status.targetUrl,
        "context",
        status.context,
        "created_at",
        status.createdAt,
        "updated_at",
        status.createdAt);
  }

  /** failure when one failed, pending when one is pending or there is none, else success. */
  public ObjectNode combined(Repository repository, String sha, List<CommitStatus> page) {
    List<CommitStatus> latest = HeadChecks.of(repository, sha).statuses();
    HeadChecks.Outcome outcome = new HeadChecks(List.of(), latest).outcome();
    String url = repositories.url(repository) + "/commits/" + sha;
    return Json.object(
        "state",
        switch (outcome) {
          case PASSED -> "success";
          case FAILED -> "failure";
          case NONE, PENDING -> "pending";
        },
        "statuses",
        Json.array(page.stream().map(status -> simple(repository, status))),
        "sha",
        sha,
        "total_count",
        latest.size(),
        "repository",
        repositories.basic(repository),
        "commit_url",
        url,
        "url",
        url + "/status");
  }

  /**
   * The parts of the webhook:
   * https://docs.github.com/en/webhooks/webhook-events-and-payloads#status.
   */
  public ObjectNode told(Repository repository, CommitStatus status) {
    RevCommit commit = world.git.of(repository).commit(status.sha);
    if (commit == null) throw new IllegalStateException("no commit " + status.sha);
    ObjectNode node = simple(repository, status);
    node.remove(List.of("url", "node_id"));
    node.put("sha", status.sha).put("name", world.fullName(repository));
    node.set("commit", git.repositoryCommit(repository, commit));
    node.set("branches", branches(repository, status.sha));
    return node;
  }

  /** Up to ten that have the commit. */
  private ArrayNode branches(Repository repository, String sha) {
    String heads = "refs/heads/";
    GitRepository objects = world.git.of(repository);
    return Json.array(
        objects.refs(heads).entrySet().stream()
            .filter(ref -> objects.isAncestor(sha, ref.getValue()))
            .limit(10)
            .map(
                ref -> {
                  String name = ref.getKey().substring(heads.length());
                  return Json.object(
                      "name",
                      name,
                      "commit",
                      Json.object(
                          "sha",
                          ref.getValue(),
                          "url",
                          repositories.url(repository) + "/commits/" + ref.getValue()),
                      "protected",
                      repository.protections.containsKey(name));
                }));
  }
}
