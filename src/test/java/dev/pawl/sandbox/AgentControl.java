package dev.pawl.sandbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The part of the control API that is about coding agents, as Java calls. */
public final class AgentControl {
  private final Api api;

  public AgentControl(SandboxControl control) {
    this.api = new Api(control.url(), null);
  }

  private JsonNode ok(Api.Reply reply) {
    if (reply.status() >= 300)
      throw new IllegalStateException(reply.status() + ": " + reply.body());
    return reply.body().isEmpty()
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : reply.json();
  }

  private static String repo(String repository) {
    return "/_sandbox/repositories/" + repository;
  }

  /** How long a step takes, by the world's clock, give or take a half. */
  public void pace(Duration pace) {
    ok(api.put("/_sandbox/agents", Map.of("pace", pace.toString())));
  }

  public void seed(long seed) {
    ok(api.put("/_sandbox/agents", Map.of("seed", seed)));
  }

  public void seat(String login, boolean seat) {
    ok(api.put("/_sandbox/people/" + login + "/copilot", Map.of("seat", seat)));
  }

  /** Another token of a person. */
  public String mintToken(String login) {
    return ok(api.post("/_sandbox/people/" + login + "/tokens", Map.of())).get("token").asText();
  }

  /** A token of a person that is known before; whoever had it before has it no more. */
  public void mintToken(String login, String token) {
    ok(api.post("/_sandbox/people/" + login + "/tokens", Map.of("token", token)));
  }

  public void revokeTokens(String login) {
    ok(api.delete("/_sandbox/people/" + login + "/tokens", Map.of()));
  }

  public void revokeToken(String login, String token) {
    ok(api.delete("/_sandbox/people/" + login + "/tokens", Map.of("token", token)));
  }

  public void enableCopilot(String repository, boolean enabled) {
    ok(api.put(repo(repository) + "/copilot", Map.of("enabled", enabled)));
  }

  /** Whether workflows on the pull requests of agents wait for a person. */
  public void requireApproval(String repository, boolean required) {
    ok(api.put(repo(repository) + "/copilot", Map.of("require_approval", required)));
  }

  public void checks(String repository, String... names) {
    ok(api.put(repo(repository) + "/ci", Map.of("checks", List.of(names))));
  }

  /** Enables an agent in this mood for good. */
  public void mood(String repository, String agent, String mood) {
    ok(api.put(repo(repository) + "/agents/" + agent, Map.of("mood", mood)));
  }

  /** For its next sessions; after those it is normal. */
  public void mood(String repository, String agent, String mood, int times) {
    ok(api.put(repo(repository) + "/agents/" + agent, Map.of("mood", mood, "times", times)));
  }

  public JsonNode agents(String repository) {
    return ok(api.get(repo(repository) + "/agents"));
  }

  public List<JsonNode> sessions() {
    return list(ok(api.get("/_sandbox/sessions")));
  }

  /** Names of the timeline's events that no webhook carries, oldest first. */
  public List<String> events(String repository, int number) {
    return list(ok(api.get(repo(repository) + "/issues/" + number + "/agent-events"))).stream()
        .map(event -> event.get("event").asText())
        .toList();
  }

  /** Approves and runs the workflows of a pull request's head. */
  public void approveWorkflows(String repository, int pull) {
    ok(api.post(repo(repository) + "/pulls/" + pull + "/approve-workflows", Map.of()));
  }

  /** Waits until the latest session has ended so; answers it. */
  public JsonNode ended(int count, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              List<JsonNode> sessions = sessions();
              return sessions.size() == count
                  && sessions.getLast().get("state").asText().equals(state);
            });
    return sessions().getLast();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
