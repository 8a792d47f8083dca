package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.GitChange;
import dev.pawl.sandbox.world.GitEntry;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.Arrays;
import java.util.Base64;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Commits, trees, blobs, refs and contents. Source: https://docs.github.com/en/rest/git. */
public final class GitObjects {
  private final World world;
  private final Users users;
  private final Repositories repositories;

  GitObjects(World world, Users users, Repositories repositories) {
    this.world = world;
    this.users = users;
    this.repositories = repositories;
  }

  public ObjectNode ref(Repository repository, String fullName, String sha) {
    String api = repositories.url(repository);
    String type = world.git.of(repository).type(sha);
    return Json.object(
        "ref",
        fullName,
        "node_id",
        nodeId("REF", repository, fullName),
        "url",
        api + "/git/" + fullName,
        "object",
        Json.object("type", type, "sha", sha, "url", api + "/git/" + type + "s/" + sha));
  }

  /** The low-level commit of the git data API. */
  public ObjectNode commit(Repository repository, RevCommit commit) {
    String api = repositories.url(repository);
    String html = repositories.htmlUrl(repository);
    return Json.object(
        "sha", commit.name(),
        "node_id", nodeId("C", repository, commit.name()),
        "url", api + "/git/commits/" + commit.name(),
        "html_url", html + "/commit/" + commit.name(),
        "author", person(commit.getAuthorIdent()),
        "committer", person(commit.getCommitterIdent()),
        "message", commit.getFullMessage(),
        "tree", tree(repository, commit),
        "parents",
            Json.array(
                Arrays.stream(commit.getParents())
                    .map(
                        parent ->
                            Json.object(
                                "sha", parent.name(),
                                "url", api + "/git/commits/" + parent.name(),
                                "html_url", html + "/commit/" + parent.name()))),
        "verification", unsigned());
  }

  /** The commit of the repository API, as in {@code GET …/branches/{branch}}. */
  public ObjectNode repositoryCommit(Repository repository, RevCommit commit) {
    String api = repositories.url(repository) + "/commits/" + commit.name();
    return Json.object(
        "sha", commit.name(),
        "node_id", nodeId("C", repository, commit.name()),
        "commit",
            Json.object(
                "author", person(commit.getAuthorIdent()),
                "committer", person(commit.getCommitterIdent()),
                "message", commit.getFullMessage(),
                "tree", tree(repository, commit),
                "url", repositories.url(repository) + "/git/commits/" + commit.name(),
                "comment_count", 0,
                "verification", unsigned()),
        "url", api,
        "html_url", repositories.htmlUrl(repository) + "/commit/" + commit.name(),
        "comments_url", api + "/comments",
        "author", account(commit.getAuthorIdent()),
        "committer", account(commit.getCommitterIdent()),
        "parents",
            Json.array(
                Arrays.stream(commit.getParents())
                    .map(
                        parent ->
                            Json.object(
                                "sha", parent.name(),
                                "url", repositories.url(repository) + "/commits/" + parent.name(),
                                "html_url",
                                    repositories.htmlUrl(repository)
                                        + "/commit/"
                                        + parent.name()))));
  }

  /** A commit in a push webhook. */
  public ObjectNode pushed(Repository repository, RevCommit commit) {
    GitChange change = world.git.of(repository).change(commit);
    return Json.object(
        "id", commit.name(),
        "tree_id", commit.getTree().name(),
        "distinct", true,
        "message", commit.getFullMessage(),
        "timestamp", commit.getCommitterIdent().getWhenAsInstant(),
        "url", repositories.htmlUrl(repository) + "/commit/" + commit.name(),
        "author", named(commit.getAuthorIdent()),
        "committer", named(commit.getCommitterIdent()),
        "added", change.added(),
        "removed", change.removed(),
        "modified", change.modified());
  }

  /** The short form of a commit that suites and merge groups name. */
  public ObjectNode headCommit(Repository repository, String sha) {
    RevCommit commit = world.git.of(repository).commit(sha);
    if (commit == null) throw new IllegalStateException("no commit " + sha);
    return Json.object(
        "id", commit.name(),
        "tree_id", commit.getTree().name(),
        "message", commit.getFullMessage(),
        "timestamp", commit.getCommitterIdent().getWhenAsInstant(),
        "author", plain(commit.getAuthorIdent()),
        "committer", plain(commit.getCommitterIdent()));
  }

  private static ObjectNode plain(PersonIdent ident) {
    return Json.object("name", ident.getName(), "email", ident.getEmailAddress());
  }

  /** A file of the contents API, with its content, or a line of a directory, without. */
  public ObjectNode content(Repository repository, GitEntry entry, String ref, boolean whole) {
    String api = repositories.url(repository);
    boolean file = entry.type().equals("blob");
    String self = api + "/contents/" + entry.path() + "?ref=" + ref;
    String git = api + "/git/" + (file ? "blobs/" : "trees/") + entry.sha();
    String html =
        repositories.htmlUrl(repository) + (file ? "/blob/" : "/tree/") + ref + "/" + entry.path();
    ObjectNode node =
        Json.object(
            "name",
            entry.name(),
            "path",
            entry.path(),
            "sha",
            entry.sha(),
            "size",
            file ? world.git.of(repository).size(entry.sha()) : 0,
            "url",
            self,
            "html_url",
            html,
            "git_url",
            git,
            "download_url",
            file ? repositories.htmlUrl(repository) + "/raw/" + ref + "/" + entry.path() : null,
            "type",
            file ? "file" : "dir");
    if (whole) {
      byte[] bytes = world.git.of(repository).blob(entry.sha());
      node.put("content", base64(bytes)).put("encoding", "base64");
    }
    node.set("_links", Json.object("self", self, "git", git, "html", html));
    return node;
  }

  public ObjectNode blob(Repository repository, String sha) {
    byte[] bytes = world.git.of(repository).blob(sha);
    return Json.object(
        "sha",
        sha,
        "node_id",
        nodeId("B", repository, sha),
        "size",
        bytes.length,
        "url",
        repositories.url(repository) + "/git/blobs/" + sha,
        "content",
        base64(bytes),
        "encoding",
        "base64");
  }

  public ObjectNode tree(Repository repository, String sha, boolean recursive) {
    String api = repositories.url(repository) + "/git/";
    GitRepository git = world.git.of(repository);
    return Json.object(
        "sha",
        sha,
        "url",
        api + "trees/" + sha,
        "tree",
        Json.array(
            git.entries(sha, recursive).stream()
                .map(
                    entry -> {
                      ObjectNode node =
                          Json.object(
                              "path", entry.path(),
                              "mode", entry.mode(),
                              "type", entry.type(),
                              "sha", entry.sha(),
                              "url", api + entry.type() + "s/" + entry.sha());
                      if (entry.type().equals("blob")) node.put("size", git.size(entry.sha()));
                      return node;
                    })),
        "truncated",
        false);
  }

  /** Node ids of git objects carry the repository, since a sha alone names no repository. */
  public static String nodeId(String prefix, Repository repository, String name) {
    String text = repository.id + ":" + name;
    return prefix
        + "_"
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** The account behind an address {@code id+login@users.noreply.github.com}, null for others. */
  public @Nullable ObjectNode account(PersonIdent ident) {
    String address = ident.getEmailAddress();
    int plus = address.indexOf('+');
    int at = address.indexOf("@users.noreply.github.com");
    if (plus < 1 || at < plus) return null;
    Account account = world.account(address.substring(plus + 1, at));
    return account == null ? null : users.simple(account);
  }

  private ObjectNode tree(Repository repository, RevCommit commit) {
    String sha = commit.getTree().name();
    return Json.object("sha", sha, "url", repositories.url(repository) + "/git/trees/" + sha);
  }

  private static ObjectNode person(PersonIdent ident) {
    return Json.object(
        "name", ident.getName(),
        "email", ident.getEmailAddress(),
        "date", ident.getWhenAsInstant());
  }

  private ObjectNode named(PersonIdent ident) {
    ObjectNode node = Json.object("name", ident.getName(), "email", ident.getEmailAddress());
    ObjectNode account = account(ident);
    if (account != null) node.set("username", account.get("login"));
    return node;
  }

  private static ObjectNode unsigned() {
    return Json.object(
        "verified", false,
        "reason", "unsigned",
        "signature", null,
        "payload", null,
        "verified_at", null);
  }

  /** GitHub breaks base64 into lines of 60 and ends with a line feed. */
  private static String base64(byte[] bytes) {
    String text = Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes);
    return text.isEmpty() ? text : text + "\n";
  }
}
