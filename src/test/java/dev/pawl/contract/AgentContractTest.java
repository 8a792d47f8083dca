package dev.pawl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.Receiver;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.SandboxSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What agents ask and are answered, and what is told of them, against GitHub's own contract. */
@Tag("contract")
class AgentContractTest {
  private static final String REPO = "acme/lamp";
  private static final String REST = "/repos/acme/lamp";
  private static final String COPILOT = "copilot-swe-agent[bot]";

  @Test
  void every_answer_and_every_webhook_holds() throws IOException {
    try (Receiver receiver = new Receiver();
        Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().withWebhook(receiver.url(), "secret"))) {
      SandboxControl control = new SandboxControl(sandbox.url());
      control.recordBodies(true);
      act(control);
      await().atMost(Duration.ofSeconds(20)).until(control::deliveriesSettled);
      List<JsonNode> requests = control.requests();
      assertThat(requests).hasSizeGreaterThan(80);
      List<String> problems = new ArrayList<>(Contract.log(requests));
      TreeSet<String> seen = new TreeSet<>();
      for (Receiver.Received received : receiver.received()) {
        JsonNode payload = received.json();
        String action = payload.has("action") ? payload.get("action").asText() : null;
        seen.add(received.name());
        problems.addAll(Contract.webhook(received.event(), action, payload));
      }
      assertThat(problems.stream().distinct().toList()).isEmpty();
      assertThat(seen)
          .contains(
              "check_run.completed",
              "check_run.created",
              "issue_comment.edited",
              "issues.assigned",
              "issues.unassigned",
              "pull_request.ready_for_review",
              "pull_request.review_requested",
              "pull_request.synchronize");
    }
  }

  private static void act(SandboxControl control) throws IOException {
    AgentControl agents = new AgentControl(control);
    control.createAccount("acme", "Organization");
    Api ada = new Api(control.url(), control.createPerson("ada"));
    control.createRepository("acme", "lamp", Map.of("README.md", "# Lamp\n"));
    control.permit(REPO, "ada", "write");
    Api app = Api.installed(control, control.install("acme"));
    agents.pace(Duration.ofMillis(5));
    agents.seat("ada", true);
    agents.checks(REPO, "build", "lint");
    for (String agent : List.of("copilot", "claude", "jules", "openhands", "codex"))
      agents.mood(REPO, agent, "normal");
    int sessions = 0;
    for (String mood :
        List.of("normal", "rate-limited", "conflicts", "two-pull-requests", "closes-its-own")) {
      agents.mood(REPO, "copilot", mood, 1);
      ada.post(
          REST + "/issues",
          Map.of(
              "title",
              "A " + mood,
              "assignees",
              List.of(COPILOT),
              "agent_assignment",
              Map.of("base_branch", "main")));
      boolean fails = mood.equals("rate-limited") || mood.equals("closes-its-own");
      agents.ended(++sessions, fails ? "FAILED" : "FINISHED");
    }
    app.post(REST + "/issues", Map.of("title", "No", "assignees", List.of(COPILOT)));
    int conflicting = 5;
    ada.delete(
        REST + "/issues/" + conflicting + "/assignees", Map.of("assignees", List.of(COPILOT)));
    ada.post(REST + "/issues/" + conflicting + "/assignees", Map.of("assignees", List.of(COPILOT)));
    agents.ended(++sessions, "FINISHED");
    int issue = control.openIssue(REPO, "ada", "For the others", "");
    for (String mention : List.of("@claude", "@codex")) {
      control.comment(REPO, issue, "ada", mention + " please");
      agents.ended(++sessions, "FINISHED");
    }
    ada.post(REST + "/issues/" + issue + "/labels", Map.of("labels", List.of("jules")));
    agents.ended(++sessions, "FINISHED");
    app.post(
        REST + "/dispatches",
        Map.of("event_type", "openhands", "client_payload", Map.of("issue", issue)));
    agents.ended(++sessions, "FINISHED");
    ada.get(REST + "/issues/1/reactions");
    ada.post(REST + "/issues/1/reactions", Map.of("content", "heart"));
    ada.post(REST + "/issues/1/reactions", Map.of("content", "heart"));
    ada.post(REST + "/issues/1/reactions", Map.of("content", "nonsense"));
    ada.get(REST + "/issues/1");
    app.post(REST + "/dispatches", Map.of());
    ada.get(REST + "/copilot/cloud-agent/configuration");
    app.get(REST + "/copilot/cloud-agent/configuration");
    ada.get("/users/Copilot");
    ada.send(
        "POST",
        "/graphql",
        Map.of(
            "query",
            """
            { repository(owner: "acme", name: "lamp") {
                suggestedActors(capabilities: [CAN_BE_ASSIGNED], first: 10) {
                  totalCount nodes { __typename login ... on Bot { id } } }
                issue(number: 1) { assignedActors(first: 5) {
                  nodes { ... on Bot { login } ... on User { login } } } } } }
            """),
        Map.of("GraphQL-Features", "issues_copilot_assignment_api_support"),
        Duration.ofSeconds(20));
  }
}
