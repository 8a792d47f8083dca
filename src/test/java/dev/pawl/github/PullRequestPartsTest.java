package dev.pawl.github;

import static dev.pawl.github.ToldPullRequest.parts;
import static dev.pawl.github.ToldPullRequest.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.github.PullRequestSnapshot.Part;
import dev.pawl.store.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub leaves out of an answer is not taken for empty. */
class PullRequestPartsTest {
  private static final String LISTS =
      """
      labels, LABELS
      reviewRequests, REVIEW_REQUESTS
      reviews, REVIEWS
      reviewThreads, CONVERSATIONS
      files, FILES
      closingIssuesReferences, ISSUES
      timelineItems, DRAFTER
      """;

  private static final Consumer<ObjectNode> WHOLE = pull -> {};

  private static Answer.Missing missing(String path) {
    return new Answer.Missing(path, "", "Something went wrong.");
  }

  @Test
  void whatIsToldWholeIsRead() {
    PullRequestSnapshot whole = snapshot(WHOLE);
    assertThat(parts(WHOLE).broken()).isFalse();
    assertThat(whole.unread()).isEmpty();
    assertThat(whole.whole()).isTrue();
    assertThat(whole.labels()).containsExactly("area");
    assertThat(whole.reviewRequests()).containsExactly("grace");
    assertThat(whole.closes()).containsExactly(1);
    assertThat(whole.threads()).isEqualTo(1);
    assertThat(whole.checks()).hasSize(1);
    assertThat(whole.rules().known()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(textBlock = LISTS)
  void M18_aListThatIsNullIsNotEmpty(String field, Part part) {
    assertThat(snapshot(pull -> pull.putNull(field)).unread()).containsExactly(part);
    assertThat(snapshot(pull -> ((ObjectNode) pull.path(field)).putNull("nodes")).unread())
        .containsExactly(part);
    assertThat(snapshot(pull -> pull.remove(field)).unread()).containsExactly(part);
  }

  @ParameterizedTest
  @CsvSource(textBlock = LISTS)
  void M18_anErrorBesideDataMakesItsPartUnknown(String field, Part part) {
    String path = "repository.pullRequest." + field;
    assertThat(snapshot(WHOLE, missing(path)).unread()).containsExactly(part);
    assertThat(snapshot(WHOLE, missing(path + ".nodes.0.author")).unread()).containsExactly(part);
    assertThat(parts(WHOLE, missing(path)).broken()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels", "reviewRequests", "reviews", "reviewThreads", "files"})
  void M18_aHoleInAListMayHideAnything(String field) {
    assertThat(snapshot(pull -> pull.withArray("/" + field + "/nodes").addNull()).unread())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reviews", "reviewThreads", "files"})
  void M27_whetherAListGoesOnMustBeTold(String field) {
    assertThat(snapshot(pull -> ((ObjectNode) pull.path(field)).remove("pageInfo")).unread())
        .hasSize(1);
  }

  @Test
  void M18_noChecksAndUnknownChecksAreTwoThings() {
    Consumer<ObjectNode> none = pull -> pull.putNull("statusCheckRollup");
    assertThat(snapshot(none).unread()).isEmpty();
    assertThat(snapshot(none, missing("repository.pullRequest.statusCheckRollup")).unread())
        .containsExactly(Part.CHECKS);
    assertThat(snapshot(pull -> pull.remove("statusCheckRollup")).unread())
        .containsExactly(Part.CHECKS);
    assertThat(
            snapshot(pull -> ((ObjectNode) pull.path("statusCheckRollup")).putNull("contexts"))
                .unread())
        .containsExactly(Part.CHECKS);
    assertThat(
            snapshot(pull -> pull.withArray("/statusCheckRollup/contexts/nodes").addNull())
                .unread())
        .containsExactly(Part.CHECKS);
  }

  @Test
  void M18_aLaterPageThatLacksIsNotTheEnd() {
    PullRequestParts parts =
        parts(pull -> pull.withObject("/files/pageInfo").put("hasNextPage", true));
    assertThat(parts.more()).isTrue();
    parts.add(Json.tree("{\"files\": null}"), List.of());
    assertThat(parts.more()).isFalse();
    assertThat(parts.snapshot(Json.tree("{}"), null).unread()).containsExactly(Part.FILES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"PULL_REQUEST\", \"parameters\": null}",
        "{\"type\": \"REQUIRED_STATUS_CHECKS\", \"parameters\": {}}",
        "{\"parameters\": null}",
        "null"
      })
  void M34_aRuleThatIsNotToldWholeMayAskForAnything(String rule) {
    PullRequestSnapshot read =
        snapshot(pull -> pull.withArray("/baseRef/rules/nodes").add(Json.tree(rule)));
    assertThat(read.unread()).containsExactly(Part.RULES);
    assertThat(read.rules().known()).isFalse();
    assertThat(snapshot(pull -> ((ObjectNode) pull.path("baseRef")).putNull("rules")).unread())
        .containsExactly(Part.RULES);
    assertThat(snapshot(WHOLE, missing("repository.pullRequest.baseRef.refUpdateRule")).unread())
        .containsExactly(Part.RULES);
  }

  /** Of a branch that is gone there are no rules, and nothing that would be told later. */
  @Test
  void ofABranchThatIsGoneNothingIsToTell() {
    PullRequestSnapshot read = snapshot(pull -> pull.putNull("baseRef"));
    assertThat(read.unread()).isEmpty();
    assertThat(read.rules().known()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "state", "isDraft", "headRefOid", "changedFiles", "mergeable"})
  void M18_withoutWhatItIsThereIsNoPicture(String field) {
    assertThat(parts(pull -> pull.putNull(field)).broken()).isTrue();
    assertThat(parts(pull -> pull.remove(field)).broken()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "repository", "repository.pullRequest.author", "somewhere.else"})
  void M18_whatIsLeftOutNobodyKnowsWhereLeavesNoPicture(String path) {
    assertThat(parts(WHOLE, missing(path)).broken()).isTrue();
  }

  /** Whoever judges takes these for the worst. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "repository.collaborators",
        "repository.pullRequest.headRepository",
        "repository.pullRequest.reviewRequests.nodes.0.requestedReviewer",
        "repository.pullRequest.statusCheckRollup.contexts.nodes.0.checkSuite.workflowRun",
        "repository.pullRequest.closingIssuesReferences.nodes.3",
        "rateLimit"
      })
  void whatPawlMayNotSeeIsNoHole(String path) {
    assertThat(parts(WHOLE, missing(path)).broken()).isFalse();
    assertThat(snapshot(WHOLE, missing(path)).unread()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RENAMED", "COPIED"})
  void M37_fromWhereAFileWasMovedMustBeTold(String change) {
    PullRequestParts parts =
        parts(pull -> ((ObjectNode) pull.at("/files/nodes/0")).put("changeType", change));
    assertThat(parts.moved()).isTrue();
    parts.previous(Map.of("other.md", ".github/workflows/build.yml"));
    assertThat(parts.snapshot(Json.tree("{}"), null).unread()).containsExactly(Part.MOVES);

    PullRequestParts told =
        parts(pull -> ((ObjectNode) pull.at("/files/nodes/0")).put("changeType", change));
    told.previous(Map.of("a.md", ".github/workflows/build.yml"));
    PullRequestSnapshot read = told.snapshot(Json.tree("{}"), null);
    assertThat(read.unread()).isEmpty();
    assertThat(read.files().getFirst().previous()).isEqualTo(".github/workflows/build.yml");
  }

  @Test
  void errorsNameWhereSomethingIsMissing() {
    assertThat(
            GitHubClient.missing(
                Json.tree(
                    """
                    [
                      {
                        "type": "FORBIDDEN", "message": "No.",
                        "path": ["repository", "pullRequest", "reviews", "nodes", 3]
                      },
                      {"message": "Something went wrong."},
                      {}
                    ]
                    """)))
        .containsExactly(
            new Answer.Missing("repository.pullRequest.reviews.nodes.3", "FORBIDDEN", "No."),
            new Answer.Missing("", "", "Something went wrong."),
            new Answer.Missing("", "", "no reason given"));
  }
}
