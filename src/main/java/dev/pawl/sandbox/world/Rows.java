package dev.pawl.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that lasts, but for git objects and deliveries, in the form in which it is saved. */
public final class Rows {
  public long lastId = 10_000;
  public Map<Long, Account> accounts = new TreeMap<>();
  public Map<Long, Repository> repositories = new TreeMap<>();
  public Map<Long, Installation> installations = new TreeMap<>();

  /** Personal token to account id. */
  public Map<String, Long> personalTokens = new LinkedHashMap<>();

  public Map<String, AccessToken> accessTokens = new LinkedHashMap<>();

  /** Old {@code owner/name} in lower case to repository id, after a rename or transfer. */
  public Map<String, Long> formerNames = new LinkedHashMap<>();

  /** The notebooks of scripted agents, by id. */
  public Map<Long, AgentSession> sessions = new TreeMap<>();

  /** How long an agent takes for one step, by the world's clock. */
  public Duration agentPace = Duration.ofSeconds(20);

  /** From this agents draw what is not given: names of branches, how long a step takes. */
  public long agentSeed = 20260101;

  public String privateKey = "";

  /** The App that was made from a manifest; null: the one that the sandbox was started with. */
  public @Nullable AppIdentity app;

  /** The world's clock when this was saved; it never goes back, over a restart either. */
  public Instant savedAt = Instant.EPOCH;
}
