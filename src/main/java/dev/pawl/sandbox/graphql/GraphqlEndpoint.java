package dev.pawl.sandbox.graphql;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.access.RateLimits;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.World;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /graphql}. Source:
 * https://docs.github.com/en/graphql/guides/forming-calls-with-graphql.
 */
public final class GraphqlEndpoint {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final RateLimits limits;
  private final Acts acts;
  private final GraphQL graphql;

  public GraphqlEndpoint(World world, Shapes shapes, Access access, RateLimits limits, Acts acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.limits = limits;
    this.acts = acts;
    this.graphql =
        GraphQL.newGraphQL(Schema.load())
            .queryExecutionStrategy(new AsyncExecutionStrategy(new Failures()))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(new Failures()))
            .build();
  }

  public void register(Routes routes) {
    routes.add("POST", "/graphql", Need.NOTHING, this::answer);
  }

  private Answer answer(Call call) {
    Caller caller = call.caller();
    if (!(caller instanceof Caller.Installed) && !(caller instanceof Caller.Person))
      throw ApiError.of(401, "This endpoint requires you to be authenticated.");
    String query = call.text("query");
    if (query == null)
      throw ApiError.of(400, "A query attribute must be specified and must be a string.");
    JsonNode variables = call.json().path("variables");
    ExecutionResult result =
        graphql.execute(
            ExecutionInput.newExecutionInput(query)
                .operationName(call.text("operationName"))
                .variables(
                    variables.isObject()
                        ? Json.MAPPER.convertValue(
                            variables, new TypeReference<Map<String, Object>>() {})
                        : Map.of())
                .root(root(call))
                .build());
    ObjectNode body = Json.object();
    if (result.isDataPresent()) body.set("data", Json.value(result.getData()));
    if (!result.getErrors().isEmpty()) body.set("errors", errors(result));
    return Answer.ok(body);
  }

  /** GitHub puts the type of an error beside its message, not among the extensions. */
  private static ArrayNode errors(ExecutionResult result) {
    ArrayNode errors = Json.empty();
    for (var error : result.getErrors()) {
      ObjectNode node = (ObjectNode) Json.value(error.toSpecification());
      JsonNode type = node.path("extensions").get("githubType");
      if (type != null) {
        node.set("type", type);
        node.remove("extensions");
      }
      errors.add(node);
    }
    return errors;
  }

  private Fields root(Call call) {
    Caller caller = call.caller();
    Nodes nodes = new Nodes(world, shapes, access, caller);
    Fields root = new Fields("Query");
    new Mutations(acts, nodes, new Rights(world, access, caller)).into(root);
    new Assignments(world, access, acts.issues, nodes, call).into(root);
    return root.lazy("repository", e -> repository(call, nodes, e))
        .lazy("node", e -> nodes.node(text(e, "id")))
        .lazy("nodes", e -> nodes(nodes, e))
        .lazy("viewer", e -> nodes.viewer())
        .lazy("user", e -> user(nodes, text(e, "login")))
        .lazy("rateLimit", e -> rateLimit(caller));
  }

  private Fields repository(Call call, Nodes nodes, DataFetchingEnvironment e) {
    Fields repository = nodes.repository(text(e, "owner"), text(e, "name"));
    return new Assignments(world, access, acts.issues, nodes, call).suggested(repository);
  }

  private static String text(DataFetchingEnvironment environment, String argument) {
    return Objects.requireNonNull(environment.<String>getArgument(argument));
  }

  private static List<@Nullable Fields> nodes(Nodes nodes, DataFetchingEnvironment environment) {
    List<@Nullable Fields> found = new ArrayList<>();
    List<String> ids = Objects.requireNonNull(environment.getArgument("ids"));
    for (String id : ids) found.add(nodes.node(id));
    return found;
  }

  private Fields user(Nodes nodes, String login) {
    Account account = world.account(login);
    if (account == null || account.type != Account.Type.User)
      throw new Failure(
          "NOT_FOUND", "Could not resolve to a User with the login of '" + login + "'.");
    return nodes.account(account);
  }

  /**
   * Every query costs one point here (assumed: none of Pawl's is worth more than 100 nodes'
   * requests).
   */
  private Fields rateLimit(Caller caller) {
    RateLimits.Window window = limits.look(caller, "graphql");
    return new Fields("RateLimit")
        .with("limit", window.limit())
        .with("remaining", window.remaining())
        .with("used", window.used())
        .with("cost", 1)
        .with("resetAt", window.reset());
  }
}
