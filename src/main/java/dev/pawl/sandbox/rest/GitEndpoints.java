package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.GitActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.GitEntry;
import dev.pawl.sandbox.world.GitPerson;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Refs, commits, trees and blobs. Source: https://docs.github.com/en/rest/git. */
public final class GitEndpoints {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final GitActs acts;

  public GitEndpoints(World world, Shapes shapes, Access access, GitActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String git = "/repos/{owner}/{repo}/git";
    Need read = Need.read("contents");
    Need write = Need.write("contents");
    routes
        .add("GET", git + "/ref/{ref*}", read, this::ref)
        .add("GET", git + "/matching-refs/{ref*}", read, this::matchingRefs)
        .add("POST", git + "/refs", write, this::createRef)
        .add("PATCH", git + "/refs/{ref*}", write, this::updateRef)
        .add("DELETE", git + "/refs/{ref*}", write, this::deleteRef)
        .add("GET", git + "/commits/{sha}", read, this::commit)
        .add("POST", git + "/commits", write, this::createCommit)
        .add("GET", git + "/trees/{sha}", read, this::tree)
        .add("POST", git + "/trees", write, this::createTree)
        .add("GET", git + "/blobs/{sha}", read, this::blob)
        .add("POST", git + "/blobs", write, this::createBlob);
  }

  private GitRepository git(Call call) {
    GitRepository git = world.git.of(call.repository());
    if (git.head(call.repository().defaultBranch) == null)
      throw ApiError.of(409, "Git Repository is empty.");
    return git;
  }

  private Answer ref(Call call) {
    String name = "refs/" + call.param("ref");
    String sha = git(call).ref(name);
    if (sha == null) throw ApiError.notFound();
    return Answer.ok(shapes.git.ref(call.repository(), name, sha));
  }

  private Answer matchingRefs(Call call) {
    String prefix = "refs/" + call.param("ref");
    Map<String, String> refs = git(call).refs(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    return Answer.ok(
        Json.array(
            refs.entrySet().stream()
                .filter(ref -> ref.getKey().startsWith(prefix))
                .map(ref -> shapes.git.ref(call.repository(), ref.getKey(), ref.getValue()))));
  }

  private Answer createRef(Call call) {
    String name = call.required("Reference", "ref");
    String sha = call.required("Reference", "sha");
    GitRepository git = git(call);
    if (!name.matches("refs/(heads|tags)/.+"))
      throw ApiError.of(422, "Reference name must start with 'refs/' and contain at least 3 parts");
    if (git.ref(name) != null) throw ApiError.of(422, "Reference already exists");
    if (git.commit(sha) == null) throw ApiError.of(422, "Object does not exist");
    acts.moveRef(call.repository(), access.actor(call.caller()), name, sha);
    return Answer.created(shapes.git.ref(call.repository(), name, sha));
  }

  private Answer updateRef(Call call) {
    String name = "refs/" + call.param("ref");
    String sha = call.required("Reference", "sha");
    GitRepository git = git(call);
    String before = git.ref(name);
    if (before == null) throw ApiError.of(422, "Reference does not exist");
    if (git.commit(sha) == null) throw ApiError.of(422, "Object does not exist");
    if (!call.json().path("force").asBoolean(false) && !git.isAncestor(before, sha))
      throw ApiError.of(422, "Update is not a fast forward");
    PushRules.requireRef(world, call.repository(), name, sha);
    acts.moveRef(call.repository(), access.actor(call.caller()), name, sha);
    return Answer.ok(shapes.git.ref(call.repository(), name, sha));
  }

  private Answer deleteRef(Call call) {
    String name = "refs/" + call.param("ref");
    if (git(call).ref(name) == null) throw ApiError.of(422, "Reference does not exist");
    PushRules.requireRef(world, call.repository(), name, null);
    acts.moveRef(call.repository(), access.actor(call.caller()), name, null);
    return Answer.empty(204);
  }

  private Answer commit(Call call) {
    RevCommit commit = git(call).commit(call.param("sha"));
    if (commit == null) throw ApiError.notFound();
    return Answer.ok(shapes.git.commit(call.repository(), commit));
  }

  private Answer createCommit(Call call) {
    GitRepository git = git(call);
    String message = call.required("Commit", "message");
    String tree = call.required("Commit", "tree");
    if (!tree.matches("[0-9a-f]{40}") || !git.exists(tree))
      throw ApiError.of(422, "Tree SHA does not exist");
    List<String> parents = new ArrayList<>();
    for (JsonNode parent : call.json().path("parents")) {
      if (git.commit(parent.asText()) == null)
        throw ApiError.of(422, "Parent SHA does not exist or is not a commit object");
      parents.add(parent.asText());
    }
    GitPerson author = person(call, "author", null);
    GitPerson committer = person(call, "committer", author);
    String sha = git.insertCommit(tree, parents, message, author, committer);
    world.changed();
    RevCommit commit = git.commit(sha);
    if (commit == null) throw new IllegalStateException("commit " + sha + " is gone");
    return Answer.created(shapes.git.commit(call.repository(), commit));
  }

  private GitPerson person(Call call, String field, @Nullable GitPerson otherwise) {
    JsonNode given = call.json().path(field);
    Actor actor = access.actor(call.caller());
    if (!given.isObject())
      return otherwise == null ? GitPerson.of(actor.account(), world.now()) : otherwise;
    String date = Json.text(given, "date");
    return new GitPerson(
        given.path("name").asText(),
        given.path("email").asText(),
        date == null ? world.now() : OffsetDateTime.parse(date).toInstant());
  }

  private Answer tree(Call call) {
    GitRepository git = git(call);
    String name = call.param("sha");
    String commitSha = git.commitSha(name);
    RevCommit commit = commitSha == null ? null : git.commit(commitSha);
    String tree = commit == null ? name : commit.getTree().name();
    if (!tree.matches("[0-9a-f]{40}") || !git.exists(tree) || !git.type(tree).equals("tree"))
      throw ApiError.notFound();
    return Answer.ok(shapes.git.tree(call.repository(), tree, call.query("recursive") != null));
  }

  private Answer createTree(Call call) {
    GitRepository git = git(call);
    String base = call.text("base_tree");
    RevCommit commit = base == null ? null : git.commit(base);
    String baseTree = commit == null ? base : commit.getTree().name();
    if (baseTree != null && (!baseTree.matches("[0-9a-f]{40}") || !git.exists(baseTree)))
      throw ApiError.of(422, "base_tree is not a valid tree oid");
    Map<String, @Nullable GitEntry> changes = new LinkedHashMap<>();
    for (JsonNode entry : call.json().path("tree")) {
      String path = entry.path("path").asText();
      String sha = Json.text(entry, "sha");
      if (entry.has("content"))
        sha = git.insertBlob(entry.get("content").asText().getBytes(StandardCharsets.UTF_8));
      // A submodule's commit is another repository's.
      boolean here = !entry.path("mode").asText().equals("160000");
      if (sha != null && here && !git.exists(sha))
        throw ApiError.of(422, "tree.sha " + sha + " is not a valid blob");
      String mode = entry.path("mode").asText("100644");
      changes.put(path, sha == null ? null : new GitEntry(mode, type(mode), path, sha));
    }
    String tree = git.insertTree(baseTree, changes);
    world.changed();
    return Answer.created(shapes.git.tree(call.repository(), tree, false));
  }

  private static String type(String mode) {
    return switch (mode) {
      case "040000" -> "tree";
      case "160000" -> "commit";
      default -> "blob";
    };
  }

  private Answer blob(Call call) {
    GitRepository git = git(call);
    String sha = call.param("sha");
    if (!sha.matches("[0-9a-f]{40}") || !git.exists(sha) || !git.type(sha).equals("blob"))
      throw ApiError.notFound();
    return Answer.ok(shapes.git.blob(call.repository(), sha));
  }

  private Answer createBlob(Call call) {
    Repository repository = call.repository();
    String content = call.required("Blob", "content");
    byte[] bytes =
        "base64".equals(call.text("encoding"))
            ? Base64.getMimeDecoder().decode(content)
            : content.getBytes(StandardCharsets.UTF_8);
    String sha = git(call).insertBlob(bytes);
    world.changed();
    return Answer.created(
        Json.object("sha", sha, "url", shapes.repositories.url(repository) + "/git/blobs/" + sha));
  }
}
