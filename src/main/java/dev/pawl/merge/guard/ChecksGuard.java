package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.settings.Wildcard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Check runs and commit statuses of the head: those that the rules require, or all where they
 * require none; and those that the settings require. Pawl's own check says how this judgement ends,
 * so it is never a part of it, not even where rules require it: the merge would wait for itself.
 */
final class ChecksGuard implements Guard {
  /** How long a head without any check is left alone: checks begin a while after a push. */
  private static final Duration QUIET = Duration.ofMinutes(2);

  private static final int NAMED = 3;

  @Override
  public String name() {
    return "Checks";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    List<RequiredCheck> byRules =
        candidate.pull().rules().requiredChecks().stream()
            .filter(check -> !own(check, candidate))
            .toList();
    List<RequiredCheck> required = withSettings(byRules, candidate);
    List<CheckFacts> others =
        candidate.pull().checks().stream().filter(check -> !check.ownApp()).toList();
    // Rules say all that counts; what the settings require comes on top of all that ran.
    List<CheckFacts> counted =
        byRules.isEmpty()
            ? others.stream()
                .filter(check -> !ignored(check, candidate))
                .collect(Collectors.toCollection(ArrayList::new))
            : new ArrayList<>();
    if (required.isEmpty()) {
      return counted.isEmpty() ? none(candidate) : judged(candidate, counted, List.of());
    }
    List<String> missing = new ArrayList<>();
    for (RequiredCheck check : required) {
      List<CheckFacts> found = others.stream().filter(one -> answers(one, check)).toList();
      found.stream().filter(one -> !counted.contains(one)).forEach(counted::add);
      if (found.isEmpty()) {
        missing.add(check.name());
      }
    }
    return judged(candidate, counted, missing);
  }

  private static List<RequiredCheck> withSettings(
      List<RequiredCheck> byRules, Candidate candidate) {
    List<RequiredCheck> required = new ArrayList<>(byRules);
    candidate.demands().requiredChecks().stream()
        .filter(name -> !name.equals(Candidate.CHECK))
        .filter(name -> byRules.stream().noneMatch(check -> check.name().equals(name)))
        .forEach(name -> required.add(new RequiredCheck(name, 0)));
    return required;
  }

  private static boolean ignored(CheckFacts check, Candidate candidate) {
    return candidate.demands().ignoredChecks().stream()
        .anyMatch(pattern -> Wildcard.text(pattern, check.name()));
  }

  private static boolean own(RequiredCheck required, Candidate candidate) {
    return required.name().equals(Candidate.CHECK)
        || candidate.pull().checks().stream()
            .anyMatch(check -> check.ownApp() && answers(check, required) && required.app() != 0);
  }

  private static boolean answers(CheckFacts check, RequiredCheck required) {
    return check.name().equals(required.name())
        && (required.app() == 0 || required.app() == check.app());
  }

  private static Verdict judged(
      Candidate candidate, List<CheckFacts> checks, List<String> missing) {
    List<String> failed = new ArrayList<>();
    List<String> held = new ArrayList<>();
    List<String> running = new ArrayList<>();
    for (CheckFacts check : checks) {
      switch (check.progress()) {
        case PASSED -> {}
        case NEUTRAL -> addUnless(candidate.settings().allowNeutral(), failed, check);
        case SKIPPED -> addUnless(candidate.settings().allowSkipped(), failed, check);
        case FAILED -> failed.add(check.name());
        case ACTION_REQUIRED -> held.add(check.name());
        case RUNNING -> running.add(check.name());
      }
    }
    if (!missing.isEmpty()) {
      // What does not report may stand behind a run that nobody has let begin.
      candidate.pull().checks().stream()
          .filter(check -> !check.ownApp() && check.progress() == Progress.ACTION_REQUIRED)
          .forEach(check -> held.add(check.name()));
    }
    String name = candidate.name();
    String wanted = checks.size() + missing.size() + " passed";
    if (!failed.isEmpty()) {
      return Verdict.block(
          "Waiting for new commits on %s: %s did not pass.".formatted(name, named(failed)),
          named(failed) + " did not pass",
          wanted,
          "The check passes, on this head or on a later one.",
          Remedy.COMMITS);
    }
    if (!held.isEmpty()) {
      return Verdict.block(
          "Needs you: %s on %s waits for somebody to let it run.".formatted(named(held), name),
          named(held) + " waits to be let run",
          wanted,
          "A person with write access approves its run on GitHub.",
          Remedy.PERSON);
    }
    if (!running.isEmpty()) {
      return Verdict.await(
          "Waiting for %s on %s.".formatted(named(running), name),
          named(running) + " under way",
          wanted,
          "The check ends.");
    }
    if (!missing.isEmpty()) {
      return Verdict.await(
          "Waiting for %s on %s, which must pass and did not report yet."
              .formatted(named(missing), name),
          named(missing) + " did not report",
          wanted,
          "The check reports on this head.");
    }
    return Verdict.pass(
        "All %s checks that count passed on %s.".formatted(checks.size(), name),
        checks.size() + " passed",
        wanted);
  }

  private static void addUnless(boolean allowed, List<String> failed, CheckFacts check) {
    if (!allowed) {
      failed.add(check.name());
    }
  }

  private static Verdict none(Candidate candidate) {
    String name = candidate.name();
    if (!candidate.settings().allowNoChecks()) {
      return Verdict.await(
          "Waiting for a check on " + name + ": none has run on its head.",
          "none",
          "1 or more",
          "A check reports, or `merge.allow_no_checks` is set.");
    }
    Instant since = candidate.headSince();
    if (since == null || since.plus(QUIET).isAfter(candidate.at())) {
      return new Verdict.Wait(
          "Waiting for " + name + " to be left alone a while: a check may still begin.",
          "none yet",
          "none after " + QUIET.toMinutes() + " minutes",
          "The time passes, or a check reports.",
          since == null ? null : since.plus(QUIET));
    }
    return Verdict.pass(
        "No check has run on " + name + ", and the settings allow that.", "none", "none needed");
  }

  private static String named(List<String> names) {
    String first =
        String.join(", ", names.stream().sorted().distinct().limit(NAMED).map(Quoted::of).toList());
    long all = names.stream().distinct().count();
    return all > NAMED ? first + " and " + (all - NAMED) + " more" : first;
  }
}
