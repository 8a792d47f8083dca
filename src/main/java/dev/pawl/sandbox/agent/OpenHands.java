package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.AgentAccount;
import java.util.Random;

/**
 * OpenHands in a workflow of one's own: started by a {@code repository_dispatch} that names the
 * issue, a draft on {@code openhands-fix-issue-…}, done when it marks it ready. Branch:
 * https://github.com/All-Hands-AI/OpenHands; the rest is up to the workflow, so ours.
 */
record OpenHands() implements Manner {
  @Override
  public AgentAccount account() {
    return AgentAccount.OPENHANDS;
  }

  @Override
  public String mention() {
    return "@openhands";
  }

  @Override
  public String dispatch() {
    return "openhands";
  }

  @Override
  public String branch(int issue, String slug, Random random) {
    return "openhands-fix-issue-" + issue;
  }

  @Override
  public boolean draft() {
    return true;
  }

  @Override
  public void greet(Desk desk) {
    desk.comment("OpenHands started fixing the issue.");
  }

  @Override
  public void opened(Desk desk) {
    if (desk.session.attempt > 1) draft(desk, "convertPullRequestToDraft");
  }

  @Override
  public void finish(Desk desk, Work work) {
    draft(desk, "markPullRequestReadyForReview");
  }

  private static void draft(Desk desk, String mutation) {
    String id = desk.rest.get(desk.pull()).path("node_id").asText();
    desk.rest.post(
        "/graphql",
        Json.object(
            "query",
            "mutation($id: ID!) { "
                + mutation
                + "(input: {pullRequestId: $id}) { clientMutationId } }",
            "variables",
            Json.object("id", id)));
  }

  @Override
  public void fail(Desk desk, String why) {
    desk.comment("OpenHands failed to create a fix for this issue.\n\n" + why);
  }
}
