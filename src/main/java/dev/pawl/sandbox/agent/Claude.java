package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.AgentAccount;
import java.util.Random;

/**
 * Claude: called by {@code @claude}, on {@code claude/issue-…}, done when its one comment on the
 * issue says so. Source: https://github.com/anthropics/claude-code-action. That it opens the pull
 * request itself is assumed; its action may leave that to a person.
 */
record Claude() implements Manner {
  @Override
  public AgentAccount account() {
    return AgentAccount.CLAUDE;
  }

  @Override
  public String mention() {
    return "@claude";
  }

  @Override
  public boolean startsByMention() {
    return true;
  }

  @Override
  public String branch(int issue, String slug, Random random) {
    return "claude/issue-%d-%08d".formatted(issue, random.nextInt(100_000_000));
  }

  @Override
  public void greet(Desk desk) {
    desk.eyes();
    long comment = desk.comment("Claude Code is working…");
    desk.note(session -> session.comment = comment);
  }

  @Override
  public void finish(Desk desk, Work work) {
    tell(desk, "**Claude finished @" + desk.session.starter + "'s task**\n\n" + work.summary());
  }

  @Override
  public void fail(Desk desk, String why) {
    tell(desk, "**Claude encountered an error**\n\n" + why);
  }

  private static void tell(Desk desk, String text) {
    desk.rest.patch(
        "/repos/" + desk.session.repository + "/issues/comments/" + desk.session.comment,
        Json.object("body", text));
  }
}
