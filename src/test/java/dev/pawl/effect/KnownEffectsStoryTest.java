package dev.pawl.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a decision is told of earlier effects does not hang on how many came since. */
@QuarkusTest
class KnownEffectsStoryTest extends Story {
  private static final long REPOSITORY = -53;

  @Inject Effects effects;

  @BeforeEach
  @AfterEach
  void tidy() {
    database().execute("delete from effect where repository_id in (-53, -54)");
  }

  @Test
  void whatIsAskedForIsTold() {
    effect("open:1", "planned", null);
    effect("named:1", "failed", null);
    effect("named:2", "cancelled", null);
    effect("merge:41:a", "failed", null);
    effect("merge:41:b", "done", null);
    effect("merge:410:a", "done", null);
    effect("check:41:head:9-a", "done", 99L);
    effect("check:41:head:10-b", "failed", null);
    effect("check:41:head:8-c", "done", 99L);
    effect("check:41:head:11-d", "cancelled", null);
    effect("check:41:other:12-e", "done", 98L);
    for (int i = 0; i < 200; i++) {
      effect("since:" + i, "done", null);
    }

    assertThat(known())
        .containsExactly(
            "open:1",
            "named:1",
            "merge:41:a",
            "merge:41:b",
            "check:41:head:10-b",
            "check:41:head:8-c");
  }

  @Test
  void nothingIsToldOfAnotherRepository() {
    effect("named:1", "done", null);
    database()
        .execute("update effect set repository_id = -54, lane = 'repo:-54' where key = 'named:1'");
    assertThat(known()).isEmpty();
  }

  /** What is put into a merge queue counts when it is put there: GitHub merges it by itself. */
  @Test
  void M41_theMergesOfAnHourAreTold() {
    Instant from = Instant.parse("2026-03-01T12:00:00Z");
    ended("merge:41:a", "merge-pull-request", "done", from.plusSeconds(20));
    ended("merge:42:queue:a", "enqueue", "done", from.plusSeconds(10));
    ended("merge:43:a", "merge-pull-request", "failed", from.plusSeconds(30));
    ended("merge:44:a", "merge-pull-request", "done", from);
    ended("update:45:a", "update-branch", "done", from.plusSeconds(30));

    assertThat(database().read(() -> effects.merged(REPOSITORY, from)))
        .containsExactly(from.plusSeconds(10), from.plusSeconds(20));
    assertThat(database().read(() -> effects.merged(-54, from))).isEmpty();
  }

  private void ended(String key, String kind, String state, Instant at) {
    effect(key, state, null);
    database()
        .execute(
            "update effect set kind = $2, finished_at = $3 where key = $1",
            key,
            kind,
            at.atOffset(ZoneOffset.UTC));
  }

  private List<String> known() {
    return database()
        .read(
            () ->
                effects.known(
                    REPOSITORY,
                    Set.of("named:1", "named:2", "named:3"),
                    Set.of("merge:41:"),
                    Set.of("check:41:head:", "check:42:head:")))
        .stream()
        .map(effect -> effect.key)
        .toList();
  }

  private void effect(String key, String state, @Nullable Long result) {
    database()
        .execute(
            """
            insert into effect (key, kind, lane, repository_id, installation_id, principal, intent,
              reason, planned_at, state, result_id)
            values ($1, 'put-check-run', 'repo:-53', $2, $2, 'app', '{}', 'x', now(), $3, $4)
            """,
            key,
            REPOSITORY,
            state,
            result);
  }
}
