package dev.pawl.sandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.AgentSession;
import java.util.function.Consumer;

/** One session at work: its notebook and the API. Notes are taken through {@link #note}. */
final class Desk {
  final Rest rest;
  final AgentSession session;
  private final Consumer<Consumer<AgentSession>> notebook;

  Desk(Rest rest, AgentSession session, Consumer<Consumer<AgentSession>> notebook) {
    this.rest = rest;
    this.session = session;
    this.notebook = notebook;
  }

  void note(Consumer<AgentSession> change) {
    notebook.accept(change);
  }

  String issue() {
    return "/repos/" + session.repository + "/issues/" + session.issue;
  }

  /** The pull request among the issues of the repository where the agent works. */
  String pullAsIssue() {
    return "/repos/" + session.target + "/issues/" + session.pull;
  }

  String pull() {
    return "/repos/" + session.target + "/pulls/" + session.pull;
  }

  /** As the issue is named from where the agent works. */
  String reference() {
    return session.target.equals(session.repository)
        ? "#" + session.issue
        : session.repository + "#" + session.issue;
  }

  /** Comments on the pull request; where there is none, on the issue. Answers the comment's id. */
  long comment(String text) {
    String where = session.pull == 0 ? issue() : pullAsIssue();
    return rest.post(where + "/comments", Json.object("body", text)).path("id").asLong();
  }

  /** Looks at what it was called by: a comment, or the issue. */
  void eyes() {
    String where =
        session.trigger == 0
            ? issue()
            : "/repos/" + session.triggerRepository + "/issues/comments/" + session.trigger;
    rest.post(where + "/reactions", Json.object("content", "eyes"));
  }

  /** GitHub enters such events itself; here it is told to. */
  void event(String name, String login) {
    if (session.pull == 0) return;
    rest.post(
        "/_sandbox/repositories/" + session.target + "/issues/" + session.pull + "/agent-events",
        Json.object("name", name, "by", login));
  }

  JsonNode readIssue() {
    return rest.get(issue());
  }
}
