package dev.pawl.agent.policy;

import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.ExecutionFacts;
import dev.pawl.run.InterventionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked to do which task, who is reminded, and which attempt has failed. A pure function of
 * the view.
 */
public final class AgentPolicy {
  private static final int LAST_DOUBLING = 8;

  private final View view;
  private final Settings.Agent settings;
  private final List<AgentChange> changes = new ArrayList<>();
  private final List<AgentStep> steps = new ArrayList<>();
  private final Map<Long, String> waits = new HashMap<>();

  /** How many tasks each agent has in its hands. */
  private final Map<String, Integer> busy = new HashMap<>();

  private @Nullable Instant wakeAt;

  private AgentPolicy(View view) {
    this.view = view;
    this.settings = view.settings().agent();
  }

  public static AgentDecision decide(View view) {
    return acts(view) ? new AgentPolicy(view).all() : AgentDecision.NOTHING;
  }

  private static boolean acts(View view) {
    View.RepositoryFacts repository = view.repository();
    return repository.reach() == View.Reach.ACTIVE
        && repository.read()
        && repository.dirty() == null
        && repository.unreadable() == null
        && !repository.archived()
        && repository.issuesEnabled()
        && view.pause().isEmpty()
        && view.interventions().stream()
            .noneMatch(open -> open.scope() == InterventionFacts.Scope.REPOSITORY);
  }

  private AgentDecision all() {
    List<PhaseFacts> open =
        view.phases().stream()
            .filter(AgentPolicy::underWay)
            // Where hands are few, what runs beside the loop does not hold the loop up.
            .sorted(Comparator.comparing(AgentPolicy::beside))
            .toList();
    for (PhaseFacts phase : open) {
      ExecutionFacts attempt = phase.execution();
      if (attempt != null && attempt.askedAt() != null && attempt.agent() != null) {
        busy.merge(attempt.agent(), 1, Integer::sum);
      }
    }
    Map<Long, String> unclear = Orphans.of(view, open);
    unclear.forEach((phase, why) -> changes.add(new AgentChange.Blocked(phase, why)));
    for (PhaseFacts phase : open) {
      ExecutionFacts attempt = phase.execution();
      Integer issue = phase.issue();
      if (attempt == null || issue == null || held(phase) || unclear.containsKey(phase.id())) {
        continue;
      }
      if (attempt.askedAt() != null) {
        watch(phase, attempt, issue);
      } else if (toBeAsked(attempt)) {
        start(phase, attempt, issue);
      }
    }
    return new AgentDecision(List.copyOf(changes), List.copyOf(steps), Map.copyOf(waits), wakeAt);
  }

  private static boolean underWay(PhaseFacts phase) {
    return phase.state() == State.ISSUED
        || phase.state() == State.WORKED
        || phase.state() == State.READY;
  }

  private static boolean beside(PhaseFacts phase) {
    return phase.kind() == Kind.REVIEW || phase.kind() == Kind.REVIEW_CONSUMPTION;
  }

  private boolean held(PhaseFacts phase) {
    Integer pull = phase.pullRequest();
    return pull != null && view.hold(pull).isPresent();
  }

  /**
   * Nobody is asked for what a person does: who took it over, or who opened a pull request before
   * anybody was asked. A later attempt finds the pull request of the one before.
   */
  private static boolean toBeAsked(ExecutionFacts attempt) {
    String agent = attempt.agent();
    return (agent == null || !agent.startsWith("person:"))
        && (!attempt.running()
            || attempt.attempt() > 1
            || agent != null
            || attempt.wanted() != null);
  }

  private void start(PhaseFacts phase, ExecutionFacts attempt, int issue) {
    if (settings.use().isEmpty()) {
      return;
    }
    Instant from = attempt.madeAt().plus(backoff(attempt.attempt()));
    if (!view.reached(from)) {
      wake(from);
      String before = attempt.reason();
      waits.put(
          phase.id(),
          "Waiting before attempt "
              + attempt.attempt()
              + " of #"
              + issue
              + "."
              + (before == null || before.isEmpty() ? "" : " The one before: " + before));
      return;
    }
    List<String> refused = new ArrayList<>();
    for (String agent : candidates(attempt)) {
      Settings.Profile profile = profile(agent).orElse(null);
      if (profile == null) {
        continue;
      }
      String key = EffectKeyFacts.starts(attempt.id()) + agent;
      EffectFacts effect = view.effect(key).orElse(null);
      if (effect != null && effect.state().equals("failed")) {
        String outcome = effect.outcome() == null ? "" : effect.outcome();
        String why = why(agent, outcome, effect.error());
        if (StartOutcome.STOPS.contains(outcome)) {
          // Nothing is done under another name, and nothing twice.
          changes.add(new AgentChange.Blocked(phase.id(), why));
          return;
        }
        if (toBeExplained(agent, issue, outcome, why)) {
          waits.put(phase.id(), why);
          return;
        }
        refused.add(why);
        continue;
      }
      if (effect != null && effect.state().equals("done")) {
        changes.add(new AgentChange.Asked(attempt.id()));
        return;
      }
      if (effect == null && busy.getOrDefault(agent, 0) >= profile.slots()) {
        waits.put(phase.id(), "Waiting for " + agent + " to have a hand free for #" + issue + ".");
        return;
      }
      if (effect != null && !effect.state().equals("planned") || fit(phase, issue)) {
        ask(phase, attempt, issue, agent, profile, key, effect);
      }
      return;
    }
    changes.add(
        new AgentChange.Blocked(
            phase.id(),
            refused.isEmpty()
                ? "There is no other agent to ask for #" + issue + "."
                : String.join(" ", refused)));
  }

  /** Whether its text may be given to an agent; else it is put back first, or a person looks. */
  private boolean fit(PhaseFacts phase, int issue) {
    switch (TaskText.look(view, issue).orElse(null)) {
      case null -> {
        return true;
      }
      case TaskText.Finding.Restore restore -> {
        steps.add(restore.step());
        waits.put(phase.id(), restore.step().reason());
      }
      case TaskText.Finding.Blocked blocked ->
          changes.add(new AgentChange.Blocked(phase.id(), blocked.why()));
    }
    return false;
  }

  private void ask(
      PhaseFacts phase,
      ExecutionFacts attempt,
      int issue,
      String agent,
      Settings.Profile profile,
      String key,
      @Nullable EffectFacts effect) {
    busy.merge(agent, 1, Integer::sum);
    if (!agent.equals(attempt.agent())) {
      String head =
          Optional.ofNullable(phase.pullRequest())
              .flatMap(view::pullRequest)
              .map(pull -> pull.head().sha())
              .orElse(null);
      changes.add(new AgentChange.Chosen(attempt.id(), agent, head));
    }
    steps.add(
        new AgentStep.Start(
            key,
            "#" + issue + " is to be worked on by " + agent + ".",
            attempt.id(),
            agent,
            profile,
            issue,
            attempt.attempt(),
            phase.pullRequest(),
            attempt.reason()));
    String error = effect == null ? null : effect.error();
    waits.put(
        phase.id(),
        error == null
            ? agent + " is asked to work on #" + issue + "."
            : "Waiting to ask " + agent + " to work on #" + issue + ". " + error);
  }

  /**
   * Those that may be asked, in order: the one that a person wants; else all without the one that a
   * person does not want again.
   */
  private List<String> candidates(ExecutionFacts attempt) {
    if (attempt.wanted() != null) {
      return List.of(attempt.wanted());
    }
    String other = attempt.otherThan();
    if (other == null) {
      return settings.use();
    }
    return other.isEmpty()
        ? settings.use().subList(1, settings.use().size())
        : settings.use().stream().filter(agent -> !agent.equals(other)).toList();
  }

  /** A profile that can be used; who a person is stands elsewhere in the settings. */
  private Optional<Settings.Profile> profile(String agent) {
    return settings
        .profile(agent)
        .filter(profile -> !profile.word().isEmpty() || settings.assignee() != null);
  }

  private Duration backoff(int attempt) {
    return attempt == 1
        ? Duration.ZERO
        : Duration.ofMinutes(settings.backoffMinutes())
            .multipliedBy(1L << Math.min(attempt - 2, LAST_DOUBLING));
  }

  /** Whether it is still to be said on the issue; only then somebody else is asked. */
  private boolean toBeExplained(String agent, int issue, String outcome, String why) {
    String key = EffectKeyFacts.explainAgents(view.repository().id(), issue) + agent;
    boolean open = view.effect(key).map(EffectFacts::open).orElse(true);
    if (open) {
      steps.add(new AgentStep.Explain(key, why, agent, issue, outcome));
    }
    return open;
  }

  private static String why(String agent, String outcome, @Nullable String error) {
    return switch (outcome) {
      case StartOutcome.NO_TOKEN ->
          agent
              + " cannot be started: it takes orders from people only, and PAWL_USER_TOKEN is not"
              + " set.";
      case StartOutcome.TOKEN_REFUSED ->
          agent
              + " waits: GitHub does not take PAWL_USER_TOKEN any more. Give Pawl a new token of"
              + " the same person, then retry.";
      case StartOutcome.NOT_ALLOWED ->
          agent
              + " cannot be started: GitHub does not allow it to whoever asks. "
              + sentence(error);
      case StartOutcome.NOT_ENABLED ->
          agent
              + " cannot be started: it is not enabled for this repository, or the person has no"
              + " seat.";
      case StartOutcome.UNCERTAIN, StartOutcome.UNSURE ->
          "Whether " + agent + " was started is not known, and it is not started twice.";
      default -> agent + " could not be started. " + sentence(error);
    };
  }

  private static String sentence(@Nullable String error) {
    return error == null ? "" : error.endsWith(".") ? error : error + ".";
  }

  private void watch(PhaseFacts phase, ExecutionFacts attempt, int issue) {
    String agent = attempt.agent();
    Settings.Profile profile = agent == null ? null : settings.profile(agent).orElse(null);
    if (agent == null || profile == null) {
      return;
    }
    switch (Watchdog.look(view, phase, agent, profile)) {
      case Watchdog.Finding.Fine fine -> wake(fine.until());
      case Watchdog.Finding.Failed failed ->
          changes.add(new AgentChange.Failed(phase.id(), failed.why()));
      case Watchdog.Finding.Blocked blocked ->
          changes.add(new AgentChange.Blocked(phase.id(), blocked.why(), blocked.help()));
      case Watchdog.Finding.Remind remind -> remind(phase, attempt, issue, agent, profile, remind);
    }
  }

  private void remind(
      PhaseFacts phase,
      ExecutionFacts attempt,
      int issue,
      String agent,
      Settings.Profile profile,
      Watchdog.Finding.Remind remind) {
    String key = EffectKeyFacts.nudges(attempt.id()) + remind.times();
    // A reminder that GitHub refused counts as well: the next silence is the attempt's end.
    if (view.effect(key).filter(effect -> !effect.open()).isPresent()) {
      changes.add(new AgentChange.Nudged(attempt.id(), remind.times()));
      return;
    }
    Integer pull =
        Optional.ofNullable(phase.pullRequest())
            .flatMap(view::pullRequest)
            .map(PullRequestFacts::number)
            .orElse(null);
    steps.add(
        new AgentStep.Nudge(
            key, remind.why(), agent, profile, pull == null ? issue : pull, pull != null));
    waits.put(phase.id(), remind.why() + " It is reminded.");
  }

  private void wake(@Nullable Instant at) {
    if (at != null && (wakeAt == null || at.isBefore(wakeAt))) {
      wakeAt = at;
    }
  }
}
