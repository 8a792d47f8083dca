package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentAssignment;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Agents among the assignees of a request. Source:
 * https://docs.github.com/en/copilot/how-tos/use-copilot-agents/cloud-agent/start-copilot-sessions#using-the-rest-api.
 */
record AgentAssignments(World world, Access access) {
  /** As it was answered in https://github.com/ethersphere/bee/pull/5533. */
  static final String NO_INSTALLATION =
      "Assigning agents is not supported with GitHub App installation tokens. Use a user token"
          + " (personal access token or OAuth token) instead.";

  /**
   * Those of the logins that the caller may assign, as far as agents go; {@code already} are the
   * ids of who is assigned now.
   *
   * <p>An agent that cannot be assigned is dropped in silence, as when it is called {@code
   * Copilot}: https://github.com/atvirokodosprendimai/wgmesh/pull/45. That it is so without a seat
   * too is assumed, and so is the status of the refusal.
   */
  List<String> allowed(Call call, List<String> logins, List<Long> already) {
    List<String> allowed = new ArrayList<>();
    for (String login : logins) {
      Account account = world.account(login);
      if (account != null && account.type == Account.Type.Bot && !already.contains(account.id)) {
        if (call.caller() instanceof Caller.Installed) throw ApiError.of(403, NO_INSTALLATION);
        boolean named = login.equalsIgnoreCase(AgentAccount.COPILOT.alias());
        if (!named || !access.startsCopilot(call.caller(), call.repository())) continue;
      }
      allowed.add(login);
    }
    return allowed;
  }

  /** What {@code agent_assignment} asks for; null without it. Unknown places are refused. */
  @Nullable AgentAssignment wishes(Call call) {
    JsonNode given = call.json().path("agent_assignment");
    if (!given.isObject()) return null;
    String target = blankless(given, "target_repo");
    String base = blankless(given, "base_branch");
    var repository = call.repository();
    if (target != null) {
      int slash = target.indexOf('/');
      var found =
          slash < 0
              ? null
              : world.repository(target.substring(0, slash), target.substring(slash + 1));
      if (found == null || !access.pushes(call.caller(), found))
        throw ApiError.invalid("Issue", "target_repo", "invalid", target);
      repository = found;
    }
    if (base != null && world.git.of(repository).head(base) == null)
      throw ApiError.invalid("Issue", "base_branch", "invalid", base);
    return new AgentAssignment(
        target,
        base,
        blankless(given, "custom_instructions"),
        blankless(given, "custom_agent"),
        blankless(given, "model"));
  }

  private static @Nullable String blankless(JsonNode node, String field) {
    String text = Json.text(node, field);
    return text == null || text.isBlank() ? null : text;
  }
}
