package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;

/** Repositories. Source: https://docs.github.com/en/rest/repos/repos. */
public final class Repositories {
  private static final String[] TEMPLATES = {
    "archive_url", "/{archive_format}{/ref}",
    "assignees_url", "/assignees{/user}",
    "blobs_url", "/git/blobs{/sha}",
    "branches_url", "/branches{/branch}",
    "collaborators_url", "/collaborators{/collaborator}",
    "comments_url", "/comments{/number}",
    "commits_url", "/commits{/sha}",
    "compare_url", "/compare/{base}...{head}",
    "contents_url", "/contents/{+path}",
    "contributors_url", "/contributors",
    "deployments_url", "/deployments",
    "downloads_url", "/downloads",
    "events_url", "/events",
    "forks_url", "/forks",
    "git_commits_url", "/git/commits{/sha}",
    "git_refs_url", "/git/refs{/sha}",
    "git_tags_url", "/git/tags{/sha}",
    "hooks_url", "/hooks",
    "issue_comment_url", "/issues/comments{/number}",
    "issue_events_url", "/issues/events{/number}",
    "issues_url", "/issues{/number}",
    "keys_url", "/keys{/key_id}",
    "labels_url", "/labels{/name}",
    "languages_url", "/languages",
    "merges_url", "/merges",
    "milestones_url", "/milestones{/number}",
    "notifications_url", "/notifications{?since,all,participating}",
    "pulls_url", "/pulls{/number}",
    "releases_url", "/releases{/id}",
    "stargazers_url", "/stargazers",
    "statuses_url", "/statuses/{sha}",
    "subscribers_url", "/subscribers",
    "subscription_url", "/subscription",
    "tags_url", "/tags",
    "teams_url", "/teams",
    "trees_url", "/git/trees{/sha}"
  };

  private final World world;
  private final String base;
  private final Users users;

  Repositories(World world, String base, Users users) {
    this.world = world;
    this.base = base;
    this.users = users;
  }

  public String url(Repository repository) {
    return base + "/repos/" + world.fullName(repository);
  }

  public String htmlUrl(Repository repository) {
    return base + "/" + world.fullName(repository);
  }

  public ObjectNode basic(Repository repository) {
    String full = world.fullName(repository);
    String api = url(repository);
    String html = htmlUrl(repository);
    long openIssues = repository.issues.values().stream().filter((Issue i) -> i.open).count();
    ObjectNode node =
        Json.object(
            "id",
            repository.id,
            "node_id",
            NodeId.of("R", repository.id),
            "name",
            repository.name,
            "full_name",
            full,
            "private",
            repository.isPrivate,
            "owner",
            users.simple(repository.owner),
            "html_url",
            html,
            "description",
            repository.description,
            "fork",
            repository.forkOf != null,
            "url",
            api);
    for (int i = 0; i < TEMPLATES.length; i += 2) node.put(TEMPLATES[i], api + TEMPLATES[i + 1]);
    node.setAll(
        Json.object(
            "git_url",
            base.replace("http:", "git:") + "/" + full + ".git",
            "ssh_url",
            "git@127.0.0.1:" + full + ".git",
            "clone_url",
            html + ".git",
            "svn_url",
            html,
            "mirror_url",
            null,
            "homepage",
            null,
            "language",
            null,
            "license",
            null,
            "created_at",
            repository.createdAt,
            "updated_at",
            repository.updatedAt,
            "pushed_at",
            repository.pushedAt,
            "size",
            0,
            "stargazers_count",
            0,
            "watchers_count",
            0,
            "forks_count",
            forks(repository),
            "forks",
            forks(repository),
            "watchers",
            0,
            "open_issues_count",
            openIssues,
            "open_issues",
            openIssues,
            "has_issues",
            repository.hasIssues,
            "has_projects",
            true,
            "has_downloads",
            true,
            "has_wiki",
            true,
            "has_pages",
            false,
            "has_discussions",
            false,
            "archived",
            repository.archived,
            "disabled",
            false,
            "allow_forking",
            true,
            "is_template",
            false,
            "web_commit_signoff_required",
            false,
            "topics",
            Json.empty(),
            "visibility",
            repository.isPrivate ? "private" : "public",
            "default_branch",
            repository.defaultBranch));
    return node;
  }

  private long forks(Repository repository) {
    return world.rows().repositories.values().stream()
        .filter(fork -> fork.forkOf != null && fork.forkOf == repository.id)
        .count();
  }

  /** The answer of {@code GET /repos/{owner}/{repo}}. */
  public ObjectNode full(Repository repository, String permission) {
    ObjectNode node = basic(repository);
    node.set("permissions", permissions(permission));
    if (repository.pushedAt == null) node.set("pushed_at", node.get("created_at"));
    node.put("subscribers_count", 0).put("network_count", 0);
    node.put("allow_squash_merge", repository.merging.squash());
    node.put("allow_merge_commit", repository.merging.merge());
    node.put("allow_rebase_merge", repository.merging.rebase()).put("allow_auto_merge", false);
    node.put("delete_branch_on_merge", repository.merging.deleteBranch());
    node.put("allow_update_branch", false);
    Account owner = world.account(repository.owner);
    if (owner.type == Account.Type.Organization) node.set("organization", users.simple(owner));
    Repository parent =
        repository.forkOf == null ? null : world.rows().repositories.get(repository.forkOf);
    // Forks of forks name the first as their source; here the parent is all that is known (ours).
    if (parent != null) {
      node.set("parent", basic(parent));
      node.set("source", basic(parent));
    }
    return node;
  }

  /**
   * As in pushes, where some times are numbers;
   * https://docs.github.com/en/webhooks/webhook-events-and-payloads#push.
   */
  public ObjectNode pushed(Repository repository) {
    ObjectNode node = basic(repository);
    node.put("created_at", repository.createdAt.getEpochSecond());
    if (repository.pushedAt != null) node.put("pushed_at", repository.pushedAt.getEpochSecond());
    node.put("stargazers", 0).put("master_branch", repository.defaultBranch);
    Account owner = world.account(repository.owner);
    ObjectNode user = users.simple(owner);
    user.put("name", owner.login).putNull("email");
    node.set("owner", user);
    if (owner.type == Account.Type.Organization) node.put("organization", owner.login);
    return node;
  }

  /** The short form of installation webhooks. */
  public ObjectNode named(Repository repository) {
    return Json.object(
        "id", repository.id,
        "node_id", NodeId.of("R", repository.id),
        "name", repository.name,
        "full_name", world.fullName(repository),
        "private", repository.isPrivate);
  }

  static ObjectNode permissions(String permission) {
    int level = level(permission);
    return Json.object(
        "admin", level >= 5,
        "maintain", level >= 4,
        "push", level >= 3,
        "triage", level >= 2,
        "pull", level >= 1);
  }

  /** none 0, read 1, triage 2, write 3, maintain 4, admin 5. */
  public static int level(String permission) {
    return switch (permission) {
      case "admin" -> 5;
      case "maintain" -> 4;
      case "write" -> 3;
      case "triage" -> 2;
      case "read" -> 1;
      default -> 0;
    };
  }
}
