package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PullRequestStoryTest extends Story {
  private static final String PULLS = "/repos/acme/lamp/pulls";
  private static final String ISSUES = "/repos/acme/lamp/issues";

  private int open(String head) {
    return control.openPullRequest(REPO, "ada", head, "Change " + head, "", Map.of(head, "x\n"));
  }

  @Test
  void a_life_of_a_pull_request() {
    control.commit(REPO, "ada", "topic", "Add a wick", Map.of("wick.md", "one\ntwo\n"));
    JsonNode opened =
        ada()
            .post(
                PULLS, Map.of("title", "Wick", "head", "acme:topic", "base", "main", "draft", true))
            .json();
    assertThat(opened.get("number").asInt()).isEqualTo(1);
    assertThat(opened.get("draft").asBoolean()).isTrue();
    assertThat(opened.get("mergeable").isNull()).isTrue();
    assertThat(opened.get("mergeable_state").asText()).isEqualTo("unknown");
    assertThat(opened.get("additions").asInt()).isEqualTo(2);
    assertThat(opened.at("/head/ref").asText()).isEqualTo("topic");
    control.markReady(REPO, 1, "ada");
    String next = control.pushToPullRequest(REPO, 1, "ada", "More", Map.of("wick.md", "one\n"));
    control.convertToDraft(REPO, 1, "ada");
    ada().patch(PULLS + "/1", Map.of("title", "A wick", "body", "Burns."));
    ada().patch(ISSUES + "/1", Map.of("labels", List.of("bug"), "assignees", List.of("ada")));
    ada().patch(ISSUES + "/1", Map.of("labels", List.of(), "assignees", List.of()));
    ada().post(ISSUES + "/1/comments", Map.of("body", "Look at it."));
    ada().patch(PULLS + "/1", Map.of("state", "closed"));
    ada().patch(PULLS + "/1", Map.of("state", "open"));
    settled();
    assertThat(receiver.names().stream().filter(name -> !name.startsWith("installation")))
        .containsExactly(
            "push",
            "pull_request.opened",
            "pull_request.ready_for_review",
            "push",
            "pull_request.synchronize",
            "pull_request.converted_to_draft",
            "pull_request.edited",
            "pull_request.labeled",
            "pull_request.assigned",
            "pull_request.unlabeled",
            "pull_request.unassigned",
            "issue_comment.created",
            "pull_request.closed",
            "pull_request.reopened");
    JsonNode pushed = told("pull_request.synchronize");
    assertThat(pushed.get("before").asText()).isEqualTo(opened.at("/head/sha").asText());
    assertThat(pushed.get("after").asText()).isEqualTo(next);
    assertThat(pushed.at("/pull_request/head/sha").asText()).isEqualTo(next);
    assertThat(told("issue_comment.created").at("/issue/pull_request/url").asText())
        .endsWith(PULLS + "/1");
  }

  @Test
  void a_pull_request_is_an_issue_too() {
    control.openIssue(REPO, "ada", "First", "");
    assertThat(open("topic")).isEqualTo(2);
    JsonNode issues = app().get(ISSUES + "?direction=asc").json();
    assertThat(issues).hasSize(2);
    assertThat(issues.get(0).has("pull_request")).isFalse();
    assertThat(issues.get(1).at("/pull_request/html_url").asText()).endsWith("/acme/lamp/pull/2");
    assertThat(app().get(PULLS + "/1").status()).isEqualTo(404);
    assertThat(app().get(PULLS).json()).hasSize(1);
    app().patch(ISSUES + "/2", Map.of("state", "closed"));
    assertThat(app().get(PULLS + "/2").json().get("state").asText()).isEqualTo("closed");
    assertThat(app().get(ISSUES + "/2").json().get("state_reason").isNull()).isTrue();
  }

  @Test
  void whether_it_can_be_merged_is_known_after_a_moment_and_unknown_after_a_push() {
    int number = open("topic");
    assertThat(state(number)).isEqualTo("unknown");
    control.advanceClock(Duration.ofSeconds(5));
    assertThat(state(number)).isEqualTo("clean");
    assertThat(app().get(PULLS + "/" + number).json().get("mergeable").asBoolean()).isTrue();

    control.commit(REPO, "ada", "main", "Elsewhere", Map.of("other.md", "o"));
    // The read that finds it unknown is the one that asks for it.
    assertThat(state(number)).isEqualTo("unknown");
    control.advanceClock(Duration.ofSeconds(5));
    assertThat(state(number)).isEqualTo("clean");

    control.commit(REPO, "ada", "main", "The same file", Map.of("topic", "y\n"));
    assertThat(state(number)).isEqualTo("unknown");
    control.advanceClock(Duration.ofSeconds(5));
    assertThat(state(number)).isEqualTo("dirty");

    control.pushToPullRequest(REPO, number, "ada", "Give in", Map.of("topic", "y\n"));
    assertThat(state(number)).isEqualTo("unknown");
    control.advanceClock(Duration.ofSeconds(5));
    assertThat(state(number)).isEqualTo("clean");
  }

  @Test
  void what_keeps_it_from_the_branch_is_said_in_its_state() {
    int number = open("topic");
    control.convertToDraft(REPO, number, "ada");
    control.advanceClock(Duration.ofSeconds(5));
    assertThat(state(number)).isEqualTo("draft");
    control.markReady(REPO, number, "ada");
    String head = app().get(PULLS + "/" + number).json().at("/head/sha").asText();
    long run =
        app()
            .post("/repos/acme/lamp/check-runs", Map.of("name", "build", "head_sha", head))
            .json()
            .get("id")
            .asLong();
    assertThat(state(number)).isEqualTo("unstable");
    control.protect(REPO, "main", 0, List.of("build"), true);
    assertThat(state(number)).isEqualTo("blocked");
    app().patch("/repos/acme/lamp/check-runs/" + run, Map.of("conclusion", "success"));
    assertThat(state(number)).isEqualTo("clean");
    control.protect(REPO, "main", 1, List.of("build"), true);
    assertThat(state(number)).isEqualTo("blocked");
    control.createPerson("grace");
    control.review(REPO, number, "grace", "approved", "");
    assertThat(state(number)).isEqualTo("blocked");
    control.permit(REPO, "grace", "write");
    assertThat(state(number)).isEqualTo("clean");
    control.commit(REPO, "ada", "main", "Ahead", Map.of("ahead.md", "a"));
    assertThat(state(number)).isEqualTo("unknown");
    control.advanceClock(Duration.ofSeconds(5));
    assertThat(state(number)).isEqualTo("behind");
  }

  @Test
  void what_can_not_be_opened_is_refused_with_its_reason() {
    control.commit(REPO, "ada", "topic", "Work", Map.of("a", "b"));
    assertThat(create("topic", "main").status()).isEqualTo(201);
    assertThat(create("topic", "main").json().at("/errors/0/message").asText())
        .isEqualTo("A pull request already exists for acme:topic.");
    assertThat(create("main", "topic").json().at("/errors/0/message").asText())
        .isEqualTo("No commits between topic and main");
    assertThat(create("nowhere", "main").json().at("/errors/0/field").asText()).isEqualTo("head");
    assertThat(create("topic", "nowhere").json().at("/errors/0/field").asText()).isEqualTo("base");
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    assertThat(mallory.post(PULLS, Map.of("title", "t", "head", "topic", "base", "main")).status())
        .isEqualTo(403);
    assertThat(mallory.patch(PULLS + "/1", Map.of("title", "Mine")).status()).isEqualTo(403);
  }

  private Api.Reply create(String head, String base) {
    return app().post(PULLS, Map.of("title", "t", "head", head, "base", base));
  }

  @Test
  void a_deleted_branch_closes_what_was_open_between() {
    int number = open("topic");
    assertThat(app().delete("/repos/acme/lamp/git/refs/heads/topic", Map.of()).status())
        .isEqualTo(204);
    JsonNode closed = app().get(PULLS + "/" + number).json();
    assertThat(closed.get("state").asText()).isEqualTo("closed");
    assertThat(closed.get("merged").asBoolean()).isFalse();
    Api.Reply reopened = app().patch(PULLS + "/" + number, Map.of("state", "open"));
    assertThat(reopened.status()).isEqualTo(422);
    assertThat(reopened.body()).contains("The topic branch has been deleted.");
    settled();
    assertThat(receiver.names()).endsWith("push", "pull_request.closed");
  }

  @Test
  void lists_come_by_state_branch_and_page() {
    for (String head : List.of("a", "b", "c")) open(head);
    control.closePullRequest(REPO, 2, "ada");
    assertThat(numbers("")).containsExactly(3, 1);
    assertThat(numbers("?state=closed")).containsExactly(2);
    assertThat(numbers("?state=all&direction=asc")).containsExactly(1, 2, 3);
    assertThat(numbers("?head=acme:c&base=main")).containsExactly(3);
    assertThat(numbers("?base=other")).isEmpty();
    Api.Reply page = app().get(PULLS + "?state=all&per_page=2&page=2");
    assertThat(page.json().findValuesAsText("title")).contains("Change a");
    assertThat(page.header("link")).contains("rel=\"prev\"");
  }

  private List<Integer> numbers(String query) {
    return app().get(PULLS + query).json().findValues("number").stream()
        .map(JsonNode::asInt)
        .toList();
  }

  @Test
  void files_and_commits_are_those_since_the_branches_parted() {
    control.commit(REPO, "ada", "main", "Before", Map.of("old.md", "1\n2\n3\n4\n5\n6\n7\n8\n"));
    control.commit(REPO, "ada", "topic", "Add", Map.of("new.md", "a\nb\n", "README.md", "# L\n"));
    Map<String, @org.jspecify.annotations.Nullable String> move = new java.util.HashMap<>();
    move.put("old.md", null);
    move.put("moved.md", "1\n2\n3\n4\n5\n6\n7\n9\n");
    control.commit(REPO, "ada", "topic", "Move", move);
    control.commit(REPO, "ada", "main", "After", Map.of("not-in-it.md", "x"));
    create("topic", "main");
    JsonNode files = app().get(PULLS + "/1/files").json();
    assertThat(files.findValuesAsText("filename"))
        .containsExactlyInAnyOrder("README.md", "moved.md", "new.md");
    for (JsonNode file : files) {
      switch (file.get("filename").asText()) {
        case "moved.md" -> {
          assertThat(file.get("status").asText()).isEqualTo("renamed");
          assertThat(file.get("previous_filename").asText()).isEqualTo("old.md");
          assertThat(file.get("additions").asInt()).isEqualTo(1);
        }
        case "new.md" -> {
          assertThat(file.get("status").asText()).isEqualTo("added");
          assertThat(file.get("patch").asText()).isEqualTo("@@ -0,0 +1,2 @@\n+a\n+b");
        }
        default -> assertThat(file.get("status").asText()).isEqualTo("modified");
      }
    }
    JsonNode commits = app().get(PULLS + "/1/commits").json();
    assertThat(commits).hasSize(2);
    assertThat(commits.get(0).at("/commit/message").asText()).isEqualTo("Add");
  }

  @Test
  void a_permission_of_its_own_guards_it() {
    int number = open("topic");
    Api issuesOnly = with(Map.of("issues", "write"));
    assertThat(issuesOnly.get(PULLS).status()).isEqualTo(403);
    assertThat(issuesOnly.patch(PULLS + "/" + number, Map.of("title", "t")).status())
        .isEqualTo(403);
    Api pullsOnly = with(Map.of("pull_requests", "write"));
    assertThat(pullsOnly.patch(PULLS + "/" + number, Map.of("title", "t")).status()).isEqualTo(200);
    assertThat(pullsOnly.post(ISSUES + "/" + number + "/comments", Map.of("body", "b")).status())
        .isEqualTo(201);
    assertThat(pullsOnly.post(ISSUES, Map.of("title", "t")).status()).isEqualTo(403);
    assertThat(pullsOnly.put(PULLS + "/" + number + "/merge", Map.of()).status()).isEqualTo(403);
  }

  private Api with(Map<String, String> permissions) {
    return new Api(
        sandbox.url(),
        Api.app(control)
            .post(
                "/app/installations/" + installation + "/access_tokens",
                Map.of("permissions", permissions))
            .json()
            .get("token")
            .asText());
  }

  @Test
  void its_labels_and_assignees_are_added_and_taken_one_by_one() {
    String issue = ISSUES + "/" + open("topic");
    app().post(issue + "/labels", Map.of("labels", List.of("bug")));
    assertThat(
            app()
                .post(issue + "/labels", Map.of("labels", List.of("pawl", "bug")))
                .json()
                .findValuesAsText("name"))
        .containsExactly("bug", "pawl");
    assertThat(app().delete(issue + "/labels/bug", Map.of()).json().findValuesAsText("name"))
        .containsExactly("pawl");
    assertThat(app().delete(issue + "/labels/bug", Map.of()).status()).isEqualTo(404);
    assertThat(app().delete(issue + "/labels", Map.of()).status()).isEqualTo(204);
    assertThat(app().get(issue + "/labels").json()).isEmpty();
    assertThat(
            app()
                .post(issue + "/assignees", Map.of("assignees", List.of("ada", "nobody")))
                .json()
                .get("assignees"))
        .hasSize(1);
    assertThat(
            app()
                .delete(issue + "/assignees", Map.of("assignees", List.of("ada")))
                .json()
                .get("assignees"))
        .isEmpty();
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    assertThat(mallory.post(issue + "/labels", Map.of("labels", List.of("bug"))).status())
        .isEqualTo(403);
    settled();
    assertThat(receiver.names())
        .endsWith(
            "pull_request.opened",
            "pull_request.labeled",
            "label.created",
            "pull_request.labeled",
            "pull_request.unlabeled",
            "pull_request.unlabeled",
            "pull_request.assigned",
            "pull_request.unassigned");
  }

  @Test
  void it_goes_on_where_the_default_branch_is_renamed_and_issues_are_turned_off() {
    int number = open("topic");
    control.protect(REPO, "main", 1, List.of(), false);
    control.renameDefaultBranch(REPO, "trunk");
    control.disableIssues(REPO);
    JsonNode pull = app().get(PULLS + "/" + number).json();
    assertThat(pull.get("state").asText()).isEqualTo("open");
    assertThat(pull.at("/base/ref").asText()).isEqualTo("trunk");
    assertThat(app().put(PULLS + "/" + number + "/merge", Map.of()).status()).isEqualTo(405);
    assertThat(
            app().post(ISSUES + "/" + number + "/comments", Map.of("body", "Still here")).status())
        .isEqualTo(201);
    assertThat(app().get(ISSUES).status()).isEqualTo(410);
  }

  @Test
  void what_is_not_told_is_not_heard() {
    int number = open("topic");
    settled();
    int before = receiver.names().size();
    SandboxControl silent = control.untold();
    silent.pushToPullRequest(REPO, number, "ada", "More", Map.of("more", "m"));
    silent.review(REPO, number, "ada", "commented", "Hm");
    silent.mergePullRequest(REPO, number, "ada", "squash");
    settled();
    assertThat(receiver.names()).hasSize(before);
    assertThat(app().get(PULLS + "/" + number).json().get("merged").asBoolean()).isTrue();
  }

  @Test
  void pages_show_it_where_its_addresses_lead() {
    int number = open("topic");
    control.createPerson("grace");
    control.review(REPO, number, "grace", "commented", "A <word>");
    Api browser = new Api(sandbox.url(), null);
    assertThat(browser.get("/acme/lamp").body())
        .contains("href=\"/acme/lamp/pull/1\"")
        .doesNotContain("/acme/lamp/issues/1");
    Api.Reply page = browser.get("/acme/lamp/pull/1");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("topic into main", "COMMENTED", "A &lt;word&gt;", "unknown");
    control.mergePullRequest(REPO, number, "ada", "merge");
    assertThat(browser.get("/acme/lamp/pull/1").body()).contains("merged, by ada");
  }

  @Test
  void a_page_has_what_checks_say_and_buttons_for_what_only_a_person_may_do() {
    int number = open("topic");
    Api browser = new Api(sandbox.url(), null);
    String page = browser.get("/acme/lamp/pull/" + number).body();
    assertThat(page).contains(">Merge</button>", ">Close</button>").doesNotContain("Approve");

    control.check(REPO, "topic", "build", "action_required");
    page = browser.get("/acme/lamp/pull/" + number).body();
    assertThat(page)
        .contains("<td>build</td><td>action_required</td>", ">Approve and run</button>")
        .contains("action=\"/_sandbox/forms/approve\"", "value=\"" + number + "\"");

    control.closePullRequest(REPO, number, "ada");
    assertThat(browser.get("/acme/lamp/pull/" + number).body())
        .contains("<td>build</td>", ">Comment</button>")
        .doesNotContain(">Merge</button>", ">Close</button>", ">Approve and run</button>");
  }

  private String state(int number) {
    return app().get(PULLS + "/" + number).json().get("mergeable_state").asText();
  }

  private JsonNode told(String name) {
    return receiver.received().stream()
        .filter(received -> received.name().equals(name))
        .findFirst()
        .orElseThrow()
        .json();
  }
}
