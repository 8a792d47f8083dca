package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Repositories;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Protection;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Repositories, branches and who may do what. Source: https://docs.github.com/en/rest/repos. */
public final class RepositoryEndpoints {
  private final World world;
  private final Shapes shapes;

  public RepositoryEndpoints(World world, Shapes shapes) {
    this.world = world;
    this.shapes = shapes;
  }

  public void register(Routes routes) {
    String repository = "/repos/{owner}/{repo}";
    routes
        .add("GET", repository, Need.read("metadata"), this::get)
        .add("GET", repository + "/branches/{branch*}", Need.read("contents"), this::branch)
        .add(
            "GET",
            repository + "/collaborators/{login}/permission",
            Need.read("metadata"),
            this::permission);
  }

  private Answer get(Call call) {
    Repository repository = call.repository();
    String permission =
        switch (call.caller()) {
          case Caller.Person(Account account) -> world.permission(repository, account);
          default -> "read";
        };
    return Answer.ok(shapes.repositories.full(repository, permission));
  }

  private Answer branch(Call call) {
    Repository repository = call.repository();
    String name = call.param("branch");
    GitRepository git = world.git.of(repository);
    String sha = git.head(name);
    RevCommit commit = sha == null ? null : git.commit(sha);
    if (commit == null) throw ApiError.of(404, "Branch not found");
    String url = shapes.repositories.url(repository) + "/branches/" + name;
    return Answer.ok(
        Json.object(
            "name",
            name,
            "commit",
            shapes.git.repositoryCommit(repository, commit),
            "_links",
            Json.object(
                "self", url, "html", shapes.repositories.htmlUrl(repository) + "/tree/" + name),
            "protected",
            repository.protections.containsKey(name),
            "protection",
            protection(repository.protections.get(name)),
            "protection_url",
            url + "/protection"));
  }

  private static ObjectNode protection(@Nullable Protection protection) {
    List<String> checks = protection == null ? List.of() : protection.checks();
    return Json.object(
        "enabled",
        protection != null,
        "required_status_checks",
        Json.object(
            "enforcement_level",
            checks.isEmpty() ? "off" : "non_admins",
            "contexts",
            checks,
            "checks",
            Json.array(
                checks.stream().map(check -> Json.object("context", check, "app_id", null)))));
  }

  /**
   * https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
   */
  private Answer permission(Call call) {
    Repository repository = call.repository();
    Account account = world.account(call.param("login"));
    if (account == null) throw ApiError.notFound();
    String role = world.permission(repository, account);
    String legacy =
        switch (role) {
          case "maintain" -> "write";
          case "triage" -> "read";
          default -> role;
        };
    var user = shapes.users.simple(account);
    int level = Repositories.level(role);
    user.set(
        "permissions",
        Json.object(
            "admin", level >= 5,
            "maintain", level >= 4,
            "push", level >= 3,
            "triage", level >= 2,
            "pull", level >= 1));
    user.put("role_name", role);
    return Answer.ok(Json.object("permission", legacy, "role_name", role, "user", user));
  }
}
