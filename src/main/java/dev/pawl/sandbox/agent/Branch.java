package dev.pawl.sandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A branch that an agent works on, by git's objects over REST. */
final class Branch {
  private final Rest rest;
  private final String git;
  private final String name;

  Branch(Rest rest, String repository, String name) {
    this.rest = rest;
    this.git = "/repos/" + repository + "/git";
    this.name = name;
  }

  /** Null where there is no such branch. */
  @Nullable String head() {
    try {
      return rest.get(git + "/ref/heads/" + Project.encoded(name)).at("/object/sha").asText();
    } catch (Refused e) {
      if (e.status() == 404) return null;
      throw e;
    }
  }

  /** Makes it with an empty commit, where it is not there yet. */
  void begin(String from, String message) {
    if (head() != null) return;
    String sha = commit(tree(from), message, Json.empty().add(from));
    rest.post(git + "/refs", Json.object("ref", "refs/heads/" + name, "sha", sha));
  }

  /** One commit with these files; none where they are there already. */
  void push(String message, Map<String, String> files) {
    ArrayNode entries = Json.empty();
    files.forEach(
        (path, text) ->
            entries.add(
                Json.object("path", path, "mode", "100644", "type", "blob", "content", text)));
    push(message, entries);
  }

  /** One commit with these entries of a tree; none where they are there already. */
  void push(String message, ArrayNode entries) {
    if (entries.isEmpty()) return;
    String head = required();
    String before = tree(head);
    String after = tree(before, entries);
    if (!after.equals(before)) move(commit(after, message, Json.empty().add(head)));
  }

  /** Merges another commit: its tree, with the given entries of this branch over it. */
  void merge(String other, String message, ArrayNode entries) {
    String head = required();
    move(commit(tree(tree(other), entries), message, Json.empty().add(head).add(other)));
  }

  /** An entry of a tree; without a blob the file goes. */
  static ObjectNode entry(String path, @Nullable String blob) {
    return Json.object("path", path, "mode", "100644", "type", "blob", "sha", blob);
  }

  private String required() {
    String head = head();
    if (head == null) throw new Refused(404, "branch " + name);
    return head;
  }

  private String tree(String commit) {
    return rest.get(git + "/commits/" + commit).at("/tree/sha").asText();
  }

  private String tree(String base, ArrayNode entries) {
    JsonNode tree = rest.post(git + "/trees", Json.object("base_tree", base, "tree", entries));
    return tree.path("sha").asText();
  }

  private String commit(String tree, String message, ArrayNode parents) {
    return rest.post(
            git + "/commits", Json.object("message", message, "tree", tree, "parents", parents))
        .path("sha")
        .asText();
  }

  private void move(String sha) {
    rest.patch(git + "/refs/heads/" + Project.encoded(name), Json.object("sha", sha));
  }
}
