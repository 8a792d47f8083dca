package dev.pawl.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.access.TokenMint;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.agent.Agents;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.rest.IssueEndpoints;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.sandbox.world.AgentSetting;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Scripted agents and what they need: seats, tokens of people, checks, moods, sessions. */
record ControlAgents(World world, Acts acts, TokenMint mint, Agents agents, Lookup lookup) {
  void register(Routes routes) {
    String repository = "/_sandbox/repositories/{owner}/{repo}";
    String tokens = "/_sandbox/people/{login}/tokens";
    routes
        .add("PUT", "/_sandbox/agents", Need.NOTHING, this::pace)
        .add("GET", "/_sandbox/sessions", Need.NOTHING, this::sessions)
        .add("PUT", "/_sandbox/people/{login}/copilot", Need.NOTHING, this::seat)
        .add("POST", tokens, Need.NOTHING, this::mintToken)
        .add("DELETE", tokens, Need.NOTHING, this::revoke)
        .add("PUT", repository + "/copilot", Need.NOTHING, this::copilot)
        .add("PUT", repository + "/ci", Need.NOTHING, this::ci)
        .add("GET", repository + "/agents", Need.NOTHING, this::moods)
        .add("PUT", repository + "/agents/{agent}", Need.NOTHING, this::mood)
        .add("GET", repository + "/issues/{number}/agent-events", Need.NOTHING, this::events)
        .add("POST", repository + "/issues/{number}/agent-events", Need.NOTHING, this::event)
        .add("POST", repository + "/pulls/{number}/approve-workflows", Need.NOTHING, this::approve);
  }

  private Answer pace(Call call) {
    String pace = call.text("pace");
    if (pace != null) world.rows().agentPace = Duration.parse(pace);
    if (call.json().has("seed")) world.rows().agentSeed = call.json().get("seed").asLong();
    world.changed();
    return Answer.ok(
        Json.object("pace", world.rows().agentPace.toString(), "seed", world.rows().agentSeed));
  }

  private Answer sessions(Call call) {
    return Answer.ok(Json.array(world.rows().sessions.values().stream()));
  }

  private Answer seat(Call call) {
    Account account = lookup.account(call.param("login"));
    account.copilotSeat = call.json().path("seat").asBoolean(true);
    world.changed();
    return Answer.ok(Json.object("seat", account.copilotSeat));
  }

  private Answer mintToken(Call call) {
    Account account = lookup.account(call.param("login"));
    String given = call.text("token");
    String token = given == null ? mint.personal() : given;
    world.rows().personalTokens.put(token, account.id);
    world.changed();
    return Answer.created(Json.object("token", token));
  }

  /** One token, or all of the person. */
  private Answer revoke(Call call) {
    Account account = lookup.account(call.param("login"));
    String token = call.text("token");
    world
        .rows()
        .personalTokens
        .entrySet()
        .removeIf(
            each ->
                each.getValue() == account.id && (token == null || token.equals(each.getKey())));
    world.changed();
    return Answer.empty(204);
  }

  private Answer copilot(Call call) {
    Repository repository = lookup.repository(call);
    JsonNode body = call.json();
    if (body.has("enabled")) repository.copilotEnabled = body.get("enabled").asBoolean();
    if (body.has("require_approval"))
      repository.approvesWorkflows = body.get("require_approval").asBoolean();
    world.changed();
    return moods(call);
  }

  private Answer ci(Call call) {
    Repository repository = lookup.repository(call);
    repository.ciChecks = new ArrayList<>(IssueEndpoints.names(call.json().path("checks")));
    world.changed();
    return moods(call);
  }

  private Answer moods(Call call) {
    Repository repository = lookup.repository(call);
    ObjectNode all = Json.object();
    for (AgentAccount agent : AgentAccount.AGENTS) {
      AgentSetting setting = repository.agent(agent);
      boolean copilot = agent.equals(AgentAccount.COPILOT);
      all.set(
          agent.name(),
          Json.object(
              "login",
              agent.login(),
              "enabled",
              copilot ? repository.copilotEnabled : setting.enabled(),
              "mood",
              setting.mood().wireName(),
              "times",
              setting.times() < 0 ? null : setting.times()));
    }
    return Answer.ok(
        Json.object(
            "agents", all,
            "require_approval", repository.approvesWorkflows,
            "checks", repository.ciChecks));
  }

  /** A mood without {@code times} stays. */
  private Answer mood(Call call) {
    Repository repository = lookup.repository(call);
    String name = call.param("agent");
    AgentAccount agent =
        AgentAccount.AGENTS.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> ApiError.of(404, "no agent " + name));
    String wanted = call.text("mood");
    AgentMood mood =
        wanted == null || wanted.equals("off") ? AgentMood.NORMAL : AgentMood.of(wanted);
    if (mood == null) throw ApiError.of(422, "no mood " + wanted);
    boolean enabled = call.json().path("enabled").asBoolean(!"off".equals(wanted));
    if (agent.equals(AgentAccount.COPILOT)) repository.copilotEnabled = enabled;
    repository.agents.put(
        name, new AgentSetting(enabled, mood, call.json().path("times").asInt(-1)));
    world.changed();
    return moods(call);
  }

  private Answer events(Call call) {
    return Answer.ok(
        Json.array(
            lookup.issue(call).timeline.stream()
                .filter(event -> event.event.startsWith("copilot_"))
                .map(
                    event ->
                        Json.object(
                            "id", event.id,
                            "event", event.event,
                            "actor", world.account(event.actor).login,
                            "created_at", event.createdAt))));
  }

  private Answer event(Call call) {
    var event =
        acts.agents.agentEvent(
            lookup.issue(call),
            call.required("AgentEvent", "name"),
            lookup.actor(call, lookup.repository(call)).account());
    return Answer.created(Json.object("id", event.id));
  }

  private Answer approve(Call call) {
    Repository repository = lookup.repository(call);
    PullRequest pull = lookup.pull(call);
    String name = world.fullName(repository);
    int number = pull.number;
    String sha = pull.headSha;
    world.timers.after(Duration.ZERO, () -> agents.approve(name, number, sha));
    return Answer.ok(Json.object("checks", List.copyOf(repository.ciChecks)));
  }
}
