package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.shape.GitObjects;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.GitEntry;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Refs, commits, trees and blobs of GraphQL. */
record GitNodes(World world, Shapes shapes, Nodes nodes) {
  /** As far back as a history goes here (ours). */
  private static final int MOST_COMMITS = 1000;

  @Nullable Fields ref(Repository repository, String fullName) {
    String sha = world.git.of(repository).ref(fullName);
    if (sha == null) return null;
    int end = fullName.indexOf('/', "refs/".length()) + 1;
    return new Fields("Ref")
        .with("id", GitObjects.nodeId("REF", repository, fullName))
        .with("name", fullName.substring(end))
        .with("prefix", fullName.substring(0, end))
        .lazy("repository", e -> nodes.repository(repository))
        .lazy("refUpdateRule", e -> RuleNodes.updateRule(repository, fullName.substring(end)))
        .lazy("rules", e -> new RuleNodes(nodes).rules(e, repository, fullName.substring(end)))
        .lazy("target", e -> bySha(repository, sha));
  }

  /** A short name means a branch first, then a tag. */
  @Nullable Fields refNamed(Repository repository, @Nullable String name) {
    if (name == null) return null;
    if (name.startsWith("refs/")) return ref(repository, name);
    Fields branch = ref(repository, "refs/heads/" + name);
    return branch == null ? ref(repository, "refs/tags/" + name) : branch;
  }

  /**
   * {@code main:path}, {@code HEAD:path}, a branch or a sha; null where there is nothing, without
   * an error.
   */
  @Nullable Fields object(
      Repository repository, @Nullable String expression, @Nullable String oid) {
    GitRepository git = world.git.of(repository);
    if (oid != null) return git.exists(oid) ? bySha(repository, oid) : null;
    String text = expression == null ? "HEAD" : expression;
    int colon = text.indexOf(':');
    String revision = colon < 0 ? text : text.substring(0, colon);
    String sha =
        revision.equals("HEAD") ? git.head(repository.defaultBranch) : git.commitSha(revision);
    if (sha == null) return null;
    if (colon < 0) return bySha(repository, sha);
    GitEntry entry = git.at(sha, text.substring(colon + 1).replaceAll("^/+|/+$", ""));
    if (entry == null) return null;
    return entry.type().equals("tree")
        ? tree(repository, entry.sha(), entry.path())
        : bySha(repository, entry.sha());
  }

  private @Nullable Fields bySha(Repository repository, String sha) {
    return switch (world.git.of(repository).type(sha)) {
      case "commit" -> commit(repository, sha);
      case "tree" -> tree(repository, sha, "");
      case "blob" -> blob(repository, sha);
      default -> null;
    };
  }

  private Fields object(String type, String prefix, Repository repository, String sha) {
    return new Fields(type)
        .with("id", GitObjects.nodeId(prefix, repository, sha))
        .with("oid", sha)
        .with("abbreviatedOid", sha.substring(0, 7))
        .lazy("repository", e -> nodes.repository(repository));
  }

  @Nullable Fields commit(Repository repository, String sha) {
    RevCommit commit = world.git.of(repository).commit(sha);
    if (commit == null) return null;
    return object("Commit", "C", repository, sha)
        .with("message", commit.getFullMessage())
        .with("messageHeadline", commit.getShortMessage())
        .with("authoredDate", commit.getAuthorIdent().getWhenAsInstant())
        .with("committedDate", commit.getCommitterIdent().getWhenAsInstant())
        .with("url", shapes.repositories.htmlUrl(repository) + "/commit/" + sha)
        .lazy("statusCheckRollup", e -> checks().rollup(repository, sha))
        .lazy("parents", e -> parents(e, repository, commit))
        .lazy("author", e -> person(commit.getAuthorIdent()))
        .lazy("committer", e -> person(commit.getCommitterIdent()))
        .lazy("tree", e -> tree(repository, commit.getTree().name(), ""))
        .lazy("file", e -> file(repository, sha, Objects.requireNonNull(e.getArgument("path"))))
        .lazy("history", e -> history(e, repository, sha));
  }

  /** Where there is nothing there is an error (reported). */
  private Fields file(Repository repository, String sha, String path) {
    GitEntry entry = world.git.of(repository).at(sha, path);
    if (entry == null)
      throw new Failure("NOT_FOUND", "Could not resolve file for path '" + path + "'.");
    return entry(repository, entry, "");
  }

  /** Newest first. */
  private Fields history(DataFetchingEnvironment e, Repository repository, String sha) {
    List<Fields> commits = new ArrayList<>();
    GitRepository git = world.git.of(repository);
    for (RevCommit each : git.between(GitRepository.ZERO, sha, MOST_COMMITS).reversed()) {
      Fields fields = commit(repository, each.name());
      if (fields != null) commits.add(fields);
    }
    return Connections.of(e, "CommitHistoryConnection", commits);
  }

  private CheckNodes checks() {
    return new CheckNodes(world, shapes, nodes, this);
  }

  private Fields parents(DataFetchingEnvironment e, Repository repository, RevCommit commit) {
    List<Fields> parents = new ArrayList<>();
    for (RevCommit parent : commit.getParents()) {
      Fields fields = commit(repository, parent.name());
      if (fields != null) parents.add(fields);
    }
    return Connections.of(e, "CommitConnection", parents);
  }

  private Fields person(PersonIdent ident) {
    return new Fields("GitActor")
        .with("name", ident.getName())
        .with("email", ident.getEmailAddress())
        .with("date", ident.getWhenAsInstant())
        .lazy("user", e -> user(ident));
  }

  private @Nullable Fields user(PersonIdent ident) {
    var shape = shapes.git.account(ident);
    if (shape == null) return null;
    Account account = world.account(shape.get("id").asLong());
    return account.type == Account.Type.User ? nodes.account(account) : null;
  }

  private Fields tree(Repository repository, String sha, String path) {
    return object("Tree", "T", repository, sha)
        .lazy(
            "entries",
            e ->
                world.git.of(repository).entries(sha, false).stream()
                    .map(entry -> entry(repository, entry, path))
                    .toList());
  }

  private Fields entry(Repository repository, GitEntry entry, String path) {
    GitRepository git = world.git.of(repository);
    return new Fields("TreeEntry")
        .with("name", entry.name())
        .with("type", entry.type())
        .with("mode", Integer.parseInt(entry.mode(), 8))
        .with("oid", entry.sha())
        .with("path", path.isEmpty() ? entry.path() : path + "/" + entry.path())
        .lazy("size", e -> entry.type().equals("blob") ? (int) git.size(entry.sha()) : 0)
        .lazy(
            "object",
            e ->
                switch (entry.type()) {
                  case "tree" ->
                      tree(
                          repository,
                          entry.sha(),
                          path.isEmpty() ? entry.path() : path + "/" + entry.path());
                  // A submodule's commit is another repository's.
                  case "commit" -> null;
                  default -> bySha(repository, entry.sha());
                });
  }

  private Fields blob(Repository repository, String sha) {
    byte[] bytes = world.git.of(repository).blob(sha);
    boolean binary = false;
    for (byte b : bytes) binary |= b == 0;
    return object("Blob", "B", repository, sha)
        .with("byteSize", bytes.length)
        .with("isBinary", binary)
        .with("isTruncated", false)
        .with("text", binary ? null : new String(bytes, StandardCharsets.UTF_8));
  }
}
