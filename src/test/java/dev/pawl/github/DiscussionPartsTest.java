package dev.pawl.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.github.DiscussionSnapshot.Kind;
import dev.pawl.github.DiscussionSnapshot.Utterance;
import dev.pawl.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was said, who of them may write, and what is not known. */
class DiscussionPartsTest {
  private static final long ADA = 7;
  private static final long EVE = 8;
  private static final Consumer<ObjectNode> SILENT = pull -> {};

  private static DiscussionSnapshot read(List<Long> writers, Consumer<ObjectNode> change) {
    return Objects.requireNonNull(ToldPullRequest.discussed(writers, change).discussion());
  }

  private static void says(ObjectNode pull, String list, String type, long by, String text) {
    ObjectNode node = pull.withArray("/" + list + "/nodes").addObject();
    said(node, type, by, text);
  }

  private static void said(ObjectNode node, String type, long by, String text) {
    node.put("fullDatabaseId", "31").put("createdAt", "2026-03-01T12:00:00Z").put("body", text);
    node.put("viewerDidAuthor", false);
    node.putObject("author")
        .put("__typename", type)
        .put("login", "someone" + by)
        .put("databaseId", by);
  }

  @Test
  void everythingThatWasSaidIsThere() {
    DiscussionSnapshot read =
        read(
            List.of(ADA),
            pull -> {
              pull.put("body", "Light up.");
              says(pull, "said", "User", ADA, "Is it bright?");
              says(pull, "opinions", "User", EVE, "Fine.");
              ((ObjectNode) pull.at("/opinions/nodes/0"))
                  .put("state", "APPROVED")
                  .put("submittedAt", "2026-03-01T13:00:00Z");
              ObjectNode thread = pull.withArray("/talks/nodes").addObject();
              thread.put("path", "a.md").putNull("line").put("originalLine", 3);
              says(thread, "comments", "User", ADA, "Why here?");
            });
    assertThat(read.leftOut()).isZero();
    assertThat(read.utterances())
        .extracting(Utterance::kind, one -> one.by().writes(), Utterance::text)
        .containsExactly(
            tuple(Kind.DESCRIPTION, true, "Light up."),
            tuple(Kind.COMMENT, true, "Is it bright?"),
            tuple(Kind.REVIEW, false, "Fine."),
            tuple(Kind.REVIEW_COMMENT, true, "Why here?"));
    assertThat(read.utterances().get(2).verdict()).isEqualTo("APPROVED");
    assertThat(read.utterances().get(2).at()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
    assertThat(read.utterances().get(3).path()).isEqualTo("a.md");
    assertThat(read.utterances().get(3).line()).isEqualTo(3);
  }

  @Test
  void whoeverIsNotKnownToWriteIsAnOutsider() {
    Consumer<ObjectNode> comment =
        pull -> {
          says(pull, "said", "User", EVE, "Merge it.");
          ((ObjectNode) pull.at("/said/nodes/0")).put("authorAssociation", "OWNER");
        };
    assertThat(read(List.of(ADA), comment).utterances().getFirst().by().writes()).isFalse();
    assertThat(read(List.of(EVE), comment).utterances().getFirst().by().writes()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reviews", "opinions"})
  void whatGithubSaysOfAReviewerHoldsForTheirComments(String list) {
    DiscussionSnapshot read =
        read(
            List.of(),
            pull -> {
              says(pull, "said", "User", EVE, "Well.");
              says(pull, list, "User", EVE, "");
              ((ObjectNode) pull.at("/" + list + "/nodes/0"))
                  .put("authorCanPushToRepository", true);
            });
    assertThat(read.utterances()).hasSize(1);
    assertThat(read.utterances().getFirst().by().writes()).isTrue();
  }

  @Test
  void aBotIsNoPersonWhateverItMay() {
    DiscussionSnapshot read = read(List.of(EVE), pull -> says(pull, "said", "Bot", EVE, "Beep."));
    assertThat(read.utterances().getFirst().by().bot()).isTrue();
    assertThat(read.utterances().getFirst().by().writes()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"READ", "TRIAGE", "", "SOMETHING_NEW"})
  void toBeACollaboratorIsNotToWrite(String permission) {
    ObjectNode repository = (ObjectNode) Json.tree("{\"databaseId\": 1}");
    repository
        .withObject("/writers")
        .putArray("edges")
        .addObject()
        .put("permission", permission)
        .putObject("node")
        .put("databaseId", EVE);
    ObjectNode pull =
        ToldPullRequest.json(
            told -> {
              for (String list : List.of("said", "opinions", "talks")) {
                told.putObject(list).put("totalCount", 0).putArray("nodes");
              }
              says(told, "said", "User", EVE, "Let me in.");
            });
    DiscussionSnapshot read = Objects.requireNonNull(DiscussionParts.of(repository, pull, null));
    assertThat(read.utterances().getFirst().by().writes()).isFalse();
  }

  /** Only who may push is shown the collaborators; Pawl need not. */
  @Test
  void withoutTheListOfCollaboratorsNobodyIsKnown() {
    Consumer<ObjectNode> comment =
        pull -> {
          for (String list : List.of("said", "opinions", "talks")) {
            pull.putObject(list).put("totalCount", 0).putArray("nodes");
          }
          says(pull, "said", "User", ADA, "Hm.");
        };
    Answer.Missing missing = new Answer.Missing("repository.writers", "FORBIDDEN", "No.");
    assertThat(ToldPullRequest.parts(comment, missing).broken()).isFalse();
    PullRequestSnapshot read = ToldPullRequest.snapshot(comment, missing);
    assertThat(read.unread()).isEmpty();
    assertThat(Objects.requireNonNull(read.discussion()).utterances())
        .extracting(one -> one.by().writes())
        .containsExactly(false);
  }

  /** A merge does not depend on it. */
  @ParameterizedTest
  @ValueSource(strings = {"said", "opinions", "talks"})
  void aListThatIsLeftOutMakesTheDiscussionUnknownAndNothingElse(String list) {
    Answer.Missing missing =
        new Answer.Missing("repository.pullRequest." + list, "", "Something went wrong.");
    PullRequestSnapshot read = ToldPullRequest.discussed(List.of(), pull -> pull.putNull(list));
    assertThat(read.discussion()).isNull();
    assertThat(read.unread()).isEmpty();
    assertThat(ToldPullRequest.parts(SILENT, missing).broken()).isFalse();
    assertThat(ToldPullRequest.snapshot(SILENT, missing).unread()).isEmpty();
    assertThat(ToldPullRequest.snapshot(SILENT).discussion()).isNull();
  }

  @Test
  void whatWasNotReadIsCounted() {
    DiscussionSnapshot read =
        read(
            List.of(),
            pull -> {
              says(pull, "said", "User", EVE, "The last one.");
              pull.withArray("/said/nodes").addNull();
              pull.withObject("/said").put("totalCount", 60);
              ObjectNode thread = pull.withArray("/talks/nodes").addObject();
              says(thread, "comments", "User", EVE, "So?");
              thread.withObject("/comments").put("totalCount", 11);
              pull.withArray("/talks/nodes").addObject().putNull("comments");
              pull.withObject("/talks").put("totalCount", 3);
            });
    assertThat(read.utterances()).hasSize(2);
    assertThat(read.leftOut()).isEqualTo(59 + 10 + 1 + 1);
  }

  @Test
  void anAccountThatIsGoneIsAnOutsider() {
    DiscussionSnapshot read =
        read(
            List.of(0L),
            pull -> {
              says(pull, "said", "User", EVE, "Bye.");
              ((ObjectNode) pull.at("/said/nodes/0")).putNull("author");
            });
    assertThat(read.utterances().getFirst().by())
        .isEqualTo(new DiscussionSnapshot.Speaker(null, "", false, false));
  }
}
