package dev.pawl.mirror;

import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the mirror's issues. Every method belongs into a transaction of the issue's lane. */
@ApplicationScoped
public class Issues {
  /** Nobody has come by so soon; and what somebody did was told by then. */
  private static final Duration MOMENT = Duration.ofMinutes(2);

  private final OwnApp ownApp;
  private final AgentIdentities agents;

  Issues(OwnApp ownApp, AgentIdentities agents) {
    this.ownApp = ownApp;
    this.agents = agents;
  }

  /**
   * Takes what an event says.
   *
   * @return whether the event and the mirror disagree at the same second, so that the issue must be
   *     read again
   */
  public Uni<Boolean> observe(long repository, IssueFact fact) {
    return Issue.<Issue>findById(new Issue.Key(repository, fact.number()))
        .chain(
            known -> {
              if (known == null) {
                return persist(repository, fact);
              }
              return switch (Version.of(fact.version(), known.version)) {
                case OLDER -> Uni.createFrom().item(false);
                case NEWER -> {
                  apply(known, fact);
                  yield Uni.createFrom().item(false);
                }
                case SAME_TIME -> {
                  boolean differs = differs(known, fact);
                  known.dirty |= differs;
                  if (known.assignees.isEmpty()) {
                    // A reading ends the doubt without telling of agents, so this is not lost.
                    known.assignees = clean(String.join("\n", fact.assignees()));
                  }
                  yield Uni.createFrom().item(differs);
                }
              };
            });
  }

  /**
   * Takes what GitHub answered to a question asked just now, which is newer than any event before.
   */
  public Uni<Void> take(long repository, IssueFact fact) {
    return Issue.<Issue>findById(new Issue.Key(repository, fact.number()))
        .chain(
            known -> {
              if (known == null) {
                return persist(repository, fact).replaceWithVoid();
              }
              if (Version.of(fact.version(), known.version) != Version.OLDER) {
                apply(known, fact);
              }
              known.dirty = false;
              return Uni.createFrom().voidItem();
            });
  }

  /**
   * Takes what a GraphQL query told, whose assignees are people only: that an agent is assigned,
   * and that it is no more, is told by events and by REST.
   *
   * @param settings by which the agents are known
   */
  Uni<Void> takeWithoutAgents(long repository, IssueFact fact, Settings.Agent settings) {
    return Issue.<Issue>findById(new Issue.Key(repository, fact.number()))
        .chain(
            known ->
                take(
                    repository,
                    known == null ? fact : fact.withAssignees(agents(settings, known.assignees))));
  }

  private List<String> agents(Settings.Agent settings, String assignees) {
    List<AgentIdentity> known = agents.of(settings);
    return assignees
        .lines()
        .filter(login -> known.stream().anyMatch(agent -> agent.goesBy(login)))
        .toList();
  }

  /** Whether it is an issue that Pawl made, and is open for all that is known. */
  Uni<Boolean> isOpenTask(long repository, int number) {
    return Issue.<Issue>findById(new Issue.Key(repository, number))
        .map(known -> known != null && known.effectKey != null && known.state.equals(Issue.OPEN));
  }

  /** The next reading of the repository is to tell of it. */
  Uni<Void> doubt(long repository, int number) {
    return Issue.<Issue>findById(new Issue.Key(repository, number))
        .invoke(known -> known.dirty = true)
        .replaceWithVoid();
  }

  /**
   * Whether Pawl made an issue a moment ago, it has not changed since, and nobody is assigned to
   * it.
   */
  public Uni<Boolean> madeJustNow(long repository, int number, Instant now) {
    return Issue.<Issue>findById(new Issue.Key(repository, number))
        .map(
            known ->
                known != null
                    && known.byApp
                    && known.effectKey != null
                    && !known.dirty
                    && known.assignees.isEmpty()
                    && !known.version.isAfter(now)
                    && known.version.plus(MOMENT).isAfter(now));
  }

  /** The issue is gone: deleted, or transferred to another repository. */
  public Uni<Void> gone(long repository, int number, String state) {
    return Issue.<Issue>findById(new Issue.Key(repository, number))
        .invoke(
            known -> {
              if (known != null) {
                known.state = state;
                known.dirty = false;
              }
            })
        .replaceWithVoid();
  }

  private Uni<Boolean> persist(long repository, IssueFact fact) {
    Issue issue = new Issue();
    issue.repositoryId = repository;
    issue.number = fact.number();
    apply(issue, fact);
    return issue.persist().replaceWith(false);
  }

  private void apply(Issue issue, IssueFact fact) {
    if (issue.state.equals(Issue.DELETED) || issue.state.equals(Issue.TRANSFERRED)) {
      return;
    }
    issue.id = fact.id();
    issue.title = clean(fact.title());
    issue.body = clean(fact.body());
    issue.state = fact.state().equals(Issue.CLOSED) ? Issue.CLOSED : Issue.OPEN;
    issue.stateReason = fact.stateReason();
    issue.locked = fact.locked();
    issue.authorId = fact.authorId();
    issue.author = clean(fact.author());
    issue.byApp |= ownApp.did(fact.appId());
    issue.labels = clean(String.join("\n", fact.labels()));
    issue.assignees = clean(String.join("\n", fact.assignees()));
    if (issue.byApp && issue.effectKey == null) {
      // What Pawl writes because somebody said so is no task of the loop.
      issue.effectKey =
          Marker.in(fact.body()).filter(key -> !key.startsWith(Marker.SAID)).orElse(null);
    }
    issue.version = fact.version() == null ? issue.version : fact.version();
    issue.dirty = false;
  }

  private static boolean differs(Issue issue, IssueFact fact) {
    return !(issue.title.equals(clean(fact.title()))
        && issue.body.equals(clean(fact.body()))
        && issue.state.equals(fact.state())
        && issue.locked == fact.locked()
        && Objects.equals(issue.stateReason, fact.stateReason())
        && issue.labels.equals(clean(String.join("\n", fact.labels())))
        && issue.assignees.equals(clean(String.join("\n", fact.assignees()))));
  }

  /** PostgreSQL's text cannot hold the character NUL, which JSON can. */
  private static String clean(@Nullable String text) {
    return text == null ? "" : text.replace("\u0000", "");
  }
}
