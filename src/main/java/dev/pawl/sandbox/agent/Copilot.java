package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.AgentAccount;
import java.util.Random;

/**
 * Copilot: assigned, a draft on {@code copilot/…} with {@code [WIP]}, done when it asks the one who
 * assigned it for a review; the draft stays one. Source:
 * https://docs.github.com/en/copilot/concepts/agents/cloud-agent/about-cloud-agent.
 */
record Copilot() implements Manner {
  @Override
  public AgentAccount account() {
    return AgentAccount.COPILOT;
  }

  @Override
  public String mention() {
    return "@copilot";
  }

  @Override
  public String branch(int issue, String slug, Random random) {
    return "copilot/" + slug;
  }

  @Override
  public boolean draft() {
    return true;
  }

  @Override
  public String working(String title) {
    return "[WIP] " + title;
  }

  @Override
  public void greet(Desk desk) {
    desk.eyes();
  }

  /** A request for a review from an earlier session is taken back (assumed). */
  @Override
  public void opened(Desk desk) {
    if (desk.session.attempt > 1) ask(desk, "DELETE");
    desk.event("copilot_work_started", account().login());
  }

  @Override
  public void finish(Desk desk, Work work) {
    ask(desk, "POST");
    desk.event("copilot_work_finished", account().login());
  }

  /** Who cannot be asked is not. */
  private static void ask(Desk desk, String method) {
    try {
      desk.rest.call(
          method,
          desk.pull() + "/requested_reviewers",
          Json.object("reviewers", Json.empty().add(desk.session.starter)));
    } catch (Refused e) {
      if (e.status() != 422) throw e;
    }
  }

  /** Its words: https://github.com/copilot-coding-agent/user-feedback/issues/34, shortened. */
  @Override
  public void fail(Desk desk, String why) {
    desk.comment(
        "Copilot stopped work on behalf of @"
            + desk.session.starter
            + " due to an error.\n\n"
            + why
            + "\n\nTo retry, comment on this pull request and mention @copilot.");
    desk.event("copilot_work_finished_failure", account().login());
  }
}
