package dev.pawl.mirror;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a coding agent is known on GitHub.
 *
 * @param name the agent's name in Pawl's settings, such as {@code copilot}
 * @param ids GitHub's ids of its accounts
 * @param logins its logins, in small letters: REST and GraphQL name one account differently
 * @param branches how the names of its branches begin
 */
public record AgentIdentity(String name, Set<Long> ids, Set<String> logins, List<String> branches) {

  // What the agents put before or after the number differs: copilot/fix-12, copilot/12-lamp.
  private static final Pattern NUMBER = Pattern.compile("(?:^|[-/_])(\\d{1,9})(?:$|[-/_])");

  // What says so itself is the issue, whatever other numbers there are: claude/issue-12-20260501.
  private static final Pattern SAID = Pattern.compile("(?:^|[-/_])issue-(\\d{1,9})(?:$|[-/_])");

  /**
   * GitHub's own agent.
   *
   * @see <a href="https://docs.github.com/en/copilot/concepts/agents/coding-agent">Copilot coding
   *     agent</a>
   */
  public static final AgentIdentity COPILOT =
      new AgentIdentity(
          "copilot",
          Set.of(198982749L),
          Set.of("copilot", "copilot-swe-agent", "copilot-swe-agent[bot]"),
          List.of("copilot/"));

  /**
   * Whether an account is this agent's. A login alone is believed of bots only: no person can make
   * themselves a bot.
   *
   * @param id null for an account that is gone, or not told
   */
  public boolean is(@Nullable Long id, String login, boolean bot) {
    return (id != null && ids.contains(id))
        || (bot && botLogins().contains(login.toLowerCase(Locale.ROOT)));
  }

  /** The logins of a bot, also as GraphQL has them: without {@code [bot]}. */
  public Set<String> botLogins() {
    Set<String> all = new HashSet<>(logins);
    logins.forEach(login -> all.add(PullRequestFact.login(login)));
    return all;
  }

  /** Whether it goes by a login, in whatever letters. */
  public boolean goesBy(String login) {
    return logins.contains(login.toLowerCase(Locale.ROOT));
  }

  /** The issue's number in the name of one of its branches; empty where there is none, or two. */
  public OptionalInt issueIn(String branch) {
    for (String prefix : branches) {
      if (branch.startsWith(prefix)) {
        Matcher said = SAID.matcher(branch);
        if (said.find()) {
          return OptionalInt.of(Integer.parseInt(said.group(1)));
        }
        Matcher number = NUMBER.matcher(branch.substring(prefix.length()));
        if (number.find()) {
          int found = Integer.parseInt(number.group(1));
          return number.find(number.end(1)) ? OptionalInt.empty() : OptionalInt.of(found);
        }
      }
    }
    return OptionalInt.empty();
  }
}
