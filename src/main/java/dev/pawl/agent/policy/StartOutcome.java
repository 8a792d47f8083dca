package dev.pawl.agent.policy;

import java.util.Set;

/** Why an agent could not be started, in the words that effects keep. */
public final class StartOutcome {
  /** Pawl was given no token of a person. */
  public static final String NO_TOKEN = "no-token";

  /** GitHub does not take the person's token: it was revoked, or has run out. */
  public static final String TOKEN_REFUSED = "token-refused";

  /** Who asked may not start this agent. */
  public static final String NOT_ALLOWED = "not-allowed";

  /** GitHub took the request and left the agent out: it is not enabled here, or no seat is. */
  public static final String NOT_ENABLED = "not-enabled";

  /** Nobody can tell whether it was started. */
  public static final String UNCERTAIN = "uncertain";

  /** It was looked for, and what became of it was not to be found out. */
  public static final String UNSURE = "unsure";

  /** After these nothing is done under another name, and nothing twice. */
  static final Set<String> STOPS = Set.of(TOKEN_REFUSED, UNCERTAIN, UNSURE);

  private StartOutcome() {}
}
