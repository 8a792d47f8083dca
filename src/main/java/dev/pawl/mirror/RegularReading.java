package dev.pawl.mirror;

import dev.pawl.github.RepositoryReader;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads each repository once in a long while though nothing was told of it, by one query, so that
 * what GitHub never told is found all the same.
 *
 * <p>It is work that can wait: it is put off while little is left of the installation's hour, and
 * where GitHub does not answer, what is known goes on to count. The time of the next one is in the
 * lane's row: a crash between a reading and the release of its lane repeats the reading, and loses
 * none.
 */
@ApplicationScoped
class RegularReading {
  private final RepositoryReader reader;
  private final WorldClock clock;
  private final ReadingTimes times;

  RegularReading(
      RepositoryReader reader,
      WorldClock clock,
      @ConfigProperty(name = "pawl.mirror.reading-interval", defaultValue = "6h")
          Duration interval) {
    this.reader = reader;
    this.clock = clock;
    this.times = new ReadingTimes(interval);
  }

  /** Whether it is time. */
  sealed interface Plan {
    record Now() implements Plan {}

    /**
     * @param until null: nobody asks for it now, and whoever does wakes the lane
     */
    record Later(@Nullable Instant until) implements Plan {}
  }

  /**
   * @param repository one that can be reached, and of which nothing is in doubt
   * @param wished when it is to be read because something was lost; null: nothing was
   * @param held whether people hold the repository back
   */
  Plan plan(Repository repository, @Nullable Instant wished, BooleanSupplier held) {
    Instant now = clock.instant();
    if (repository.readAt == null) {
      return new Plan.Now();
    }
    Instant due = times.due(repository.id, repository.readAt, wished, now);
    if (due.isAfter(now)) {
      return new Plan.Later(due);
    }
    if (held.getAsBoolean()) {
      return new Plan.Later(null);
    }
    Optional<Instant> rest = reader.restUntil(repository.installationId);
    return rest.isPresent()
        ? new Plan.Later(times.soonAfter(repository.id, rest.get()))
        : new Plan.Now();
  }

  /** When the next one is due after a reading that ended just now. */
  Instant next(long repository) {
    return times.next(repository, clock.instant());
  }

  /** What was not read since then is to be read along with the repository. */
  Instant stale(@Nullable Instant wished) {
    return times.stale(wished, clock.instant());
  }
}
