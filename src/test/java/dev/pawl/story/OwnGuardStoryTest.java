package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator's own guard, as docs/GUARDS.md shows one: a bean, and nothing else. */
@QuarkusTest
@TestProfile(OwnGuardStoryTest.WithAGuard.class)
@Tag("system")
class OwnGuardStoryTest extends MergeStory {
  /** Forbids merges on days of an even number, so that any day and the next are told apart. */
  @Alternative
  @ApplicationScoped
  static class NotOnEvenDays implements Guard {
    @Override
    public String name() {
      return "Day";
    }

    @Override
    public Verdict judge(Candidate candidate) {
      Instant today = candidate.at().truncatedTo(ChronoUnit.DAYS);
      return today.getEpochSecond() / 86_400 % 2 == 0
          ? new Verdict.Wait(
              "Waiting for tomorrow, for " + candidate.name() + ".",
              "an even day",
              "an odd day",
              "The day ends.",
              today.plus(1, ChronoUnit.DAYS))
          : Verdict.pass(candidate.name() + " comes on a good day.", "an odd day", "an odd day");
    }
  }

  public static final class WithAGuard implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(NotOnEvenDays.class);
    }
  }

  @Test
  void itForbidsAndIsExplainedAndItsTimeIsKept() {
    Instant now = clock().instant();
    if (now.getEpochSecond() / 86_400 % 2 != 0) {
      Instant even = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      passTime(Duration.between(now, even.plusSeconds(60)));
    }
    String repository = repositoryWithTask("guarded");
    int number = opens(repository, "Light", TASK);
    github.check(repository, "copilot/light", "build", "success");
    asksForReview(repository, number);
    eventually(() -> says(repository, number, "Waiting for tomorrow, for #" + number));
    settled();
    assertThat(check(repository, number).at("/output/summary").asText())
        .contains("| Day | wait | an even day | an odd day |");
    assertThat(puts(repository)).isEmpty();

    passTime(Duration.ofDays(1));
    eventually(() -> merged(repository, number));
    assertThat(puts(repository)).hasSize(1);
  }
}
