package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.access.RateLimits;
import dev.pawl.sandbox.access.TokenMint;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.AccessToken;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The App, its installations and tokens, users, limits. Source:
 * https://docs.github.com/en/rest/apps.
 */
public final class AppEndpoints {
  private final World world;
  private final Shapes shapes;
  private final RateLimits limits;
  private final TokenMint mint;

  public AppEndpoints(World world, Shapes shapes, RateLimits limits, TokenMint mint) {
    this.world = world;
    this.shapes = shapes;
    this.limits = limits;
    this.mint = mint;
  }

  public void register(Routes routes) {
    routes
        .add("GET", "/app", Need.APP, this::app)
        .add("GET", "/app/installations", Need.APP, this::installations)
        .add("GET", "/app/installations/{id}", Need.APP, this::installation)
        .add("POST", "/app/installations/{id}/access_tokens", Need.APP, this::token)
        .add("GET", "/repos/{owner}/{repo}/installation", Need.APP, this::repositoryInstallation)
        .add("GET", "/installation/repositories", Need.INSTALLATION, this::repositories)
        .add("GET", "/rate_limit", Need.NOTHING, this::rateLimit)
        .add("GET", "/users/{login}", Need.NOTHING, this::user)
        .add("GET", "/user", Need.NOTHING, this::authenticatedUser)
        .add("GET", "/meta", Need.NOTHING, this::meta);
  }

  private Answer app(Call call) {
    ObjectNode app = shapes.apps.app();
    app.put("installations_count", world.rows().installations.size());
    return Answer.ok(app);
  }

  private Answer installations(Call call) {
    return Pages.of(
        call, List.copyOf(world.rows().installations.values()), shapes.apps::installation);
  }

  private Answer installation(Call call) {
    return Answer.ok(shapes.apps.installation(find(call)));
  }

  private Answer repositoryInstallation(Call call) {
    Repository repository = world.repository(call.param("owner"), call.param("repo"));
    if (repository == null) throw ApiError.notFound();
    List<Installation> covering = world.installationsOf(repository);
    if (covering.isEmpty()) throw ApiError.notFound();
    return Answer.ok(shapes.apps.installation(covering.getFirst()));
  }

  private Installation find(Call call) {
    Installation installation = world.rows().installations.get(call.paramLong("id"));
    if (installation == null) throw ApiError.notFound();
    return installation;
  }

  private Answer token(Call call) {
    Installation installation = find(call);
    if (installation.suspendedAt != null)
      throw ApiError.of(403, "This installation has been suspended");
    Set<Long> only = limitedTo(call.json(), installation);
    AccessToken token = mint.mint(installation, only, asked(call.json(), installation));
    world.rows().accessTokens.put(token.token(), token);
    world.changed();
    ObjectNode body =
        Json.object(
            "token", token.token(),
            "expires_at", token.expiresAt(),
            "permissions", token.permissions(),
            "repository_selection", only != null || !installation.all ? "selected" : "all");
    if (only != null)
      body.set(
          "repositories",
          Json.array(
              only.stream()
                  .map(world.rows().repositories::get)
                  .filter(java.util.Objects::nonNull)
                  .map(shapes.repositories::basic)));
    return Answer.created(body);
  }

  private @Nullable Set<Long> limitedTo(JsonNode body, Installation installation) {
    if (!body.has("repositories") && !body.has("repository_ids")) return null;
    Set<Long> ids = new TreeSet<>();
    for (Repository repository : world.repositoriesOf(installation)) {
      for (JsonNode name : body.path("repositories"))
        if (name.asText().equalsIgnoreCase(repository.name)) ids.add(repository.id);
      for (JsonNode id : body.path("repository_ids"))
        if (id.asLong() == repository.id) ids.add(repository.id);
    }
    if (ids.size() < body.path("repositories").size() + body.path("repository_ids").size())
      throw ApiError.of(
          422,
          "There is at least one repository that does not exist or is not accessible to the parent installation.");
    return ids;
  }

  private static Map<String, String> asked(JsonNode body, Installation installation) {
    if (!body.has("permissions")) return installation.permissions;
    Map<String, String> permissions = new TreeMap<>();
    for (Map.Entry<String, JsonNode> asked : body.get("permissions").properties()) {
      String granted = installation.permissions.get(asked.getKey());
      String level = asked.getValue().asText();
      if (granted == null || (granted.equals("read") && level.equals("write")))
        throw ApiError.of(422, "The permissions requested are not granted to this installation.");
      permissions.put(asked.getKey(), level);
    }
    permissions.put("metadata", "read");
    return permissions;
  }

  private Answer repositories(Call call) {
    Caller.Installed caller = (Caller.Installed) call.caller();
    List<Repository> covered =
        world.repositoriesOf(caller.installation()).stream()
            .filter(repository -> Access.covers(caller, repository))
            .toList();
    return Pages.counted(call, "repositories", covered, shapes.repositories::basic);
  }

  private Answer rateLimit(Call call) {
    ObjectNode resources = Json.object();
    for (String resource :
        List.of("core", "search", "graphql", "integration_manifest", "code_search"))
      resources.set(resource, limits.json(limits.look(call.caller(), resource)));
    return Answer.ok(Json.object("resources", resources, "rate", resources.get("core")));
  }

  private Answer user(Call call) {
    Account account = world.account(call.param("login"));
    if (account == null) throw ApiError.notFound();
    return Answer.ok(shapes.users.profile(account));
  }

  private Answer authenticatedUser(Call call) {
    return switch (call.caller()) {
      case Caller.Person(Account account) -> Answer.ok(shapes.users.profile(account));
      case Caller.Nobody nobody -> throw ApiError.of(401, "Requires authentication");
      default -> throw ApiError.forbidden();
    };
  }

  private Answer meta(Call call) {
    return Answer.ok(Json.object("verifiable_password_authentication", false));
  }
}
