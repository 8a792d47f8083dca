package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.act.IssueActs;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.shape.Repositories;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentAssignment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who can be assigned, and the assignment of agents. Source:
 * https://docs.github.com/en/copilot/how-tos/use-copilot-agents/cloud-agent/start-copilot-sessions#using-the-graphql-api.
 * Without the feature's header no agent is to be seen (assumed).
 */
record Assignments(World world, Access access, IssueActs acts, Nodes nodes, Call call) {
  private static final String FEATURE = "issues_copilot_assignment_api_support";

  void into(Fields root) {
    root.lazy("replaceActorsForAssignable", this::replace);
  }

  Fields suggested(Fields repository) {
    Object id = repository.get("databaseId");
    Repository found = world.rows().repositories.get((Long) id);
    if (found == null) return repository;
    return repository.lazy(
        "suggestedActors", e -> Connections.of(e, "ActorConnection", actors(found)));
  }

  /** Copilot first, where the caller may start it; then the people who may be assigned. */
  private List<Fields> actors(Repository repository) {
    List<Fields> actors = new ArrayList<>();
    if (featured() && access.startsCopilot(call.caller(), repository))
      actors.add(nodes.account(AgentAccount.COPILOT.id()));
    for (Account account : world.rows().accounts.values())
      if (account.type == Account.Type.User
          && (account.id == repository.owner
              || Repositories.level(repository.permissions.getOrDefault(account.id, "none")) > 0))
        actors.add(nodes.account(account));
    return actors;
  }

  private boolean featured() {
    String features = call.header("graphql-features");
    return features != null && features.contains(FEATURE);
  }

  private Fields replace(DataFetchingEnvironment environment) {
    Map<String, Object> input = Objects.requireNonNull(environment.getArgument("input"));
    String id = String.valueOf(input.get("assignableId"));
    NodeId node = NodeId.parse(id);
    if (node != null && node.prefix().equals("I"))
      for (Repository repository : world.rows().repositories.values())
        for (Issue issue : repository.issues.values())
          if (issue.id == node.id() && access.visible(call.caller(), repository)) {
            replace(repository, issue, input);
            return new Fields("ReplaceActorsForAssignablePayload")
                .with("clientMutationId", input.get("clientMutationId"))
                .lazy("assignable", e -> nodes.issue(repository, issue));
          }
    throw unresolved(id);
  }

  /** It replaces them: who is not named is no longer assigned. */
  private void replace(Repository repository, Issue issue, Map<String, Object> input) {
    if (!access.triages(call.caller(), repository))
      throw new Failure("FORBIDDEN", "You must have push access to assign.");
    List<String> logins = new ArrayList<>();
    for (Object each : (List<?>) Objects.requireNonNull(input.get("actorIds"))) {
      Account account = account(String.valueOf(each));
      if (account.type == Account.Type.Bot && !issue.assignees.contains(account.id))
        requireStart(repository, account, String.valueOf(each));
      logins.add(account.login);
    }
    AgentAssignment wishes = wishes(input.get("agentAssignment"));
    if (wishes != null) issue.agentAssignment = wishes;
    acts.setAssignees(repository, issue, access.actor(call.caller()), logins);
  }

  /**
   * Its words for an installation's token: https://github.com/microsoft/typespec/issues/10513, and
   * since then those of REST.
   */
  private void requireStart(Repository repository, Account agent, String id) {
    if (call.caller() instanceof Caller.Installed)
      throw new Failure(
          "FORBIDDEN",
          "Assigning agents is not supported with GitHub App installation tokens. Use a user token"
              + " (personal access token or OAuth token) instead.");
    if (!featured() || agent.id != AgentAccount.COPILOT.id()) throw unresolved(id);
    if (!access.startsCopilot(call.caller(), repository))
      throw new Failure("FORBIDDEN", "Could not assign agent: target repository is not writable.");
  }

  private Account account(String id) {
    NodeId node = NodeId.parse(id);
    Account account = node == null ? null : world.rows().accounts.get(node.id());
    if (account == null) throw unresolved(id);
    return account;
  }

  private @Nullable AgentAssignment wishes(@Nullable Object given) {
    if (!(given instanceof Map<?, ?> wishes)) return null;
    NodeId target = NodeId.parse(String.valueOf(wishes.get("targetRepositoryId")));
    Repository repository = target == null ? null : world.rows().repositories.get(target.id());
    return new AgentAssignment(
        repository == null ? null : world.fullName(repository),
        text(wishes.get("baseRef")),
        text(wishes.get("customInstructions")),
        text(wishes.get("customAgent")),
        text(wishes.get("model")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null || value.toString().isBlank() ? null : value.toString();
  }

  private static Failure unresolved(String id) {
    return new Failure(
        "NOT_FOUND", "Could not resolve to a node with the global id of '" + id + "'");
  }
}
