package dev.pawl.agent.policy;

import dev.pawl.run.ExecutionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has become of an agent that was asked. An agent that never began, one that fell silent, one
 * that failed and one whose checks wait for a person's approval are different troubles.
 */
final class Watchdog {
  private Watchdog() {}

  sealed interface Finding {
    /**
     * Nothing is wrong.
     *
     * @param until when that would change by itself; null: only an event changes it
     */
    record Fine(@Nullable Instant until) implements Finding {}

    /**
     * It is to be reminded.
     *
     * @param times how often it then was
     */
    record Remind(int times, String why) implements Finding {}

    record Failed(String why) implements Finding {}

    /**
     * Only a person can help, and no agent is to blame.
     *
     * @param help what the person can do, as one sentence
     */
    record Blocked(String why, String help) implements Finding {}
  }

  /** Of an attempt whose agent was asked. */
  static Finding look(View view, PhaseFacts phase, String agent, Settings.Profile profile) {
    ExecutionFacts attempt = Objects.requireNonNull(phase.execution());
    Instant asked = Objects.requireNonNull(attempt.askedAt());
    Optional<PullRequestFacts> pull =
        Optional.ofNullable(phase.pullRequest()).flatMap(view::pullRequest);
    // What it says is told by events, whatever is yet to be read of its pull request.
    if (Finished.says(attempt, profile.failedWords())) {
      return new Finding.Failed(agent + " said in a comment that it could not go on.");
    }
    if (pull.filter(PullRequestFacts::dirty).isPresent()) {
      return new Finding.Fine(null);
    }
    boolean moved = pull.filter(one -> !one.head().sha().equals(attempt.askedHead())).isPresent();
    boolean finished = pull.filter(one -> Finished.of(profile, attempt, one)).isPresent();
    if (moved && finished) {
      Optional<String> wrong = pull.flatMap(Watchdog::wrong);
      if (wrong.isPresent()) {
        return new Finding.Failed(wrong.get());
      }
    }
    boolean approval = pull.filter(one -> any(one, Progress.ACTION_REQUIRED)).isPresent();
    if (finished && !approval) {
      // Whether it is merged, and what it waits for, is for the guards.
      return new Finding.Fine(null);
    }
    return silence(view, attempt, asked, pull, agent, profile, approval);
  }

  /** What is wrong with work that was said to be done. */
  private static Optional<String> wrong(PullRequestFacts pull) {
    return any(pull, Progress.RUNNING)
        ? Optional.empty()
        : fault(pull)
            .map(fault -> "#" + pull.number() + " was said to be done, but " + fault + ".");
  }

  /** What speaks against a pull request as it is, as half a sentence. */
  private static Optional<String> fault(PullRequestFacts pull) {
    if (pull.mergeable() == PullRequestFacts.Mergeable.CONFLICTING) {
      return Optional.of("it conflicts with its base");
    }
    return pull.checks().stream()
        .filter(check -> !check.ownApp() && check.progress() == Progress.FAILED)
        .map(CheckFacts::name)
        .sorted()
        .findFirst()
        .map(check -> "its check " + quoted(check) + " is red");
  }

  private static boolean any(PullRequestFacts pull, Progress progress) {
    return pull.checks().stream()
        .anyMatch(check -> !check.ownApp() && check.progress() == progress);
  }

  private static Finding silence(
      View view,
      ExecutionFacts attempt,
      Instant asked,
      Optional<PullRequestFacts> pull,
      String agent,
      Settings.Profile profile,
      boolean approval) {
    Optional<Instant> heard =
        latest(
            attempt.signalAt(),
            attempt.wordsAt(),
            pull.map(PullRequestFacts::changedAt).orElse(null));
    // GitHub's times have no parts of a second, and an agent may be quick.
    Instant second = asked.truncatedTo(ChronoUnit.SECONDS);
    boolean begun =
        attempt.attempt() == 1 && attempt.running()
            || pull.filter(one -> !one.head().sha().equals(attempt.askedHead())).isPresent()
            || heard.filter(at -> !at.isBefore(second)).isPresent();
    int minutes = begun ? profile.silentMinutes() : profile.startMinutes();
    Instant since = latest(asked, attempt.nudgedAt(), heard.orElse(null)).orElse(asked);
    Instant until = since.plus(Duration.ofMinutes(minutes));
    if (!view.reached(until)) {
      return new Finding.Fine(until);
    }
    if (approval) {
      return new Finding.Blocked(
          "The workflows of #"
              + pull.map(PullRequestFacts::number).orElse(0)
              + " wait for a person's approval: “Approve and run” on its page.",
          "Approve them on GitHub, and it goes on by itself.");
    }
    String why =
        begun
            ? agent
                + " has been silent for "
                + minutes(minutes)
                + (pull.isEmpty()
                    ? ", and there is no pull request yet"
                    : pull.flatMap(Watchdog::fault).map(fault -> ", and " + fault).orElse(""))
                + "."
            : agent
                + " did not begin within "
                + minutes(minutes)
                + " of being asked"
                + (attempt.attempt() > 1 ? " again." : ".");
    return attempt.nudges() < profile.nudges() && !profile.nudge().isEmpty()
        ? new Finding.Remind(attempt.nudges() + 1, why)
        : new Finding.Failed(why);
  }

  private static String minutes(int number) {
    return number == 1 ? "a minute" : number + " minutes";
  }

  private static Optional<Instant> latest(@Nullable Instant... times) {
    return Stream.of(times).filter(Objects::nonNull).max(Comparator.naturalOrder());
  }

  /** A name that was given elsewhere: within one line, and calling nobody. */
  private static String quoted(String name) {
    String plain = name.replaceAll("[\\p{Cntrl}`@<>]", " ").strip();
    return "`" + plain.substring(0, Math.min(80, plain.length())) + "`";
  }
}
