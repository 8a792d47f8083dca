package dev.pawl.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** However creations come, GitHub's bounds hold, and nobody waits for longer than needed. */
class ContentSpacingProperties {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONGEST_STEP = Duration.ofSeconds(9);

  /** What a caller did: how long after the time before it asked, and until when it had to wait. */
  private record Tried(Instant at, ContentSpacing before, Optional<Instant> notBefore) {}

  /** Mostly crowds, with a pause here and there; null: as soon as it is allowed. */
  @Provide
  Arbitrary<List<Long>> crowds() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.longs().between(0, 300)),
            Tuple.of(3, Arbitraries.longs().between(300, 5_000)),
            Tuple.of(6, Arbitraries.just(-1L)),
            Tuple.of(1, Arbitraries.longs().between(5_000, 1_200_000)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(1_500);
  }

  @Property(tries = 200)
  void neverMoreThanGitHubBears(@ForAll("crowds") List<Long> pauses) {
    List<Instant> let = let(pauses);

    assertThat(most(let, Duration.ofMinutes(1))).isLessThanOrEqualTo(80);
    assertThat(most(let, Duration.ofHours(1))).isLessThanOrEqualTo(500);
  }

  @Example
  void theGreediestIsHeldToTheBoundsAndReachesThem() {
    List<Long> greedy = Collections.nCopies(2_000, -1L);
    List<Instant> let = let(greedy);

    assertThat(most(let, Duration.ofMinutes(1))).isBetween(75, 80);
    assertThat(most(let, Duration.ofHours(1))).isBetween(490, 500);
  }

  @Property(tries = 200)
  void whoWaitsAsToldIsLetIn(@ForAll("crowds") List<Long> pauses) {
    for (Tried one : tried(pauses)) {
      one.notBefore()
          .ifPresent(
              until -> {
                assertThat(until).isAfter(one.at());
                assertThat(Duration.between(one.at(), until)).isLessThanOrEqualTo(LONGEST_STEP);
                assertThat(one.before().notBefore(until)).isEmpty();
                assertThat(one.before().notBefore(until.minusMillis(1))).contains(until);
              });
    }
  }

  @Property(tries = 200)
  void afterAnHourOfRestTwentyMayGoAtOnce(@ForAll("crowds") List<Long> pauses) {
    List<Tried> tried = tried(pauses);
    Instant rested = tried.getLast().at().plus(Duration.ofHours(1));
    ContentSpacing spacing = tried.getLast().before();
    for (int i = 0; i < 20; i++) {
      assertThat(spacing.notBefore(rested)).isEmpty();
      spacing = spacing.used(rested);
    }
    assertThat(spacing.notBefore(rested)).contains(rested.plusSeconds(1));
  }

  private static List<Instant> let(List<Long> pauses) {
    return tried(pauses).stream().filter(one -> one.notBefore().isEmpty()).map(Tried::at).toList();
  }

  private static List<Tried> tried(List<Long> pauses) {
    List<Tried> tried = new ArrayList<>();
    ContentSpacing spacing = new ContentSpacing(null, null);
    Instant now = START;
    for (long pause : pauses) {
      now = pause < 0 ? spacing.notBefore(now).orElse(now) : now.plusMillis(pause);
      Optional<Instant> notBefore = spacing.notBefore(now);
      tried.add(new Tried(now, spacing, notBefore));
      if (notBefore.isEmpty()) {
        spacing = spacing.used(now);
      }
    }
    return tried;
  }

  /** The most within any window of this length. */
  private static int most(List<Instant> times, Duration length) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (!times.get(first).plus(length).isAfter(times.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
