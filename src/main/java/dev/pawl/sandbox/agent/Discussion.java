package dev.pawl.sandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;

/**
 * What is said about a pull request: by the person who had it made, in a comment and in a review
 * with a remark on a line; by the agent, in answers; and last by somebody who may not write.
 */
final class Discussion {
  /** Made where there is nobody of that name. */
  private static final String STRANGER = "passerby";

  private final Desk desk;
  private final String control;

  Discussion(Desk desk) {
    this.desk = desk;
    this.control = "/_sandbox/repositories/" + desk.session.target;
  }

  /** Once: where the last word was said nothing is said again. */
  void hold() {
    if (desk.session.pull == 0 || isHeld()) return;
    if (desk.session.starterIsPerson) {
      String person = desk.session.starter;
      say(person, "It should stay small: whoever uses it reads the source first.");
      review(person);
      desk.comment("It stays small; nothing was taken in that the task does not ask for.");
    }
    arrive();
    say(STRANGER, "I would write all of this anew in another language.");
  }

  private boolean isHeld() {
    for (JsonNode comment : desk.rest.get(desk.pullAsIssue() + "/comments?per_page=100"))
      if (comment.at("/user/login").asText().equals(STRANGER)) return true;
    return false;
  }

  private void say(String login, String text) {
    desk.rest.post(
        control + "/issues/" + desk.session.pull + "/comments",
        Json.object("by", login, "body", text));
  }

  /** The remark is answered and its conversation then resolved by who began it. */
  private void review(String person) {
    ObjectNode review =
        Json.object(
            "by", person,
            "state", "commented",
            "body", "Read as a whole. One remark stands at its line.");
    for (JsonNode file : desk.rest.get(desk.pull() + "/files?per_page=1"))
      review.set(
          "comments",
          Json.empty()
              .add(
                  Json.object(
                      "path",
                      file.path("filename").asText(),
                      "line",
                      1,
                      "body",
                      "What is it called by those who use it?")));
    String pull = control + "/pulls/" + desk.session.pull;
    JsonNode given = desk.rest.post(pull + "/reviews", review);
    for (JsonNode thread : given.path("threads")) {
      desk.rest.post(
          desk.pull() + "/comments/" + thread.path("comment").asLong() + "/replies",
          Json.object("body", "By the name of its class."));
      desk.rest.post(
          pull + "/threads/" + thread.path("id").asLong() + "/resolve", Json.object("by", person));
    }
  }

  /** Refused with 422 where the stranger has come before. */
  private void arrive() {
    try {
      desk.rest.post("/_sandbox/people", Json.object("login", STRANGER));
    } catch (Refused e) {
      if (e.status() != 422) throw e;
    }
  }
}
