package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.shape.Users;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.QueueEntry;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.ReviewThread;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects of GraphQL, as one caller sees them. Source:
 * https://docs.github.com/en/graphql/reference/objects.
 */
final class Nodes {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final Caller caller;
  private final GitNodes git;
  private final PullRequestNodes pulls;

  Nodes(World world, Shapes shapes, Access access, Caller caller) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.caller = caller;
    this.git = new GitNodes(world, shapes, this);
    this.pulls = new PullRequestNodes(world, shapes, this, git);
  }

  Fields repository(String owner, String name) {
    Repository repository = world.repository(owner, name);
    if (repository == null) {
      Long moved = world.rows().formerNames.get(World.lower(owner + "/" + name));
      repository = moved == null ? null : world.rows().repositories.get(moved);
    }
    if (repository == null || !access.visible(caller, repository))
      throw new Failure(
          "NOT_FOUND",
          "Could not resolve to a Repository with the name '" + owner + "/" + name + "'.");
    return repository(repository);
  }

  Fields repository(Repository repository) {
    String branch = repository.defaultBranch;
    return new Fields("Repository")
        .with("id", NodeId.of("R", repository.id))
        .with("databaseId", repository.id)
        .with("name", repository.name)
        .with("nameWithOwner", world.fullName(repository))
        .with("description", repository.description)
        .with("isPrivate", repository.isPrivate)
        .with("isArchived", repository.archived)
        .with("isDisabled", false)
        .with("isFork", repository.forkOf != null)
        .with("hasIssuesEnabled", repository.hasIssues)
        .with("createdAt", repository.createdAt)
        .with("updatedAt", repository.updatedAt)
        .with("pushedAt", repository.pushedAt)
        .with("url", shapes.repositories.htmlUrl(repository))
        .with("visibility", repository.isPrivate ? "PRIVATE" : "PUBLIC")
        .with("viewerPermission", viewerPermission(repository))
        .with("mergeCommitAllowed", repository.merging.merge())
        .with("squashMergeAllowed", repository.merging.squash())
        .with("rebaseMergeAllowed", repository.merging.rebase())
        .with("deleteBranchOnMerge", repository.merging.deleteBranch())
        .with("allowUpdateBranch", false)
        .with("autoMergeAllowed", false)
        .with("viewerDefaultMergeMethod", "MERGE")
        .lazy("parent", e -> parent(repository))
        .lazy("collaborators", e -> collaborators(e, repository))
        .lazy("owner", e -> account(repository.owner))
        .lazy("isEmpty", e -> world.git.of(repository).head(branch) == null)
        .lazy("defaultBranchRef", e -> git.ref(repository, "refs/heads/" + branch))
        .lazy("ref", e -> git.refNamed(repository, e.getArgument("qualifiedName")))
        .lazy(
            "object",
            e -> {
              require(repository, "contents");
              return git.object(repository, e.getArgument("expression"), e.getArgument("oid"));
            })
        .lazy(
            "issue",
            e -> issue(repository, Objects.requireNonNull(e.<Integer>getArgument("number"))))
        .lazy(
            "issues",
            e -> {
              require(repository, "issues");
              List<Fields> issues =
                  IssueQuery.of(world, e, repository).stream()
                      .map(issue -> issue(repository, issue))
                      .toList();
              return Connections.of(e, "IssueConnection", issues);
            })
        .lazy("pullRequest", e -> pulls.numbered(repository, PullRequestNodes.number(e)))
        .lazy("pullRequests", e -> pulls.all(e, repository))
        .lazy(
            "label",
            e -> {
              Label label = repository.label(Objects.requireNonNull(e.<String>getArgument("name")));
              return label == null ? null : label(repository, label);
            })
        .lazy(
            "labels",
            e ->
                Connections.of(
                    e,
                    "LabelConnection",
                    repository.labels.values().stream().map(l -> label(repository, l)).toList()));
  }

  /** The repository itself where the caller may know of it; null otherwise. */
  @Nullable Repository visible(@Nullable Repository repository) {
    return repository != null && access.visible(caller, repository) ? repository : null;
  }

  private @Nullable Fields parent(Repository repository) {
    Long of = repository.forkOf;
    Repository parent = of == null ? null : visible(world.rows().repositories.get(of));
    return parent == null ? null : repository(parent);
  }

  private Fields collaborators(DataFetchingEnvironment e, Repository repository) {
    if (!access.pushes(caller, repository))
      throw new Failure("FORBIDDEN", "Must have push access to view repository collaborators.");
    return new CollaboratorNodes(world, this).of(e, repository);
  }

  private @Nullable String viewerPermission(Repository repository) {
    return switch (caller) {
      case Caller.Person(Account account) -> {
        String permission = world.permission(repository, account);
        yield permission.equals("none") ? null : permission.toUpperCase(Locale.ROOT);
      }
      default -> null;
    };
  }

  /** What the installation was not granted is forbidden, and null in the data. */
  void require(Repository repository, String permission) {
    if (caller instanceof Caller.Installed installed
        && Access.covers(installed, repository)
        && !installed.token().permissions().containsKey(permission))
      throw new Failure("FORBIDDEN", "Resource not accessible by integration");
  }

  Fields issue(Repository repository, int number) {
    require(repository, "issues");
    Issue issue = repository.issues.get(number);
    if (issue == null || repository.pullRequests.containsKey(number))
      throw new Failure(
          "NOT_FOUND", "Could not resolve to an Issue with the number of " + number + ".");
    return issue(repository, issue);
  }

  Fields issue(Repository repository, Issue issue) {
    return new Fields("Issue")
        .with("id", NodeId.of("I", issue.id))
        .with("databaseId", issue.id)
        .with("fullDatabaseId", String.valueOf(issue.id))
        .with("number", issue.number)
        .with("title", issue.title)
        .with("body", issue.body == null ? "" : issue.body)
        .with("state", issue.open ? "OPEN" : "CLOSED")
        .with("stateReason", upper(issue.stateReason))
        .with("locked", issue.locked)
        .with("activeLockReason", upper(issue.lockReason))
        .with("createdAt", issue.createdAt)
        .with("updatedAt", issue.updatedAt)
        .with("closedAt", issue.closedAt)
        .with("url", shapes.issues.htmlUrl(repository, issue))
        .with("authorAssociation", shapes.issues.association(repository, issue.author))
        .with("viewerDidAuthor", issue.author == viewerId())
        .lazy("author", e -> account(issue.author))
        .lazy("repository", e -> repository(repository))
        .lazy("assignees", e -> assignees(e, issue))
        .lazy("assignedActors", e -> assignedActors(e, issue))
        .lazy("labels", e -> labels(e, repository, issue))
        .lazy("comments", e -> comments(e, repository, issue));
  }

  /** People only; agents are among the assigned actors. */
  Fields assignees(DataFetchingEnvironment e, Issue issue) {
    return Connections.of(
        e,
        "UserConnection",
        issue.assignees.stream()
            .filter(id -> world.account(id).type == Account.Type.User)
            .map(this::account)
            .toList());
  }

  private Fields assignedActors(DataFetchingEnvironment e, Issue issue) {
    return Connections.of(
        e, "AssigneeConnection", issue.assignees.stream().map(this::account).toList());
  }

  Fields labels(DataFetchingEnvironment e, Repository repository, Issue issue) {
    return Connections.of(
        e,
        "LabelConnection",
        issue.labels.stream()
            .map(repository.labels::get)
            .filter(Objects::nonNull)
            .map(label -> label(repository, label))
            .toList());
  }

  Fields comments(DataFetchingEnvironment e, Repository repository, Issue issue) {
    return Connections.of(
        e,
        "IssueCommentConnection",
        repository.comments.values().stream()
            .filter(comment -> comment.issue == issue.number)
            .map(comment -> comment(repository, issue, comment))
            .toList());
  }

  private static @Nullable String upper(@Nullable String word) {
    return word == null ? null : word.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  Fields comment(Repository repository, Issue issue, Comment comment) {
    return new Fields("IssueComment")
        .with("id", NodeId.of("IC", comment.id))
        .with("databaseId", comment.id)
        .with("fullDatabaseId", String.valueOf(comment.id))
        .with("body", comment.body)
        .with("createdAt", comment.createdAt)
        .with("updatedAt", comment.updatedAt)
        .with("url", shapes.issues.htmlUrl(repository, comment))
        .with("authorAssociation", shapes.issues.association(repository, comment.author))
        .with("viewerDidAuthor", comment.author == viewerId())
        .lazy("author", e -> account(comment.author))
        .lazy("issue", e -> issue(repository, issue))
        .lazy("repository", e -> repository(repository));
  }

  Fields label(Repository repository, Label label) {
    return new Fields("Label")
        .with("id", NodeId.of("LA", label.id))
        .with("name", label.name)
        .with("color", label.color)
        .with("description", label.description)
        .with("isDefault", label.isDefault)
        .with("url", shapes.repositories.htmlUrl(repository) + "/labels/" + label.name)
        .lazy("repository", e -> repository(repository));
  }

  Fields pullRequest(Repository repository, PullRequest pull) {
    return pulls.pull(repository, pull);
  }

  Fields queueEntry(Repository repository, PullRequest pull, QueueEntry entry) {
    return pulls.queueEntry(repository, pull, entry);
  }

  Fields thread(Repository repository, PullRequest pull, ReviewThread thread) {
    return new ThreadNodes(world, shapes, this, pulls).thread(repository, pull, thread);
  }

  @Nullable Fields commit(Repository repository, String sha) {
    return git.commit(repository, sha);
  }

  @Nullable Fields ref(Repository repository, String fullName) {
    return git.ref(repository, fullName);
  }

  Fields account(long id) {
    return account(world.account(id));
  }

  /** In GraphQL a bot's login is its slug, without the {@code [bot]} of REST. */
  Fields account(Account account) {
    boolean bot = account.type == Account.Type.Bot;
    return new Fields(account.type.name())
        .with("id", Users.nodeId(account))
        .with("databaseId", account.id)
        .with("login", bot ? slug(account) : account.login)
        .with("name", account.login)
        .with("url", shapes.users.htmlUrl(account));
  }

  private static String slug(Account bot) {
    return bot.slug == null ? bot.login.replace("[bot]", "") : bot.slug;
  }

  /** An installation sees its bot here, with {@code [bot]} and as a User (assumed). */
  Fields viewer() {
    Account account = caller instanceof Caller.Person(Account person) ? person : world.bot();
    return new Fields("User")
        .with("id", Users.nodeId(account))
        .with("databaseId", account.id)
        .with("login", account.login)
        .with("name", account.login)
        .with("url", shapes.users.htmlUrl(account));
  }

  long viewerId() {
    return caller instanceof Caller.Person(Account person) ? person.id : world.bot().id;
  }

  Fields node(String id) {
    NodeId parsed = NodeId.parse(id);
    Fields found = parsed == null ? null : find(parsed);
    if (found == null)
      throw new Failure(
          "NOT_FOUND", "Could not resolve to a node with the global id of '" + id + "'");
    return found;
  }

  private @Nullable Fields find(NodeId id) {
    Account account = world.rows().accounts.get(id.id());
    if (account != null && Users.nodeId(account).startsWith(id.prefix() + "_"))
      return account(account);
    for (Repository repository : world.rows().repositories.values()) {
      if (!access.visible(caller, repository)) continue;
      switch (id.prefix()) {
        case "R" -> {
          if (repository.id == id.id()) return repository(repository);
        }
        case "I" -> {
          for (Issue issue : repository.issues.values())
            if (issue.id == id.id() && !repository.pullRequests.containsKey(issue.number))
              return issue(repository, issue);
        }
        case "PR", "PRR", "PRRT" -> {
          Fields found = pulls.find(repository, id);
          if (found != null) return found;
        }
        case "IC" -> {
          Comment comment = repository.comments.get(id.id());
          Issue issue = comment == null ? null : repository.issues.get(comment.issue);
          if (comment != null && issue != null) return comment(repository, issue, comment);
        }
        case "LA" -> {
          Label label = repository.labels.get(id.id());
          if (label != null) return label(repository, label);
        }
        default -> {}
      }
    }
    return null;
  }
}
