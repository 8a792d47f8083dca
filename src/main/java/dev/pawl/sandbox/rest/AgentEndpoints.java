package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.AgentActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Repository;

/** What REST has for coding agents beside their assignment. */
public final class AgentEndpoints {
  private final Access access;
  private final AgentActs acts;

  public AgentEndpoints(Access access, AgentActs acts) {
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String repository = "/repos/{owner}/{repo}";
    routes
        .add("POST", repository + "/dispatches", Need.write("contents"), this::dispatch)
        .add(
            "GET",
            repository + "/copilot/cloud-agent/configuration",
            Need.read("metadata"),
            this::configuration);
  }

  /** https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event */
  private Answer dispatch(Call call) {
    String type = call.required("RepositoryDispatch", "event_type");
    if (type.isBlank() || type.length() > 100)
      throw ApiError.invalid("RepositoryDispatch", "event_type", "invalid", type);
    JsonNode payload = call.json().path("client_payload");
    if (payload.size() > 10)
      throw ApiError.of(
          422, "No more than 10 properties are allowed; " + payload.size() + " were supplied.");
    acts.dispatch(
        call.repository(),
        type,
        payload.isObject() ? payload : Json.object(),
        access.actor(call.caller()).account());
    return Answer.empty(204);
  }

  /**
   * https://docs.github.com/en/rest/copilot/copilot-cloud-agent-management. That it asks people for
   * write access, Apps for a permission that Pawl does not have, and that it is not there where
   * Copilot is not enabled, is assumed.
   */
  private Answer configuration(Call call) {
    Repository repository = call.repository();
    if (call.caller() instanceof Caller.Installed) throw ApiError.forbidden();
    if (!repository.copilotEnabled || !access.pushes(call.caller(), repository))
      throw ApiError.notFound();
    return Answer.ok(
        Json.object(
            "mcp_configuration",
            null,
            "enabled_tools",
            Json.object(
                "codeql", true,
                "copilot_code_review", true,
                "secret_scanning", true,
                "dependency_vulnerability_checks", true),
            "require_actions_workflow_approval",
            repository.approvesWorkflows,
            "is_firewall_enabled",
            true,
            "is_firewall_recommended_allowlist_enabled",
            true,
            "custom_allowlist",
            Json.empty(),
            "is_automations_enabled",
            false,
            "require_write_access_for_automation_triggers",
            true));
  }
}
