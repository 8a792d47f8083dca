package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's notebook on one session: what it was asked, how far it came. It is kept with the world
 * so that a restart lets it go on, and it is all that agents know without asking over HTTP.
 */
public final class AgentSession {
  /** How it stands; all but RUNNING are ends. */
  public enum State {
    RUNNING,
    FINISHED,
    FAILED,
    /** The agent stopped without a word. */
    SILENT,
    /** Unassigned, or nothing is left to work on. */
    STOPPED
  }

  public long id;

  /** {@link AgentAccount#name()}. */
  public String agent = "";

  /** owner/name of the issue's repository. */
  public String repository = "";

  /** owner/name of the repository where it works. */
  public String target = "";

  public int issue;

  /** Login of who started it. */
  public String starter = "";

  /** Whether that is a person, not an App. */
  public boolean starterIsPerson;

  public AgentMood mood = AgentMood.NORMAL;

  /** The how-manieth session of this agent for this issue; from 1. */
  public int attempt = 1;

  public @Nullable String base;
  public @Nullable String instructions;
  public @Nullable String branch;

  /** Number of its pull request; 0: none yet. */
  public int pull;

  /** Id of the comment that called for it; 0: none did. */
  public long trigger;

  /** owner/name of that comment's repository. */
  public String triggerRepository = "";

  /** Id of the comment in which the agent tells of its work; 0: none. */
  public long comment;

  /** Steps still to take, in order. */
  public List<String> steps = new ArrayList<>();

  public State state = State.RUNNING;
  public @Nullable String note;
  public Instant startedAt = Instant.EPOCH;
}
