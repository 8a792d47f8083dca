package dev.pawl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.command.CheckNow;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.github.Answer;
import dev.pawl.github.AppManifests;
import dev.pawl.github.Endpoint;
import dev.pawl.github.WebhookSecretTelling;
import dev.pawl.lane.HeldLane;
import dev.pawl.sandbox.AgentControl;
import dev.pawl.settings.Settings;
import dev.pawl.store.Secret;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import dev.pawl.testing.Webhook;
import dev.pawl.webhook.GapLedger;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The running Pawl against GitHub's own contract: what it is told, and what it asks. */
@QuarkusTest
@Tag("contract")
class PawlContractTest extends Story {
  @Inject CheckNow checkNow;
  @Inject GapLedger ledger;
  @Inject AppManifests manifests;
  @Inject WebhookSecretTelling hook;
  @Inject HeldLane lane;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A payload of GitHub's examples, with the event it belongs to. */
  private record Example(String event, JsonNode payload) {}

  @AfterEach
  void forgetBodies() {
    github.recordBodies(false);
  }

  /** The examples are some years old, so they show what a payload may lack as well. */
  @Test
  void every_example_payload_is_taken_and_worked_off() throws IOException {
    List<Example> examples = examples();
    assertThat(examples).hasSizeGreaterThan(180);
    long effects = count("select count(*) as n from effect");
    github.clearRequests();
    sendAll(examples);
    workedOff();

    // In another order the same objects are told of from their end to their beginning.
    List<Example> reversed = new ArrayList<>(examples);
    Collections.reverse(reversed);
    sendAll(reversed);
    workedOff();

    passTime(Duration.ofDays(1));
    workedOff();
    // Nobody was written to: the repositories of the examples are not this App's.
    assertThat(github.requests("POST|PUT|PATCH|DELETE", "/repos/.*")).isEmpty();
    assertThat(count("select count(*) as n from effect")).isEqualTo(effects);
  }

  @Test
  void every_request_is_one_that_github_knows() throws JsonProcessingException {
    github.recordBodies(true);
    github.createPerson(owner + "-stranger");
    String bare = repository("bare", Map.of("README.md", "#"));
    String full =
        repository(
            "full",
            Map.of(
                GOAL,
                "Light up the coast.",
                ".github/pawl.yml",
                "agent:\n  assignee: " + owner + "-stranger\n"));
    // An answer that is lost makes Pawl look for what it wrote.
    for (String path : List.of("labels", "issues", "issues/[0-9]+/comments", "check-runs")) {
      github.failAfterWrite(1, "POST", "/repos/" + owner + "/[a-z]+/" + path, 500);
    }
    long installation = github.install(owner, bare, full);
    inTime(() -> github.checkRuns(bare).size() == 1);
    inTime(() -> ownIssues(full).size() == 1);
    inTime(() -> github.comments(full, 1).size() == 1);
    inTime(() -> count("select count(*) as n from effect where state <> 'done'") == 0);
    aDoubleIsClosed(installation);
    aMissedDeliveryIsAskedFor(full);
    aMovedFileIsAskedFor(full);
    aBranchIsBroughtUpToDate(full);
    aPullRequestIsMerged(full);
    aMergeIsUndone(full);
    aPullRequestOfPawlsOwnIsOpened(full);
    agentsAreAsked(full);
    commandsAreAnswered(full);
    checkNow.run("a test");
    anAppIsSetUp();
    github.removeRepositories(installation, bare);
    eventually(() -> reason(bare).contains("not installed"));
    settled();

    List<JsonNode> requests = github.requests();
    List<String> problems = new ArrayList<>(Contract.log(requests));
    Set<Endpoint> seen = EnumSet.noneOf(Endpoint.class);
    for (JsonNode request : requests) {
      String method = request.path("method").asText();
      String path = request.path("path").asText();
      if (path.equals("/graphql")) {
        boolean mutation = request.path("body").asText().contains("\"mutation ");
        seen.add(mutation ? Endpoint.GRAPHQL_MUTATION : Endpoint.GRAPHQL);
        continue;
      }
      endpoint(method, path).ifPresent(seen::add);
      String body = request.path("body").asText();
      problems.addAll(Contract.request(method, path, body.isEmpty() ? null : JSON.readTree(body)));
      problems.addAll(Contract.parameters(method, path, request.path("query").asText()));
    }
    assertThat(problems).isEmpty();
    // The story is told in full: nothing that Pawl may ask was left out.
    assertThat(seen).containsExactlyInAnyOrder(Endpoint.values());
  }

  /** What only the set-up asks for; a real one would take the App of the other stories away. */
  private void anAppIsSetUp() {
    assertThat(manifests.convert("0123456789abcdef"))
        .isInstanceOf(AppManifests.Outcome.Refused.class);
    assertThat(hook.tell(new Secret(SandboxResource.SECRET))).isInstanceOf(Answer.Success.class);
  }

  private void aDoubleIsClosed(long installation) {
    String twice = repositoryWithGoal("twice");
    String issues = "/repos/" + twice + "/issues";
    github.landLate(1, "POST", issues, Duration.ofMinutes(30));
    github.failAfterWrite(1, "PATCH", issues + "/[0-9]+", 500);
    github.addRepositories(installation, twice);
    inTime(() -> ownIssues(twice).size() == 1);
    passTime(Duration.ofMinutes(30));
    inTime(
        () ->
            ownIssues(twice).stream().anyMatch(one -> one.path("state").asText().equals("closed")));
    inTime(() -> count("select count(*) as n from effect where state <> 'done'") == 0);
  }

  private void aMovedFileIsAskedFor(String repository) {
    Map<String, @Nullable String> move = new HashMap<>();
    move.put(GOAL, null);
    move.put("elsewhere.md", "Light up the coast.");
    github.openPullRequest(repository, owner, "move", "Move", "Fixes #1", move);
    inTime(() -> count("select count(*) as n from mirror_changed_file where previous <> ''") == 1);
  }

  private void aMissedDeliveryIsAskedFor(String repository) {
    github.dropDeliveries(1);
    github.failNext(1, "GET", "/app/hook/deliveries/[0-9]+", 404);
    github.openIssue(repository, owner, "missed", "");
    ledger.lookNow();
    inTime(() -> count("select count(*) as n from mirror_issue where title = 'missed'") == 1);
  }

  private void aBranchIsBroughtUpToDate(String repository) {
    int number =
        github.openPullRequest(repository, owner, "wick", "A wick", "", Map.of("wick", "long\n"));
    github.commit(repository, owner, "main", "Oil", Map.of("oil", "much\n"));
    String head = github.pullRequest(repository, number).at("/head/sha").asText();
    planned(repository, new Intent.UpdateBranch(number, head));
    inTime(() -> !github.pullRequest(repository, number).at("/head/sha").asText().equals(head));
  }

  private void aPullRequestIsMerged(String repository) {
    int number = github.openDraft(repository, owner, "lens", "A lens", "", Map.of("lens", "clear"));
    JsonNode pull = github.pullRequest(repository, number);
    String head = pull.at("/head/sha").asText();
    planned(
        repository,
        new Intent.PutCheckRun(null, "Pawl", head, "in_progress", null, "Waiting", "| a |"),
        new Intent.MarkReady(number, pull.path("node_id").asText()),
        new Intent.AmendBody(number, "Fixes #1"));
    long check =
        count("select result_id as n from effect where key like 'contract:put-check-run%'");
    github.failAfterWrite(1, "PUT", ".*/merge", 502);
    planned(
        repository,
        new Intent.PutCheckRun(check, "Pawl", head, "completed", "success", "Ready", "| a |"));
    planned(
        repository,
        new Intent.MergePullRequest(
            number, head, "squash", new Settings.Commit("{title} (#{number})", "{description}")));
    planned(repository, new Intent.DeleteBranch("lens", head));
    // One whose answer is lost is looked for.
    github.fault(
        Map.of(
            "kind", "fail-after", "method", "POST", "path", "/graphql", "body", "mutation Commit"));
    planned(
        repository,
        new Intent.CommitFiles(
            "main",
            "Move it",
            List.of(
                new Intent.CommitFiles.Move(
                    "lens", "9c7d34f7fe67b3653e3ce37598199d6ee9e75b7b", "lens.md", "It is moved.")),
            List.of(new Intent.CommitFiles.Put("new.md", "New.", true))));
    assertThat(
            count(
                "select count(*) as n from effect where kind = 'commit-files' and state = 'done'"))
        .isEqualTo(1);
    assertThat(github.pullRequest(repository, number).path("merged").asBoolean()).isTrue();
  }

  /** One whose answer is lost is looked for. */
  private void aMergeIsUndone(String repository) {
    int number =
        github.openPullRequest(
            repository, owner, "dark", "Dark", "", Map.of("dark.md", "no light\n"));
    github.mergePullRequest(repository, number, owner, "squash");
    github.fault(
        Map.of(
            "kind", "fail-after", "method", "POST", "path", "/graphql", "body", "mutation Revert"));
    planned(
        repository,
        new Intent.RevertPullRequest(
            number,
            github.pullRequest(repository, number).path("node_id").asText(),
            "Undo it",
            "It is dark."));
    assertThat(
            count(
                "select count(*) as n from effect where kind = 'revert-pull-request'"
                    + " and state = 'done' and result_number is not null"))
        .isEqualTo(1);
  }

  private void aPullRequestOfPawlsOwnIsOpened(String repository) {
    String branch = "pawl/queue-contract";
    planned(repository, new Intent.CreateBranch(branch, "main"));
    planned(
        repository,
        new Intent.CommitFiles(
            branch,
            "Keep the folder",
            List.of(),
            List.of(new Intent.CommitFiles.Put("kept/.gitkeep", "", true, "kept"))));
    planned(repository, new Intent.OpenPullRequest(branch, "main", "Keep it", "A folder."));
    int number =
        (int)
            count(
                "select result_number as n from effect where key like 'contract:open-pull-request%'");
    planned(repository, new Intent.ClosePullRequest(number));
    assertThat(github.pullRequest(repository, number).path("state").asText()).isEqualTo("closed");
  }

  private void agentsAreAsked(String repository) {
    AgentControl agents = new AgentControl(github);
    String keeper = owner + "-keeper";
    github.createPerson(keeper);
    github.permit(repository, keeper, "write");
    agents.mintToken(keeper, SandboxResource.PERSON_TOKEN);
    agents.seat(keeper, true);
    agents.enableCopilot(repository, true);
    agents.mood(repository, "copilot", "silent");
    String login = "copilot-swe-agent[bot]";
    List<String> logins = List.of("Copilot", login);
    github.failAfterWrite(1, "POST", ".*/comments", 502);
    planned(
        repository,
        new Intent.AssignAgent(1, login, logins, "Go on.", true),
        new Intent.UnassignAgent(1, login, logins, true),
        new Intent.SetLabel(1, "jules", true),
        new Intent.TakeLabel(1, "jules", true),
        new Intent.CallAgent(1, "@claude Please go on.", true),
        new Intent.DispatchAgent(1, "openhands", "Go on.", false));
    workedOff();
  }

  /** In a comment, which is edited; in a description; and in a comment on a line. */
  private void commandsAreAnswered(String repository) {
    String who = owner + "-talker";
    github.createPerson(who);
    github.permit(repository, who, "write");
    long comment = github.comment(repository, 1, who, "/pawl help");
    inTime(() -> done("put-answer") == 1);
    github.editComment(repository, comment, who, "/pawl help\n\n/pawl status");
    inTime(() -> done("put-answer") == 2);
    github.openIssue(repository, who, "A question", "/pawl status");
    int number =
        github.openPullRequest(
            repository, who, "question", "A question", "", Map.of("question", "?\n"));
    github.openThread(repository, number, who, "question", 1, "/pawl status");
    inTime(() -> done("put-answer") == 4);
    inTime(() -> count("select count(*) as n from effect where state = 'planned'") == 0);
  }

  private long done(String kind) {
    return count("select count(*) as n from effect where state = 'done' and kind = '" + kind + "'");
  }

  /** As a decision would plan them, and worked off. */
  private void planned(String repository, Intent... intents) {
    eventually(() -> github.deliveriesSettled());
    workedOff();
    lane.hold(repositoryId(repository));
    try {
      PlannedEffect[] effects =
          Arrays.stream(intents)
              .map(
                  intent ->
                      new PlannedEffect(
                          "contract:" + intent.kind() + ":" + System.nanoTime(), intent, "A test."))
              .toArray(PlannedEffect[]::new);
      lane.plan(effects);
      lane.act();
      passTime(Duration.ofSeconds(61));
      lane.act();
    } finally {
      lane.release();
    }
  }

  private static Optional<Endpoint> endpoint(String method, String path) {
    return Arrays.stream(Endpoint.values())
        .filter(endpoint -> endpoint.method().equals(method))
        .filter(endpoint -> path.matches(endpoint.path().replaceAll("\\{[a-z_]+}", "[^/]+")))
        .findFirst();
  }

  /** Lets time pass until something has come about. */
  private void inTime(Callable<Boolean> condition) {
    eventually(
        () -> {
          if (condition.call()) {
            return true;
          }
          passTime(Duration.ofSeconds(10));
          return false;
        });
  }

  private void sendAll(List<Example> examples) {
    Webhook sender = new Webhook(webhook(), SandboxResource.SECRET);
    for (Example example : examples) {
      assertThat(sender.send(example.event(), UUID.randomUUID(), example.payload().toString()))
          .as(example.event())
          .isEqualTo(202);
    }
  }

  private void workedOff() {
    settled();
    assertThat(texts("select event || ': ' || error as text from delivery where state = 'dead'"))
        .isEmpty();
    assertThat(
            texts(
                "select name || ': ' || coalesce(error, '') as text from lane where failures > 0"))
        .isEmpty();
  }

  private List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    database().execute(sql).forEach(row -> texts.add(row.getString("text")));
    return texts;
  }

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (JsonNode event : JSON.readTree(ContractFiles.webhookExamples().toFile())) {
      String name = event.path("event").asText(event.path("name").asText());
      event.path("examples").forEach(payload -> examples.add(new Example(name, payload)));
    }
    return examples;
  }
}
