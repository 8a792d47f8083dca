package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.access.TokenMint;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentSession;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scripted agents. A session is a row of steps, taken one by one with rests between them by the
 * world's clock. Of the world's objects only the agents' own notebooks and settings are touched
 * here, under its lock; everything else goes over HTTP.
 */
public final class Agents implements AutoCloseable {
  static final List<Manner> MANNERS =
      List.of(new Copilot(), new Claude(), new Jules(), new OpenHands(), new Codex());

  /** Notebooks that are kept; the oldest that ended go first. */
  private static final int MOST_SESSIONS = 500;

  private final World world;
  private final TokenMint mint;
  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ContinuousIntegration ci;

  /** Ids of the sessions whose step is under way. */
  private final Set<Long> working = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  /** {@code base} is the sandbox's own address. */
  public Agents(World world, Hooks hooks, TokenMint mint, String base) {
    this.world = world;
    this.mint = mint;
    this.base = base;
    this.ci = new ContinuousIntegration(world, this::rest, this::pause);
    hooks.listen(new Doorbell(this, ci));
  }

  /** Goes on with what a restart interrupted. */
  public void resume() {
    world.lock.lock();
    try {
      for (AgentSession session : world.rows().sessions.values())
        if (session.state == AgentSession.State.RUNNING) later(session.id, Duration.ZERO);
      ci.resume();
    } finally {
      world.lock.unlock();
    }
  }

  /** Runs the checks of a pull request's head; a person has approved it. */
  public void approve(String repository, int pull, String sha) {
    ci.run(repository, pull, sha, false);
  }

  /** The API with the token of an agent, which is made where there is none. */
  Rest rest(AgentAccount agent) {
    world.lock.lock();
    try {
      Map<String, Long> tokens = world.rows().personalTokens;
      for (Map.Entry<String, Long> token : tokens.entrySet())
        if (token.getValue() == agent.id()) return new Rest(http, base, token.getKey());
      String made = mint.agent();
      tokens.put(made, agent.id());
      world.changed();
      return new Rest(http, base, made);
    } finally {
      world.lock.unlock();
    }
  }

  /** How long a step takes: the pace, half of it more or less, drawn from the seed. */
  Duration pause(String what) {
    long nanos = world.rows().agentPace.toNanos();
    if (nanos == 0) return Duration.ZERO;
    double share = 0.5 + random(what).nextDouble();
    return Duration.ofNanos((long) (nanos * share));
  }

  private Random random(String what) {
    return new Random(Objects.hash(world.rows().agentSeed, what));
  }

  /** The sessions of one agent for one issue, oldest first; under the world's lock. */
  private List<AgentSession> sessions(String agent, String repository, int issue) {
    return world.rows().sessions.values().stream()
        .filter(s -> s.agent.equals(agent) && s.repository.equals(repository) && s.issue == issue)
        .toList();
  }

  /** The latest session that made a pull request; null where an agent's never did. */
  @Nullable AgentSession ofPull(String agent, String target, int pull) {
    return world.rows().sessions.values().stream()
        .filter(s -> s.agent.equals(agent) && s.target.equals(target) && s.pull == pull)
        .max(Comparator.comparingLong(s -> s.id))
        .orElse(null);
  }

  String name(Repository repository) {
    return world.fullName(repository);
  }

  /** Begins a session, unless one is running; under the world's lock. */
  void begin(AgentSession asked) {
    List<AgentSession> before = sessions(asked.agent, asked.repository, asked.issue);
    if (before.stream().anyMatch(s -> s.state == AgentSession.State.RUNNING)) return;
    asked.id = world.nextId();
    asked.startedAt = world.now();
    asked.attempt = before.isEmpty() ? 1 : before.getLast().attempt + 1;
    Map<Long, AgentSession> sessions = world.rows().sessions;
    sessions.put(asked.id, asked);
    if (sessions.size() > MOST_SESSIONS)
      sessions.values().stream()
          .filter(s -> s.state != AgentSession.State.RUNNING)
          .map(s -> s.id)
          .findFirst()
          .ifPresent(sessions::remove);
    world.changed();
    later(asked.id, Duration.ZERO);
  }

  /** Ends what runs for an issue; under the world's lock. */
  void stop(String agent, String repository, int issue) {
    for (AgentSession session : sessions(agent, repository, issue))
      if (session.state == AgentSession.State.RUNNING) {
        session.state = AgentSession.State.STOPPED;
        world.changed();
      }
  }

  private void later(long session, Duration pause) {
    world.timers.after(pause, () -> next(session));
  }

  private void next(long id) {
    AgentSession session = claim(id);
    if (session == null) return;
    try {
      step(session);
    } finally {
      working.remove(id);
    }
    if (session.state == AgentSession.State.RUNNING && !closed)
      later(id, pause(session.repository + session.issue + session.attempt + session.steps));
  }

  /**
   * The session, if it is to go on; its next step is then nobody else's. While the step of an
   * earlier one is still under way, as when an agent is unassigned and assigned again, it waits.
   */
  private @Nullable AgentSession claim(long id) {
    world.lock.lock();
    try {
      AgentSession session = world.rows().sessions.get(id);
      if (closed || session == null || session.state != AgentSession.State.RUNNING) return null;
      for (AgentSession other : sessions(session.agent, session.repository, session.issue))
        if (other != session && working.contains(other.id)) {
          later(id, Duration.ofMillis(20));
          return null;
        }
      return working.add(id) ? session : null;
    } finally {
      world.lock.unlock();
    }
  }

  private void step(AgentSession session) {
    Manner manner = manner(session.agent);
    Consumer<Consumer<AgentSession>> notebook = change -> note(session, change);
    Desk desk = new Desk(rest(manner.account()), session, notebook);
    try {
      if (session.steps.isEmpty()) {
        start(desk, manner);
      } else {
        Step step = Step.valueOf(session.steps.getFirst());
        Random random = random(session.repository + "#" + session.issue + "/" + session.attempt);
        AgentSession.State state = new Worker(manner, desk, random).take(step);
        note(
            session,
            s -> {
              s.steps.removeFirst();
              if (s.state == AgentSession.State.RUNNING)
                s.state =
                    state == AgentSession.State.RUNNING && s.steps.isEmpty()
                        ? AgentSession.State.FINISHED
                        : state;
            });
      }
    } catch (RuntimeException e) {
      // While the sandbox closes nothing is noted: the step is taken again after the restart.
      if (!closed) note(session, s -> end(s, AgentSession.State.FAILED, String.valueOf(e)));
    }
  }

  private static void end(AgentSession session, AgentSession.State state, String why) {
    session.state = state;
    session.note = why;
  }

  /** Looks whether it was called by somebody who may, and what there is to go on with. */
  private void start(Desk desk, Manner manner) {
    AgentSession session = desk.session;
    if (session.trigger != 0 && !mayCall(desk)) {
      forget(session);
      return;
    }
    List<AgentSession> before = new ArrayList<>();
    world.lock.lock();
    try {
      before.addAll(sessions(session.agent, session.repository, session.issue));
    } finally {
      world.lock.unlock();
    }
    AgentSession goOn = null;
    for (AgentSession earlier : before)
      if (earlier != session && Worker.leftOpen(desk, earlier)) goOn = earlier;
    AgentSession earlier = goOn;
    note(
        session,
        s -> {
          if (s.state != AgentSession.State.RUNNING) return;
          Repository repository = repository(s.repository);
          if (repository != null) {
            s.mood = repository.agent(manner.account()).mood();
            repository.agents.computeIfPresent(s.agent, (name, setting) -> setting.used());
          }
          if (earlier != null) {
            s.pull = earlier.pull;
            s.branch = earlier.branch;
            s.target = earlier.target;
            s.base = earlier.base;
            s.comment = earlier.comment;
          }
          Step.of(s.mood, earlier != null).forEach(step -> s.steps.add(step.name()));
        });
  }

  /** https://docs.github.com/en/copilot/concepts/agents/cloud-agent/risks-and-mitigations */
  private static boolean mayCall(Desk desk) {
    String permission =
        desk.rest
            .get(
                "/repos/"
                    + desk.session.triggerRepository
                    + "/collaborators/"
                    + Project.encoded(desk.session.starter)
                    + "/permission")
            .path("permission")
            .asText();
    return permission.equals("write") || permission.equals("admin");
  }

  private void forget(AgentSession session) {
    world.lock.lock();
    try {
      session.state = AgentSession.State.STOPPED;
      world.rows().sessions.remove(session.id);
      world.changed();
    } finally {
      world.lock.unlock();
    }
  }

  private @Nullable Repository repository(String fullName) {
    int slash = fullName.indexOf('/');
    return world.repository(fullName.substring(0, slash), fullName.substring(slash + 1));
  }

  private void note(AgentSession session, Consumer<AgentSession> change) {
    world.lock.lock();
    try {
      if (world.rows().sessions.get(session.id) != session) return;
      change.accept(session);
      world.changed();
    } finally {
      world.lock.unlock();
    }
  }

  private static Manner manner(String name) {
    for (Manner manner : MANNERS) if (manner.account().name().equals(name)) return manner;
    throw new IllegalStateException("no agent " + name);
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
  }
}
