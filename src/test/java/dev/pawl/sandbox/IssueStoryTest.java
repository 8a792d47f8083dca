package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class IssueStoryTest extends Story {
  @Test
  void the_app_opens_an_issue_and_everyone_is_told() throws Exception {
    JsonNode issue =
        app()
            .post(
                "/repos/" + REPO + "/issues",
                Map.of(
                    "title",
                    "Gap",
                    "body",
                    "text",
                    "labels",
                    List.of("bug", "pawl"),
                    "assignees",
                    List.of("ada", "nobody-here")))
            .json();
    assertThat(issue.at("/user/login").asText()).isEqualTo("pawl[bot]");
    assertThat(issue.at("/performed_via_github_app/slug").asText()).isEqualTo("pawl");
    assertThat(issue.at("/assignees")).hasSize(1);
    settled();
    assertThat(receiver.names())
        .containsSubsequence(
            "installation.created",
            "label.created",
            "issues.opened",
            "issues.labeled",
            "issues.labeled",
            "issues.assigned");
    for (Receiver.Received each : receiver.received()) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      assertThat(each.headers())
          .containsEntry(
              "x-hub-signature-256",
              "sha256=" + HexFormat.of().formatHex(mac.doFinal(each.body())));
      assertThat(each.headers().get("User-Agent")).startsWith("GitHub-Hookshot/");
    }
  }

  @Test
  void a_life_of_an_issue() {
    int number = control.openIssue(REPO, "ada", "One", "body");
    control.editIssue(REPO, number, "ada", Map.of("title", "Two", "labels", List.of("bug")));
    long comment = control.comment(REPO, number, "ada", "hello");
    control.editComment(REPO, comment, "ada", "hello again");
    control.deleteComment(REPO, comment, "ada");
    control.closeIssue(REPO, number, "ada");
    control.reopenIssue(REPO, number, "ada");
    control.lockIssue(REPO, number, "ada");
    control.deleteIssue(REPO, number, "ada");
    settled();
    assertThat(receiver.names())
        .containsSubsequence(
            "issues.opened",
            "issues.edited",
            "issues.labeled",
            "issue_comment.created",
            "issue_comment.edited",
            "issue_comment.deleted",
            "issues.closed",
            "issues.reopened",
            "issues.locked",
            "issues.deleted");
    assertThat(app().get("/repos/" + REPO + "/issues/" + number).status()).isEqualTo(410);
  }

  @Test
  void a_locked_issue_takes_comments_of_people_who_may_write_and_of_no_app() {
    Api bob = new Api(sandbox.url(), control.createPerson("bob"));
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    control.permit(REPO, "bob", "write");
    int number = control.openIssue(REPO, "ada", "Quiet", "");
    String comments = "/repos/" + REPO + "/issues/" + number + "/comments";
    control.lockIssue(REPO, number, "ada");
    assertThat(app().post(comments, Map.of("body", "x")).status()).isEqualTo(403);
    assertThat(mallory.post(comments, Map.of("body", "x")).status()).isEqualTo(403);
    assertThat(bob.post(comments, Map.of("body", "x")).status()).isEqualTo(201);
    control.unlockIssue(REPO, number, "ada");
    assertThat(app().post(comments, Map.of("body", "x")).status()).isEqualTo(201);
  }

  @Test
  void what_is_not_told_is_not_heard() {
    control.untold().openIssue(REPO, "ada", "Silent", "");
    settled();
    assertThat(receiver.names()).doesNotContain("issues.opened");
    assertThat(control.issues(REPO)).hasSize(1);
  }

  @Test
  void who_may_not_write_may_not_label_or_assign() {
    Api mallory = new Api(sandbox.url(), control.createPerson("mallory"));
    JsonNode issue =
        mallory
            .post(
                "/repos/" + REPO + "/issues",
                Map.of("title", "Hi", "labels", List.of("bug"), "assignees", List.of("ada")))
            .json();
    assertThat(issue.get("labels")).isEmpty();
    assertThat(issue.get("assignees")).isEmpty();
    int other = control.openIssue(REPO, "ada", "Hers", "");
    assertThat(
            mallory
                .patch("/repos/" + REPO + "/issues/" + other, Map.of("state", "closed"))
                .status())
        .isEqualTo(403);
    assertThat(
            mallory
                .put("/repos/" + REPO + "/contents/x", Map.of("message", "m", "content", "eA=="))
                .status())
        .isEqualTo(403);
  }

  @Test
  void lists_come_in_pages_by_creator() {
    for (int i = 0; i < 5; i++) app().post("/repos/" + REPO + "/issues", Map.of("title", "I" + i));
    control.openIssue(REPO, "ada", "Hers", "");
    Api.Reply reply =
        app()
            .get(
                "/repos/"
                    + REPO
                    + "/issues?creator=pawl%5Bbot%5D&per_page=2&page=2&direction=asc&state=all");
    assertThat(reply.json().findValuesAsText("title")).containsExactly("I2", "I3");
    assertThat(reply.header("link")).contains("page=3>; rel=\"next\"").contains("rel=\"first\"");
  }

  @Test
  void a_redelivery_keeps_its_guid() {
    control.openIssue(REPO, "ada", "One", "");
    settled();
    JsonNode opened = control.deliveries("issues", "opened").getFirst();
    Api.Reply listed = Api.app(control).get("/app/hook/deliveries?per_page=100");
    assertThat(listed.json().findValuesAsText("guid")).contains(opened.get("guid").asText());
    String path = "/app/hook/deliveries/" + opened.get("id").asText();
    assertThat(Api.app(control).get(path).json().at("/request/payload/action").asText())
        .isEqualTo("opened");
    assertThat(Api.app(control).post(path + "/attempts", Map.of()).status()).isEqualTo(202);
    await()
        .until(
            () ->
                receiver.received().stream()
                        .filter(r -> r.guid().equals(opened.get("guid").asText()))
                        .count()
                    == 2);
    settled();
    assertThat(control.deliveries("issues", "opened")).hasSize(2);
  }

  @Test
  void disabled_issues_and_renames_answer_as_github_does() {
    control.rename(REPO, "lantern");
    Api.Reply moved = app().get("/repos/" + REPO + "/issues");
    assertThat(moved.status()).isEqualTo(301);
    String location = moved.header("location");
    assertThat(location).contains("/repositories/").endsWith("/issues");
    assertThat(app().get(String.valueOf(location)).status()).isEqualTo(200);
    control.disableIssues("acme/lantern");
    assertThat(app().get("/repos/acme/lantern/issues").status()).isEqualTo(410);
    settled();
    assertThat(receiver.names()).contains("repository.renamed");
  }
}
