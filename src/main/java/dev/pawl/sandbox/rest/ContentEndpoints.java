package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.GitActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.GitEntry;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Files by path. Source: https://docs.github.com/en/rest/repos/contents. */
public final class ContentEndpoints {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final GitActs acts;

  public ContentEndpoints(World world, Shapes shapes, Access access, GitActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String contents = "/repos/{owner}/{repo}/contents";
    routes
        .add("GET", contents, Need.read("contents"), call -> read(call, ""))
        .add("GET", contents + "/{path*}", Need.read("contents"), c -> read(c, c.param("path")))
        .add("PUT", contents + "/{path*}", Need.write("contents"), this::put)
        .add("DELETE", contents + "/{path*}", Need.write("contents"), this::delete);
  }

  private Answer read(Call call, String rawPath) {
    Repository repository = call.repository();
    GitRepository git = world.git.of(repository);
    String path = rawPath.replaceAll("^/+|/+$", "");
    String ref = call.query("ref", repository.defaultBranch);
    String sha = git.commitSha(ref);
    if (sha == null) {
      if (git.head(repository.defaultBranch) == null)
        throw ApiError.of(404, "This repository is empty.");
      throw ApiError.of(404, "No commit found for the ref " + ref);
    }
    GitEntry entry = git.at(sha, path);
    if (entry == null) throw ApiError.notFound();
    if (entry.type().equals("blob"))
      return Answer.ok(shapes.git.content(repository, entry, ref, true));
    String prefix = path.isEmpty() ? "" : path + "/";
    return Answer.ok(
        Json.array(
            git.entries(entry.sha(), false).stream()
                .map(
                    child ->
                        shapes.git.content(
                            repository,
                            new GitEntry(
                                child.mode(), child.type(), prefix + child.path(), child.sha()),
                            ref,
                            false))));
  }

  private Answer put(Call call) {
    String message = call.required("Commit", "message");
    String content = call.required("Commit", "content");
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(content);
    } catch (IllegalArgumentException e) {
      throw ApiError.of(422, "content is not valid Base64");
    }
    String path = call.param("path");
    GitEntry old = requireSha(call, path);
    String commit = commit(call, path, message, bytes);
    GitEntry now = world.git.of(call.repository()).at(commit, path);
    return Answer.json(
        old == null ? 201 : 200,
        Json.object(
            "content",
            now == null ? null : shapes.git.content(call.repository(), now, branch(call), false),
            "commit",
            commitShape(call.repository(), commit)));
  }

  private Answer delete(Call call) {
    String message = call.required("Commit", "message");
    call.required("Commit", "sha");
    String path = call.param("path");
    if (requireSha(call, path) == null) throw ApiError.notFound();
    String commit = commit(call, path, message, null);
    return Answer.ok(
        Json.object("content", null, "commit", commitShape(call.repository(), commit)));
  }

  /** An existing file needs its blob sha, and the right one. */
  private @Nullable GitEntry requireSha(Call call, String path) {
    GitRepository git = world.git.of(call.repository());
    String head = git.head(branch(call));
    if (head == null && git.head(call.repository().defaultBranch) != null)
      throw ApiError.of(404, "Branch " + branch(call) + " not found");
    GitEntry old = head == null ? null : git.at(head, path);
    String sha = call.text("sha");
    if (old == null) {
      if (sha != null) throw ApiError.of(409, path + " does not match " + sha);
      return null;
    }
    if (sha == null) throw ApiError.of(422, "Invalid request.\n\n\"sha\" wasn't supplied.");
    if (!sha.equals(old.sha())) throw ApiError.of(409, path + " does not match " + sha);
    return old;
  }

  private static String branch(Call call) {
    String branch = call.text("branch");
    if (branch == null) branch = call.query("branch");
    return branch == null ? call.repository().defaultBranch : branch.replace("refs/heads/", "");
  }

  private String commit(Call call, String path, String message, byte @Nullable [] content) {
    PushRules.requireCommit(world, call.repository(), branch(call));
    Map<String, byte @Nullable []> files = new HashMap<>();
    files.put(path, content);
    return acts.commit(
        call.repository(), access.actor(call.caller()), branch(call), message, files);
  }

  private @Nullable Object commitShape(Repository repository, String sha) {
    RevCommit commit = world.git.of(repository).commit(sha);
    return commit == null ? null : shapes.git.commit(repository, commit);
  }
}
