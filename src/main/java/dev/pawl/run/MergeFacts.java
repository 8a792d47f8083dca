package dev.pawl.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What merges are judged by besides what is known of the repository. It stands in the view, so that
 * a stored one leads to its decision again, whatever Pawl's own settings are by then.
 *
 * @param freshFor how long what was read of a pull request may be relied upon
 * @param agents the accounts of coding agents
 * @param guards every guard that is asked, in order
 */
public record MergeFacts(Duration freshFor, List<AgentFacts> agents, List<GuardFacts> guards) {
  /** Of a view from before this was known: nothing is fresh. */
  public static final MergeFacts NONE = new MergeFacts(Duration.ZERO, List.of(), List.of());

  /** What Pawl calls GitHub's own agent. */
  public static final String GITHUBS_OWN = "copilot";

  public MergeFacts {
    agents = List.copyOf(agents);
    guards = List.copyOf(guards);
  }

  /**
   * A coding agent.
   *
   * @param ids GitHub's ids of its accounts, in order
   * @param logins its logins, in small letters and in order
   */
  public record AgentFacts(String name, List<Long> ids, List<String> logins) {
    public AgentFacts {
      ids = List.copyOf(ids);
      logins = List.copyOf(logins);
    }

    /** Whether an account is this agent's. A login alone is believed of bots only. */
    public boolean is(long id, String login, boolean bot) {
      return ids.contains(id) || (bot && logins.contains(login.toLowerCase(Locale.ROOT)));
    }
  }

  /**
   * A guard.
   *
   * @param settings what it goes by besides what it is given; empty for nothing
   */
  public record GuardFacts(String name, String settings) {}
}
