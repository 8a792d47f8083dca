package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.world.AgentAccount;
import java.util.Random;

/**
 * Jules: started by the label {@code jules} that a person set; its pull request comes when the work
 * is done, and that it is there is the signal. Source: https://jules.google/docs/running-tasks/.
 */
record Jules() implements Manner {
  @Override
  public AgentAccount account() {
    return AgentAccount.JULES;
  }

  @Override
  public String mention() {
    return "@jules";
  }

  @Override
  public String label() {
    return "jules";
  }

  @Override
  public String branch(int issue, String slug, Random random) {
    return "jules-%d-%08x".formatted(issue, random.nextInt());
  }

  @Override
  public boolean opensAtOnce() {
    return false;
  }

  @Override
  public void greet(Desk desk) {
    desk.eyes();
    desk.comment("Jules has started to work on this.");
  }

  @Override
  public void finish(Desk desk, Work work) {}

  @Override
  public void fail(Desk desk, String why) {
    desk.comment("Jules could not finish this task.\n\n" + why);
  }
}
