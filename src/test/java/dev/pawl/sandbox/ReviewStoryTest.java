package dev.pawl.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewStoryTest extends Story {
  private static final String PULL = "/repos/acme/lamp/pulls/1";
  private Api grace = new Api(sandbox.url(), null);

  @BeforeEach
  void open() {
    grace = new Api(sandbox.url(), control.createPerson("grace"));
    control.permit(REPO, "grace", "write");
    control.openPullRequest(REPO, "ada", "wick", "Wick", "", Map.of("wick", "x\n"));
  }

  @Test
  void a_review_is_asked_for_given_and_dismissed() {
    Api.Reply requested =
        ada().post(PULL + "/requested_reviewers", Map.of("reviewers", List.of("grace")));
    assertThat(requested.status()).isEqualTo(201);
    assertThat(requested.json().at("/requested_reviewers/0/login").asText()).isEqualTo("grace");
    JsonNode review = grace.post(PULL + "/reviews", Map.of("event", "APPROVE")).json();
    assertThat(review.get("state").asText()).isEqualTo("APPROVED");
    assertThat(review.get("commit_id").asText())
        .isEqualTo(app().get(PULL).json().at("/head/sha").asText());
    assertThat(app().get(PULL + "/requested_reviewers").json().get("users")).isEmpty();
    String dismissals = PULL + "/reviews/" + review.get("id").asText() + "/dismissals";
    assertThat(ada().put(dismissals, Map.of()).status()).isEqualTo(422);
    assertThat(ada().put(dismissals, Map.of("message", "It moved")).json().get("state").asText())
        .isEqualTo("DISMISSED");
    assertThat(ada().put(dismissals, Map.of("message", "Again")).status()).isEqualTo(422);
    settled();
    assertThat(receiver.names())
        .endsWith(
            "pull_request.review_requested",
            "pull_request_review.submitted",
            "pull_request_review.dismissed");
    JsonNode submitted =
        receiver.received().stream()
            .filter(received -> received.name().equals("pull_request_review.submitted"))
            .findFirst()
            .orElseThrow()
            .json();
    assertThat(submitted.at("/review/state").asText()).isEqualTo("approved");
    assertThat(submitted.at("/sender/login").asText()).isEqualTo("grace");
  }

  @Test
  void a_review_stays_with_its_commit_when_the_branch_moves_on() {
    String looked = app().get(PULL).json().at("/head/sha").asText();
    control.review(REPO, 1, "grace", "approved", "");
    control.pushToPullRequest(REPO, 1, "ada", "Slip in", Map.of("evil", "e"));
    JsonNode reviews = app().get(PULL + "/reviews").json();
    assertThat(reviews).hasSize(1);
    assertThat(reviews.get(0).get("commit_id").asText()).isEqualTo(looked);
  }

  @Test
  void a_pending_review_is_its_authors_alone() {
    JsonNode draft = grace.post(PULL + "/reviews", Map.of("body", "Hm")).json();
    assertThat(draft.get("state").asText()).isEqualTo("PENDING");
    assertThat(draft.has("submitted_at")).isFalse();
    String path = PULL + "/reviews/" + draft.get("id").asText();
    assertThat(grace.get(PULL + "/reviews").json()).hasSize(1);
    assertThat(app().get(PULL + "/reviews").json()).isEmpty();
    assertThat(app().get(path).status()).isEqualTo(404);
    assertThat(grace.post(path + "/events", Map.of("event", "REQUEST_CHANGES")).status())
        .isEqualTo(200);
    assertThat(app().get(path).json().get("state").asText()).isEqualTo("CHANGES_REQUESTED");
    assertThat(grace.delete(path, Map.of()).status()).isEqualTo(422);
    JsonNode second = grace.post(PULL + "/reviews", Map.of()).json();
    assertThat(grace.delete(PULL + "/reviews/" + second.get("id").asText(), Map.of()).status())
        .isEqualTo(200);
    assertThat(grace.get(PULL + "/reviews").json()).hasSize(1);
  }

  @Test
  void nobody_judges_what_is_their_own_and_a_comment_has_words() {
    assertThat(ada().post(PULL + "/reviews", Map.of("event", "APPROVE")).status()).isEqualTo(422);
    assertThat(
            ada()
                .post(PULL + "/reviews", Map.of("event", "COMMENT", "body", "Note"))
                .json()
                .get("state")
                .asText())
        .isEqualTo("COMMENTED");
    assertThat(grace.post(PULL + "/reviews", Map.of("event", "COMMENT")).status()).isEqualTo(422);
    assertThat(grace.post(PULL + "/reviews", Map.of("event", "HUG")).status()).isEqualTo(422);
  }

  @Test
  void only_collaborators_other_than_the_author_are_asked() {
    control.createPerson("mallory");
    String path = PULL + "/requested_reviewers";
    assertThat(ada().post(path, Map.of("reviewers", List.of("mallory"))).status()).isEqualTo(422);
    assertThat(ada().post(path, Map.of("reviewers", List.of("ada"))).status()).isEqualTo(422);
    ada().post(path, Map.of("reviewers", List.of("grace")));
    assertThat(ada().delete(path, Map.of("reviewers", List.of("grace"))).status()).isEqualTo(200);
    settled();
    assertThat(receiver.names())
        .endsWith("pull_request.review_requested", "pull_request.review_request_removed");
  }
}
