package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.world.AgentAccount;
import java.util.Random;

/**
 * Codex: called by {@code @codex}, on {@code codex/…}; its pull request comes when the work is
 * done, and that it is there is the signal. Source:
 * https://developers.openai.com/codex/integrations/github. That it takes up issues as it does pull
 * requests, and opens its own without a person's help, is assumed.
 */
record Codex() implements Manner {
  @Override
  public AgentAccount account() {
    return AgentAccount.CODEX;
  }

  @Override
  public String mention() {
    return "@codex";
  }

  @Override
  public boolean startsByMention() {
    return true;
  }

  @Override
  public String branch(int issue, String slug, Random random) {
    return "codex/" + slug;
  }

  @Override
  public boolean opensAtOnce() {
    return false;
  }

  @Override
  public void greet(Desk desk) {
    desk.eyes();
  }

  @Override
  public void finish(Desk desk, Work work) {}

  @Override
  public void fail(Desk desk, String why) {
    desk.comment("Codex could not finish this task.\n\n" + why);
  }
}
