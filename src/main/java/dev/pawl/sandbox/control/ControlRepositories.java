package dev.pawl.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Repositories and their files. */
record ControlRepositories(World world, Shapes shapes, Acts acts, Lookup lookup) {
  void register(Routes routes) {
    String repository = "/_sandbox/repositories/{owner}/{repo}";
    routes
        .add("POST", "/_sandbox/repositories", Need.NOTHING, this::create)
        .add("PATCH", repository, Need.NOTHING, this::change)
        .add("DELETE", repository, Need.NOTHING, this::delete)
        .add("PUT", repository + "/permissions/{login}", Need.NOTHING, this::permit)
        .add("POST", repository + "/commits", Need.NOTHING, this::commit)
        .add("POST", repository + "/forks", Need.NOTHING, this::fork)
        .add("POST", repository + "/rename", Need.NOTHING, this::rename)
        .add("POST", repository + "/transfer", Need.NOTHING, this::transfer)
        .add("POST", repository + "/archive", Need.NOTHING, call -> archive(call, true))
        .add("POST", repository + "/unarchive", Need.NOTHING, call -> archive(call, false))
        .add("POST", repository + "/default-branch", Need.NOTHING, this::defaultBranch);
  }

  private Answer create(Call call) {
    Account owner = lookup.account(call.required("Repository", "owner"));
    String name = call.required("Repository", "name");
    if (world.repository(owner.login, name) != null)
      throw ApiError.of(422, "name already exists on this account");
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : call.json().path("files").properties())
      files.put(file.getKey(), file.getValue().asText());
    Repository repository =
        acts.repositories.create(
            owner,
            name,
            call.text("description"),
            call.json().path("private").asBoolean(false),
            files,
            lookup.actor(call, owner).account());
    return Answer.created(shapes.repositories.basic(repository));
  }

  private Account by(Call call) {
    return lookup.actor(call, lookup.repository(call)).account();
  }

  private Answer shape(Repository repository) {
    return Answer.ok(shapes.repositories.basic(repository));
  }

  private Answer change(Call call) {
    Repository repository = lookup.repository(call);
    JsonNode body = call.json();
    if (body.has("has_issues"))
      acts.repositories.setHasIssues(repository, body.get("has_issues").asBoolean());
    if (body.has("private"))
      acts.repositories.setPrivate(repository, body.get("private").asBoolean(), by(call));
    return shape(repository);
  }

  private Answer delete(Call call) {
    acts.repositories.delete(lookup.repository(call), by(call));
    return Answer.empty(204);
  }

  private Answer permit(Call call) {
    Repository repository = lookup.repository(call);
    Account account = lookup.account(call.param("login"));
    String permission = call.required("Permission", "permission");
    if (permission.equals("none")) repository.permissions.remove(account.id);
    else repository.permissions.put(account.id, permission);
    world.changed();
    return Answer.ok(Json.object());
  }

  private Answer commit(Call call) {
    Repository repository = lookup.repository(call);
    String branch = call.text("branch");
    String message = call.text("message");
    String sha =
        acts.git.commit(
            repository,
            lookup.actor(call, repository),
            branch == null ? repository.defaultBranch : branch,
            message == null ? "Change files" : message,
            files(call));
    return Answer.created(Json.object("sha", sha));
  }

  /** Contents by path; null removes a file. */
  static Map<String, byte @Nullable []> files(Call call) {
    Map<String, byte @Nullable []> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : call.json().path("files").properties())
      files.put(
          file.getKey(),
          file.getValue().isNull()
              ? null
              : file.getValue().asText().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private Answer fork(Call call) {
    Repository parent = lookup.repository(call);
    Account owner = lookup.account(call.required("Fork", "owner"));
    String wanted = call.text("name");
    String name = wanted == null ? parent.name : wanted;
    if (world.repository(owner.login, name) != null)
      throw ApiError.of(422, "name already exists on this account");
    Repository fork =
        acts.repositories.fork(parent, owner, name, false, lookup.actor(call, owner).account());
    return Answer.created(shapes.repositories.basic(fork));
  }

  private Answer rename(Call call) {
    Repository repository = lookup.repository(call);
    acts.repositories.rename(repository, call.required("Repository", "name"), by(call));
    return shape(repository);
  }

  private Answer transfer(Call call) {
    Repository repository = lookup.repository(call);
    Account to = lookup.account(call.required("Repository", "to"));
    acts.repositories.transfer(repository, to, by(call));
    return shape(repository);
  }

  private Answer archive(Call call, boolean archived) {
    Repository repository = lookup.repository(call);
    acts.repositories.archive(repository, archived, by(call));
    return shape(repository);
  }

  private Answer defaultBranch(Call call) {
    Repository repository = lookup.repository(call);
    acts.repositories.renameDefaultBranch(
        repository, call.required("Repository", "name"), by(call));
    return shape(repository);
  }
}
