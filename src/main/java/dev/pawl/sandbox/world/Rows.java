package dev.pawl.sandbox.world;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

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

  public String privateKey = "";

  /** The world's clock when this was saved; it never goes back, over a restart either. */
  public Instant savedAt = Instant.EPOCH;
}
