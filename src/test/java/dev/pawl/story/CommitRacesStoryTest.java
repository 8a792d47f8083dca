package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.effect.Intent.CommitFiles;
import dev.pawl.sandbox.SandboxControl;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The branch moves, answers are lost, writes land late: it is one commit all the same. */
@QuarkusTest
@Tag("system")
class CommitRacesStoryTest extends CommitFilesStory {
  /** The answer is lost, but the commit is there. */
  @Test
  void aLostAnswerIsFoundInTheBranch() {
    open("lost");
    fault("fail-after", Map.of());
    plan();
    lane.act();
    assertThat(effect().getString("state")).isEqualTo("unknown");
    passTime(Duration.ofSeconds(61));
    lane.act();
    isDone();
    isMovedOnce();
    assertThat(mutations()).hasSize(1);
    assertThat(effect().getString("result_url")).endsWith(head());
  }

  /** The worker that sent it was killed before it could store the answer. */
  @Test
  void killedAfterTheCommit() {
    open("killed");
    fault("fail-after", Map.of());
    plan();
    lane.act();
    database()
        .execute("update effect set state = 'claimed', not_before = null where key = $1", key);
    lane.act();
    assertThat(effect().getString("state")).isEqualTo("unknown");
    passTime(Duration.ofSeconds(61));
    lane.act();
    isDone();
    isMovedOnce();
    assertThat(mutations()).hasSize(1);
  }

  /** The look for the commit finds none; what is left to do is then none either. */
  @Test
  void aCommitThatIsNotFoundIsNotDoubled() {
    open("hidden");
    fault("fail-after", Map.of());
    plan();
    lane.act();
    database()
        .execute("update effect set state = 'planned', not_before = null where key = $1", key);
    lane.act();
    isDone();
    isMovedOnce();
    assertThat(mutations()).hasSize(1);
  }

  /** Anybody may copy the trailer, and has moved nothing by it. */
  @Test
  void aCopiedTrailerProvesNothing() {
    open("copied");
    github.commit(
        repository, owner, "main", "Copy\n\nPawl-Effect: " + key, Map.of("copied.md", "x"));
    fault("fail-before", Map.of("status", 502));
    plan();
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();
    passTime(Duration.ofSeconds(31));
    lane.act();
    isDone();
    isMovedOnce();
  }

  @Test
  void aWriteThatLandsLateIsFound() {
    open("late");
    fault("late", Map.of("after", "PT40S"));
    plan();
    lane.act();
    assertThat(text(PENDING)).isEqualTo(TEXT);
    passTime(Duration.ofSeconds(61));
    eventually(() -> text(PENDING) == null);
    lane.act();
    isDone();
    isMovedOnce();
    assertThat(mutations()).hasSize(1);
  }

  /** It lands when another was sent already, upon a head that is no longer there. */
  @Test
  void aWriteThatLandsTooLateChangesNothing() {
    open("too-late");
    fault("late", Map.of("after", "PT300S"));
    plan();
    lane.act();
    passTime(Duration.ofSeconds(61));
    lane.act();
    passTime(Duration.ofSeconds(31));
    lane.act();
    isDone();
    isMovedOnce();
    assertThat(mutations()).hasSize(2);
    String after = head();
    commit(Map.of("later.md", "x"));
    passTime(Duration.ofSeconds(300));
    passTime(Duration.ofSeconds(1));
    lane.act();
    isMovedOnce();
    assertThat(head()).isNotEqualTo(after);
    assertThat(text("later.md")).isEqualTo("x");
  }

  @Test
  void L10_theBranchMovesBetweenLookAndCommit() {
    open("moves");
    plan();
    between(() -> commit(Map.of("lamp.md", "A lamp.")));
    isDone();
    isMovedOnce();
    assertThat(text("lamp.md")).isEqualTo("A lamp.");
    assertThat(mutations()).hasSize(2);
    assertThat(effect().getInteger("attempts")).as("no try was wasted").isEqualTo(1);
  }

  @Test
  void L10_theFileIsGoneBetweenLookAndCommit() {
    open("goes");
    plan();
    between(() -> commit(without(PENDING)));
    isOver("gone", PENDING + " is gone", 1);
    assertThat(ownCommits()).isEmpty();
  }

  @Test
  void L10_theFileIsAnotherBetweenLookAndCommit() {
    open("edited");
    plan();
    between(() -> commit(Map.of(PENDING, "Another lens.")));
    isOver("changed", PENDING, 1);
    assertThat(text(PENDING)).isEqualTo("Another lens.");
  }

  @Test
  void L10_theFileWasMovedByHand() {
    open("by-hand");
    String blob = blob(PENDING);
    Map<String, @Nullable String> move = without(PENDING);
    move.put(PROCESSED, TEXT);
    commit(move);
    plan("main", new CommitFiles.Move(PENDING, blob, PROCESSED, null));
    lane.act();
    isDone();
    assertThat(mutations()).isEmpty();
  }

  /** Nothing is begun once a hold is placed, also not the next of several tries. */
  @Test
  void L10_noTryIsBegunWhileTheRepositoryIsHeld() {
    open("held");
    plan();
    between(
        () -> {
          commit(Map.of("lamp.md", "A lamp."));
          database()
              .execute(
                  "insert into hold (repository_id, kind, who, why, placed_at)"
                      + " values ($1, 'stop', 'ada', 'A release', now())",
                  repositoryId(repository));
        });
    assertThat(mutations()).hasSize(1);
    assertThat(effect().getString("state")).isEqualTo("planned");
    database().execute("delete from hold where repository_id = $1", repositoryId(repository));
    lane.act();
    isDone();
    isMovedOnce();
  }

  @Test
  void L10_aBranchThatNeverRestsIsTriedAgainLater() {
    open("restless");
    plan();
    restlessly();
    assertThat(effect().getString("state")).isEqualTo("planned");
    passTime(Duration.ofSeconds(31));
    lane.act();
    isDone();
    isMovedOnce();
  }

  @Test
  void L10_andNotForEver() {
    open("endless");
    plan();
    database().execute("update effect set attempts = 4 where key = $1", key);
    restlessly();
    isOver("given-up", "Expected branch to point to", 4);
    assertThat(text(PENDING)).isEqualTo(TEXT);
  }

  /** Somebody pushes without a pause, until Pawl takes one. */
  private void restlessly() {
    fault("slow", Map.of("after", "PT0.5S", "times", 4));
    SandboxControl silent = github.untold();
    AtomicBoolean over = new AtomicBoolean();
    Thread pusher =
        Thread.startVirtualThread(
            () -> {
              for (int push = 0; !over.get(); push++) {
                silent.commit(repository, owner, "main", "Push", Map.of("push.md", "" + push));
              }
            });
    try {
      lane.act();
    } finally {
      over.set(true);
    }
    assertThat(mutations()).as("a few times at once").hasSize(4);
    eventually(() -> !pusher.isAlive());
  }
}
