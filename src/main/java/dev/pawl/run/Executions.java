package dev.pawl.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the attempts at a phase in step with it. Belongs into the transaction of the change. */
@ApplicationScoped
class Executions {

  /** What a change of its phase means for the attempt, or begins the next one. */
  Uni<Void> follow(Phase phase, Transition change, Moment moment) {
    Instant now = moment.now();
    return switch (change) {
      case Transition.IssueMade _ -> begin(phase, null, now, execution -> {});
      case Transition.IssueRefused _ -> Uni.createFrom().voidItem();
      case Transition.PullRequestOpened _,
          Transition.PullRequestReady _,
          Transition.PullRequestReturned _ ->
          last(phase, execution -> execution.heard(change.why(), now));
      case Transition.AttemptFailed failed ->
          last(phase, execution -> end(execution, change, now))
              .chain(() -> begin(phase, failed.why(), now, execution -> {}));
      case Transition.GivenUp _,
          Transition.Merged _,
          Transition.Cancelled _,
          Transition.Skipped _ ->
          last(phase, execution -> end(execution, change, now));
      case Transition.Reopened _ -> last(phase, execution -> revive(execution, change, now));
      case Transition.Retried _ -> again(phase, now, (execution, before) -> {});
      case Transition.OtherAgentWanted _ ->
          again(
              phase,
              now,
              (execution, before) ->
                  execution.otherThan = Objects.requireNonNullElse(before.agent, ""));
      case Transition.TakenOver _ ->
          again(
              phase,
              now,
              (execution, before) -> {
                execution.agent = "person:" + moment.who();
                execution.heard(change.why(), now);
              });
    };
  }

  private interface Wish {
    void on(Execution execution, Execution before);
  }

  /**
   * The next attempt after the last one, whose end is its reason; none before there is an issue.
   */
  private static Uni<Void> again(Phase phase, Instant now, Wish wish) {
    return find(phase)
        .chain(
            before ->
                before == null
                    ? Uni.createFrom().voidItem()
                    : begin(phase, before.signal, now, execution -> wish.on(execution, before)));
  }

  private static Uni<Void> begin(
      Phase phase, @Nullable String reason, Instant now, Consumer<Execution> more) {
    Execution execution = new Execution();
    execution.phaseId = Objects.requireNonNull(phase.id);
    execution.attempt = phase.attempts;
    execution.madeAt = now;
    execution.reason = reason;
    more.accept(execution);
    return execution.persist().replaceWithVoid();
  }

  private static void end(Execution execution, Transition change, Instant now) {
    if (execution.endedAt == null) {
      execution.signal = change.why();
      execution.end(change.label(), now);
    }
  }

  private static void revive(Execution execution, Transition change, Instant now) {
    boolean wasStarted = execution.startedAt != null;
    execution.heard(change.why(), now);
    if (!wasStarted) {
      execution.state = Execution.TO_BE_STARTED;
      execution.startedAt = null;
    }
  }

  private static Uni<Void> last(Phase phase, Consumer<Execution> change) {
    return find(phase)
        .invoke(
            execution -> {
              if (execution != null) {
                change.accept(execution);
              }
            })
        .replaceWithVoid();
  }

  private static Uni<@Nullable Execution> find(Phase phase) {
    return Execution.<Execution>find("phaseId = ?1 order by attempt desc", phase.id).firstResult();
  }

  /** Only while nobody was asked: whoever is at it goes on. */
  Uni<Void> assign(Phase phase, String agent) {
    return last(
        phase,
        execution -> {
          if (execution.askedAt == null) {
            execution.wantedAgent = agent;
            execution.otherThan = null;
            execution.agent = null;
          }
        });
  }

  /**
   * Whom to ask is chosen.
   *
   * @param head of the pull request that is there already; null: none
   */
  Uni<Void> chosen(long id, String agent, @Nullable String head) {
    return change(
        id,
        execution -> {
          execution.agent = agent;
          execution.askedHead = head;
        });
  }

  Uni<Void> asked(long id, Instant now) {
    return change(id, execution -> execution.askedAt = now);
  }

  Uni<Void> nudged(long id, int times, Instant now) {
    return change(
        id,
        execution -> {
          execution.nudges = times;
          execution.nudgedAt = now;
        });
  }

  private static Uni<Void> change(long id, Consumer<Execution> change) {
    return Execution.<Execution>findById(id)
        .invoke(
            execution -> {
              if (execution != null) {
                change.accept(execution);
              }
            })
        .replaceWithVoid();
  }
}
