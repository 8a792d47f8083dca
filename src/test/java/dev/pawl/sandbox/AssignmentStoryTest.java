package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may start Copilot, and how it is named. */
class AssignmentStoryTest extends AgentStory {
  private static final Map<String, String> FEATURE =
      Map.of("GraphQL-Features", "issues_copilot_assignment_api_support");

  @Test
  void an_installation_cannot_assign_it_and_nothing_is_done() {
    int before = control.issues(REPO).size();
    Api.Reply created =
        app()
            .post(
                REST + "/issues",
                Map.of("title", "Dim", "body", "", "assignees", List.of("ada", COPILOT)));
    assertThat(created.status()).isEqualTo(403);
    assertThat(created.json().get("message").asText())
        .startsWith("Assigning agents is not supported with GitHub App installation tokens.");
    assertThat(control.issues(REPO)).hasSize(before);
    int issue = control.openIssue(REPO, "ada", "Dim", "");
    String path = REST + "/issues/" + issue;
    assertThat(app().patch(path, Map.of("title", "Dimmer", "assignees", List.of(COPILOT))).status())
        .isEqualTo(403);
    assertThat(app().post(path + "/assignees", Map.of("assignees", List.of(COPILOT))).status())
        .isEqualTo(403);
    JsonNode unchanged = app().get(path).json();
    assertThat(unchanged.get("title").asText()).isEqualTo("Dim");
    assertThat(unchanged.get("assignees")).isEmpty();
    assertThat(agents.sessions()).isEmpty();
  }

  @Test
  void without_a_seat_or_where_it_is_not_enabled_it_is_dropped_in_silence() {
    agents.seat("ada", false);
    assertThat(assignees(assigned("One"))).isEmpty();
    agents.seat("ada", true);
    agents.enableCopilot(REPO, false);
    assertThat(assignees(assigned("Two"))).isEmpty();
    agents.enableCopilot(REPO, true);
    control.permit(REPO, "ada", "triage");
    assertThat(assignees(assigned("Three"))).isEmpty();
    control.permit(REPO, "ada", "write");
    Api.Reply named =
        ada()
            .post(
                REST + "/issues",
                Map.of("title", "Four", "body", "", "assignees", List.of("Copilot")));
    assertThat(named.status()).isEqualTo(201);
    assertThat(named.json().get("assignees")).isEmpty();
    assertThat(agents.sessions()).isEmpty();
  }

  private List<String> assignees(int issue) {
    return list(ada().get(REST + "/issues/" + issue).json().get("assignees")).stream()
        .map(user -> user.get("login").asText())
        .toList();
  }

  @Test
  void assigned_it_has_another_name_and_stays_under_it() {
    agents.mood(REPO, "copilot", "silent");
    int issue = assigned("Dim");
    JsonNode user = ada().get(REST + "/issues/" + issue).json().get("assignees").get(0);
    assertThat(user.get("login").asText()).isEqualTo("Copilot");
    assertThat(user.get("id").asLong()).isEqualTo(198982749);
    assertThat(user.get("type").asText()).isEqualTo("Bot");
    // Who assigns it again, under either name, changes nothing; neither does the App with others.
    assign(issue);
    app().patch(REST + "/issues/" + issue, Map.of("assignees", List.of("Copilot", "ada")));
    assertThat(assignees(issue)).containsExactly("Copilot", "ada");
    settled();
    assertThat(receiver.names().stream().filter(name -> name.equals("issues.assigned"))).hasSize(2);
    agents.ended(1, "SILENT");
    unassign(issue);
    assertThat(assignees(issue)).containsExactly("ada");
    settled();
    assertThat(receiver.names()).contains("issues.unassigned");
  }

  @Test
  void graphql_tells_whether_it_can_be_assigned_and_replaces_the_others() throws IOException {
    agents.mood(REPO, "copilot", "silent");
    int issue = control.openIssue(REPO, "ada", "Dim", "");
    control.editIssue(REPO, issue, "ada", Map.of("assignees", List.of("ada")));
    assertThat(suggested(ada(), FEATURE)).containsExactly("copilot-swe-agent", "ada");
    assertThat(suggested(ada(), Map.of())).containsExactly("ada");
    assertThat(suggested(app(), FEATURE)).containsExactly("ada");
    String bot =
        graphql(ada(), FEATURE, SUGGESTED, Map.of())
            .at("/data/repository/suggestedActors/nodes/0/id")
            .asText();
    String id = ada().get(REST + "/issues/" + issue).json().get("node_id").asText();
    Map<String, Object> variables = Map.of("issue", id, "bot", bot);
    JsonNode refused = graphql(app(), FEATURE, REPLACE, variables);
    assertThat(refused.at("/errors/0/type").asText()).isEqualTo("FORBIDDEN");
    assertThat(refused.at("/errors/0/message").asText()).contains("installation tokens");
    assertThat(graphql(ada(), Map.of(), REPLACE, variables).at("/errors/0/type").asText())
        .isEqualTo("NOT_FOUND");
    JsonNode done = graphql(ada(), FEATURE, REPLACE, variables);
    JsonNode actors = done.at("/data/replaceActorsForAssignable/assignable/assignedActors/nodes");
    assertThat(list(actors).stream().map(a -> a.get("login").asText()))
        .containsExactly("copilot-swe-agent");
    assertThat(done.at("/data/replaceActorsForAssignable/assignable/assignees/nodes")).isEmpty();
    assertThat(agents.ended(1, "SILENT").get("instructions").asText()).isEqualTo("Be brief.");
    agents.seat("ada", false);
    unassign(issue);
    assertThat(graphql(ada(), FEATURE, REPLACE, variables).at("/errors/0/type").asText())
        .isEqualTo("FORBIDDEN");
  }

  private static final String SUGGESTED =
      """
      { repository(owner: "acme", name: "lamp") {
          suggestedActors(capabilities: [CAN_BE_ASSIGNED], first: 10) {
            nodes { __typename login ... on Bot { id } ... on User { id } } } } }
      """;
  private static final String REPLACE =
      """
      mutation($issue: ID!, $bot: ID!) {
        replaceActorsForAssignable(input: {assignableId: $issue, actorIds: [$bot],
            agentAssignment: {customInstructions: "Be brief."}}) {
          assignable { ... on Issue {
            assignees(first: 5) { nodes { login } }
            assignedActors(first: 5) { nodes { ... on Bot { login } ... on User { login } } } } } } }
      """;

  private List<String> suggested(Api api, Map<String, String> headers) throws IOException {
    return list(
            graphql(api, headers, SUGGESTED, Map.of()).at("/data/repository/suggestedActors/nodes"))
        .stream()
        .map(actor -> actor.get("login").asText())
        .toList();
  }

  private static JsonNode graphql(
      Api api, Map<String, String> headers, String query, Map<String, Object> variables)
      throws IOException {
    Map<String, Object> body = new HashMap<>(Map.of("query", query));
    body.put("variables", variables);
    return api.send("POST", "/graphql", body, headers, Duration.ofSeconds(20)).json();
  }

  @Test
  void wishes_go_with_it_and_unknown_places_are_refused() {
    control.commit(REPO, "ada", "next", "Begin", Map.of("next.md", "x"));
    Map<String, Object> wish =
        Map.of(
            "target_repo", REPO,
            "base_branch", "next",
            "custom_instructions", "Mind the wick.",
            "custom_agent", "",
            "model", "");
    ada()
        .post(
            REST + "/issues",
            Map.of(
                "title",
                "Dim",
                "body",
                "",
                "assignees",
                List.of(COPILOT),
                "agent_assignment",
                wish));
    int number = agents.ended(1, "FINISHED").get("pull").asInt();
    assertThat(pull(number).at("/base/ref").asText()).isEqualTo("next");
    assertThat(pull(number).get("body").asText()).contains("Mind the wick.");
    Map<String, Object> elsewhere = Map.of("base_branch", "nowhere");
    assertThat(
            ada()
                .post(
                    REST + "/issues",
                    Map.of(
                        "title",
                        "No",
                        "assignees",
                        List.of(COPILOT),
                        "agent_assignment",
                        elsewhere))
                .status())
        .isEqualTo(422);
  }

  @Test
  void a_token_that_is_revoked_does_nothing_any_more() {
    String second = agents.mintToken("ada");
    agents.revokeToken("ada", second);
    assertThat(new Api(sandbox.url(), second).get(REST).status()).isEqualTo(401);
    assertThat(ada().get(REST).status()).isEqualTo(200);
    agents.revokeTokens("ada");
    assertThat(
            ada()
                .post(REST + "/issues", Map.of("title", "x", "assignees", List.of(COPILOT)))
                .status())
        .isEqualTo(401);
    assertThat(control.issues(REPO)).isEmpty();
  }

  @Test
  void its_configuration_is_told_to_people_who_may_push() {
    String path = REST + "/copilot/cloud-agent/configuration";
    assertThat(ada().get(path).json().get("require_actions_workflow_approval").asBoolean())
        .isFalse();
    agents.requireApproval(REPO, true);
    assertThat(ada().get(path).json().get("require_actions_workflow_approval").asBoolean())
        .isTrue();
    assertThat(app().get(path).status()).isEqualTo(403);
    agents.enableCopilot(REPO, false);
    assertThat(ada().get(path).status()).isEqualTo(404);
  }
}
