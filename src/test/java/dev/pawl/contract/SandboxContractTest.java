package dev.pawl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.Receiver;
import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.SandboxSettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("contract")
class SandboxContractTest {
  private static final String REPO = "/repos/acme/lamp";

  @Test
  void the_sdl_is_a_subset_of_githubs() throws Exception {
    try (InputStream in = Sandbox.class.getResourceAsStream("/sandbox/schema.graphql")) {
      String sdl = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(Contract.sdlSubset(sdl)).isEmpty();
      assertThat(Contract.sdlSubset("type Issue { title: String, nonsense: Int }")).hasSize(2);
    }
  }

  @Test
  void operations_are_judged_by_githubs_sdl() {
    assertThat(Contract.operation("{ repository(owner:\"a\", name:\"b\") { id isEmpty } }"))
        .isEmpty();
    assertThat(Contract.operation("{ repository(owner:\"a\") { nonsense } }")).isNotEmpty();
  }

  @Test
  void every_answer_of_rest_holds() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
      SandboxControl control = new SandboxControl(sandbox.url());
      control.recordBodies(true);
      act(control);
      List<JsonNode> requests = control.requests();
      assertThat(requests).hasSizeGreaterThan(45);
      assertThat(Contract.log(requests)).isEmpty();
    }
  }

  /** One call of everything, and the refusals. */
  private static void act(SandboxControl control) {
    control.createAccount("acme", "Organization");
    Api ada = new Api(control.url(), control.createPerson("ada"));
    control.createRepository("acme", "lamp", Map.of("README.md", "# Lamp\n", "docs/a.md", "a"));
    control.permit("acme/lamp", "ada", "write");
    long installation = control.install("acme");
    Api asApp = Api.app(control);
    asApp.get("/app");
    asApp.get("/app/installations");
    asApp.get("/app/installations/" + installation);
    asApp.get("/app/installations/1");
    asApp.post(
        "/app/installations/" + installation + "/access_tokens",
        Map.of("repositories", List.of("lamp"), "permissions", Map.of("issues", "read")));
    Api app = Api.installed(control, installation);
    app.get("/installation/repositories");
    app.get("/rate_limit");
    app.get("/users/ada");
    app.get("/users/pawl%5Bbot%5D");
    app.get(REPO);
    app.get("/repos/acme/nothing");
    app.get(REPO + "/branches/main");
    app.get(REPO + "/collaborators/ada/permission");
    app.post(
        REPO + "/labels", Map.of("name", "pawl", "color", "ededed", "description", "Pawl's own"));
    app.post(REPO + "/labels", Map.of("name", "pawl"));
    app.get(REPO + "/labels");
    app.get(REPO + "/labels/pawl");
    app.post(
        REPO + "/issues",
        Map.of(
            "title", "One", "body", "b", "labels", List.of("pawl"), "assignees", List.of("ada")));
    app.post(REPO + "/issues", Map.of());
    ada.post(REPO + "/issues", Map.of("title", "Two"));
    app.get(REPO + "/issues?state=all");
    app.get(REPO + "/issues/1");
    app.get(REPO + "/issues/99");
    app.post(REPO + "/issues/1/comments", Map.of("body", "hello"));
    ada.post(REPO + "/issues/1/comments", Map.of("body", "hello you"));
    app.get(REPO + "/issues/1/comments");
    app.get(REPO + "/issues/comments");
    app.patch(REPO + "/issues/1", Map.of("state", "closed", "state_reason", "not_planned"));
    app.patch(REPO + "/issues/1", Map.of("state", "open"));
    app.get(REPO + "/contents/");
    app.get(REPO + "/contents/docs");
    app.get(REPO + "/contents/README.md");
    app.get(REPO + "/contents/none");
    JsonNode put =
        app.put(REPO + "/contents/b.md", Map.of("message", "Add", "content", "Yg==")).json();
    app.put(
        REPO + "/contents/b.md",
        Map.of("message", "Edit", "content", "Yw==", "sha", put.at("/content/sha").asText()));
    app.delete(
        REPO + "/contents/docs/a.md",
        Map.of(
            "message",
            "Remove",
            "sha",
            app.get(REPO + "/contents/docs/a.md").json().get("sha").asText()));
    String head = app.get(REPO + "/git/ref/heads/main").json().at("/object/sha").asText();
    JsonNode commit = app.get(REPO + "/git/commits/" + head).json();
    String tree = commit.at("/tree/sha").asText();
    app.get(REPO + "/git/trees/" + tree + "?recursive=1");
    String blob = app.post(REPO + "/git/blobs", Map.of("content", "x")).json().get("sha").asText();
    app.get(REPO + "/git/blobs/" + blob);
    String newTree =
        app.post(
                REPO + "/git/trees",
                Map.of(
                    "base_tree",
                    tree,
                    "tree",
                    List.of(
                        Map.of("path", "x.txt", "mode", "100644", "type", "blob", "sha", blob))))
            .json()
            .get("sha")
            .asText();
    String made =
        app.post(
                REPO + "/git/commits",
                Map.of("message", "Made", "tree", newTree, "parents", List.of(head)))
            .json()
            .get("sha")
            .asText();
    app.post(REPO + "/git/refs", Map.of("ref", "refs/heads/topic", "sha", made));
    app.patch(REPO + "/git/refs/heads/topic", Map.of("sha", head, "force", true));
    app.patch(REPO + "/git/refs/heads/nope", Map.of("sha", head));
    JsonNode run =
        app.post(
                REPO + "/check-runs",
                Map.of(
                    "name",
                    "pawl",
                    "head_sha",
                    head,
                    "status",
                    "in_progress",
                    "output",
                    Map.of("title", "t", "summary", "s")))
            .json();
    app.patch(
        REPO + "/check-runs/" + run.get("id").asText(),
        Map.of("status", "completed", "conclusion", "success"));
    app.get(REPO + "/commits/" + head + "/check-runs");
    app.graphql("{ viewer { login } rateLimit { remaining } }", Map.of());
    await().atMost(Duration.ofSeconds(10)).until(control::deliveriesSettled);
    JsonNode deliveries = asApp.get("/app/hook/deliveries").json();
    String delivery = "/app/hook/deliveries/" + deliveries.get(0).get("id").asText();
    asApp.get(delivery);
    asApp.post(delivery + "/attempts", Map.of());
    new Api(control.url(), "ghs_wrong").get(REPO);
    control.suspend(installation);
    asApp.get("/app/installations/" + installation);
    app.get(REPO);
    control.unsuspend(installation);
    control.rename("acme/lamp", "lantern");
    app.get(REPO);
    asApp.get("/app/hook/config");
    asApp.patch("/app/hook/config", Map.of("secret", "another"));
    asApp.patch("/app/hook/config", Map.of("url", "https://pawl.example/webhook"));
    String code =
        control.createApp(
            "acme",
            """
            {"name": "Pawl of acme", "url": "https://pawl.example",
              "redirect_url": "https://pawl.example", "default_events": ["issues"],
              "default_permissions": {"issues": "write"}}""");
    Api nobody = new Api(control.url(), null);
    nobody.post("/app-manifests/" + code + "/conversions", Map.of());
    nobody.post("/app-manifests/" + code + "/conversions", Map.of());
  }

  @Test
  void every_webhook_holds() {
    try (Receiver receiver = new Receiver();
        Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().withWebhook(receiver.url(), "secret"))) {
      SandboxControl control = new SandboxControl(sandbox.url());
      tell(control);
      await().atMost(Duration.ofSeconds(20)).until(control::deliveriesSettled);
      List<String> problems = new ArrayList<>();
      TreeSet<String> seen = new TreeSet<>();
      for (Receiver.Received received : receiver.received()) {
        JsonNode payload = received.json();
        String action = payload.has("action") ? payload.get("action").asText() : null;
        seen.add(received.name());
        problems.addAll(Contract.webhook(received.event(), action, payload));
      }
      assertThat(problems.stream().distinct().toList()).isEmpty();
      assertThat(seen)
          .containsExactlyInAnyOrder(
              "check_run.completed",
              "check_run.created",
              "check_suite.completed",
              "installation.created",
              "installation.deleted",
              "installation.new_permissions_accepted",
              "installation.suspend",
              "installation.unsuspend",
              "installation_repositories.added",
              "installation_repositories.removed",
              "issue_comment.created",
              "issue_comment.deleted",
              "issue_comment.edited",
              "issues.assigned",
              "issues.closed",
              "issues.deleted",
              "issues.edited",
              "issues.labeled",
              "issues.locked",
              "issues.opened",
              "issues.reopened",
              "issues.transferred",
              "issues.unassigned",
              "issues.unlabeled",
              "label.created",
              "ping",
              "push",
              "repository.archived",
              "repository.created",
              "repository.deleted",
              "repository.edited",
              "repository.privatized",
              "repository.publicized",
              "repository.renamed",
              "repository.transferred",
              "repository.unarchived",
              "label.edited",
              "label.deleted");
    }
  }

  /** Everything that is told. */
  private static void tell(SandboxControl control) {
    control.createAccount("acme", "Organization");
    control.createAccount("bob", "User");
    String ada = control.createPerson("ada");
    control.createRepository("acme", "lamp", Map.of("README.md", "# Lamp\n"));
    control.permit("acme/lamp", "ada", "write");
    control.ping();
    long selected = control.install("acme", "lamp");
    long all = control.install("bob");
    control.createRepository("bob", "own", Map.of("a", "b"));
    control.createRepository("acme", "second", Map.of("a", "b"));
    control.addRepositories(selected, "second");
    control.removeRepositories(selected, "second");
    control.addRepositories(selected, "second");
    control.suspend(all);
    control.unsuspend(all);
    control.acceptPermissions(
        selected,
        Map.of("issues", "write", "contents", "write", "metadata", "read", "checks", "write"));
    String lamp = "acme/lamp";
    int number = control.openIssue(lamp, "ada", "One", "body");
    control.editIssue(
        lamp,
        number,
        "ada",
        Map.of(
            "title",
            "Uno",
            "body",
            "other",
            "labels",
            List.of("new-label"),
            "assignees",
            List.of("ada")));
    control.editIssue(lamp, number, "ada", Map.of("labels", List.of(), "assignees", List.of()));
    long comment = control.comment(lamp, number, "ada", "hi");
    control.editComment(lamp, comment, "ada", "hi again");
    control.deleteComment(lamp, comment, "ada");
    control.closeIssue(lamp, number, "ada");
    control.reopenIssue(lamp, number, "ada");
    control.lockIssue(lamp, number, "ada");
    control.transferIssue(lamp, number, "ada", "acme/second");
    control.deleteIssue("acme/second", 1, "ada");
    Map<String, String> removal = new HashMap<>();
    removal.put("README.md", null);
    String head = control.commit(lamp, "ada", "main", "Add", Map.of("x", "y"));
    control.commit(lamp, "ada", "main", "Remove", removal);
    control.commit(lamp, "ada", "topic", "Branch", Map.of("z", "y"));
    Api app = Api.installed(control, selected);
    app.post("/repos/acme/lamp/issues", Map.of("title", "App's", "body", "own"));
    app.post("/repos/acme/lamp/issues/2/comments", Map.of("body", "by the App"));
    Api person = new Api(control.url(), ada);
    person.patch(
        "/repos/acme/lamp/labels/new-label", Map.of("new_name", "newer", "color", "aaaaaa"));
    person.delete("/repos/acme/lamp/labels/newer", Map.of());
    app.post("/repos/acme/lamp/check-runs", Map.of("name", "pawl", "head_sha", head));
    app.post(
        "/repos/acme/lamp/check-runs",
        Map.of("name", "pawl", "head_sha", head, "conclusion", "neutral"));
    control.rename(lamp, "lantern");
    control.archive("acme/lantern");
    control.unarchive("acme/lantern");
    control.setPrivate("acme/lantern", true);
    control.setPrivate("acme/lantern", false);
    control.renameDefaultBranch("acme/lantern", "trunk");
    control.transfer("acme/lantern", "bob");
    control.deleteRepository("bob/own");
    control.uninstall(selected);
  }
}
