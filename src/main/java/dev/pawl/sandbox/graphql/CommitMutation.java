package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.rest.PushRules;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code createCommitOnBranch}: additions and deletions in one commit, on the head that was
 * expected. The types of its errors but STALE_DATA are assumed. Source:
 * https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch.
 */
record CommitMutation(Acts acts, Nodes nodes, Rights rights) {
  private static final String HEADS = "refs/heads/";

  private record Target(Repository repository, String branch) {}

  Fields run(DataFetchingEnvironment environment) {
    Map<String, Object> input = Rights.input(environment);
    Target target = target(map(input.get("branch")));
    Repository repository = target.repository;
    rights.require(repository, "contents");
    GitRepository git = rights.world().git.of(repository);
    String head = git.head(target.branch);
    if (head == null)
      throw new Failure("NOT_FOUND", "The branch \"" + target.branch + "\" does not exist.");
    String expected = String.valueOf(input.get("expectedHeadOid"));
    if (!head.equals(expected))
      throw new Failure(
          "STALE_DATA",
          "Expected branch to point to \"" + expected + "\" but it did not. Pull and try again.");
    Map<String, byte @Nullable []> files = files(git, head, map(input.get("fileChanges")));
    requireWorkflows(files);
    List<String> refusals = PushRules.refusals(rights.world(), repository, target.branch, null);
    if (!refusals.isEmpty())
      throw new Failure(rule(repository, target.branch), PushRules.words(refusals));
    String sha =
        acts.git.commit(
            repository, rights.actor(), target.branch, message(map(input.get("message"))), files);
    return new Fields("CreateCommitOnBranchPayload")
        .with("clientMutationId", input.get("clientMutationId"))
        .lazy("commit", e -> nodes.commit(repository, sha))
        .lazy("ref", e -> nodes.ref(repository, HEADS + target.branch));
  }

  /** Protection has a type of its own, rulesets have another (reported; which one is assumed). */
  private static String rule(Repository repository, String branch) {
    return repository.rulesOf(branch).isEmpty()
        ? "BRANCH_PROTECTION_RULE_VIOLATION"
        : "UNPROCESSABLE";
  }

  /** By names, or by the node id of the ref. */
  private Target target(Map<?, ?> branch) {
    World world = rights.world();
    if (branch.get("id") instanceof String id) {
      String[] parts = ref(id).split(":", 2);
      Repository repository =
          parts.length == 2 && parts[0].matches("\\d{1,18}")
              ? nodes.visible(world.rows().repositories.get(Long.parseLong(parts[0])))
              : null;
      if (repository == null || !parts[1].startsWith(HEADS)) throw Rights.unknown(id);
      return new Target(repository, parts[1].substring(HEADS.length()));
    }
    String[] name = String.valueOf(branch.get("repositoryNameWithOwner")).split("/", 2);
    Repository repository =
        name.length == 2 ? nodes.visible(world.repository(name[0], name[1])) : null;
    if (repository == null || branch.get("branchName") == null)
      throw new Failure("NOT_FOUND", "Could not resolve to a Repository with that name.");
    return new Target(repository, String.valueOf(branch.get("branchName")).replace(HEADS, ""));
  }

  private static String ref(String id) {
    try {
      String encoded = id.startsWith("REF_") ? id.substring("REF_".length()) : "";
      return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static Map<String, byte @Nullable []> files(
      GitRepository git, String head, Map<?, ?> changes) {
    Map<String, byte @Nullable []> files = new LinkedHashMap<>();
    for (Object each : list(changes.get("deletions"))) {
      String path = path(map(each));
      if (git.at(head, path) == null)
        throw new Failure(
            "UNPROCESSABLE",
            "A path was requested for deletion which does not exist as of commit oid `"
                + head
                + "`");
      files.put(path, null);
    }
    for (Object each : list(changes.get("additions"))) {
      String path = path(map(each));
      if (files.containsKey(path))
        throw new Failure("UNPROCESSABLE", "The path `" + path + "` is named twice.");
      files.put(path, content(map(each)));
    }
    return files;
  }

  private static String path(Map<?, ?> change) {
    String path = String.valueOf(change.get("path"));
    for (String part : path.split("/", -1))
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.equals(".git"))
        throw new Failure("UNPROCESSABLE", "The path `" + path + "` is not valid.");
    return path;
  }

  private static byte[] content(Map<?, ?> addition) {
    try {
      return Base64.getDecoder().decode(String.valueOf(addition.get("contents")));
    } catch (IllegalArgumentException e) {
      throw new Failure("UNPROCESSABLE", "The contents are not valid Base64.");
    }
  }

  /** As over git: an App changes workflows only with that permission. */
  private void requireWorkflows(Map<String, byte @Nullable []> files) {
    if (!(rights.caller() instanceof Caller.Installed installed)
        || Access.granted(installed.token(), "workflows", true)) return;
    for (String path : files.keySet())
      if (path.startsWith(".github/workflows/"))
        throw new Failure(
            "FORBIDDEN",
            "refusing to allow a GitHub App to create or update workflow `"
                + path
                + "` without `workflows` permission");
  }

  private static String message(Map<?, ?> message) {
    Object body = message.get("body");
    String rest = body == null ? "" : String.valueOf(body);
    return message.get("headline") + (rest.isBlank() ? "" : "\n\n" + rest);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
