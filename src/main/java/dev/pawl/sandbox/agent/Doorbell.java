package dev.pawl.sandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentAssignment;
import dev.pawl.sandbox.world.AgentSession;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Repository;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Wakes agents by what happens: the four ways to start one, unassignment, and pushes for CI. */
final class Doorbell implements Hooks.Listener {
  private final Agents agents;
  private final ContinuousIntegration ci;

  Doorbell(Agents agents, ContinuousIntegration ci) {
    this.agents = agents;
    this.ci = ci;
  }

  @Override
  public void heard(
      String event,
      @Nullable String action,
      Repository repository,
      Account sender,
      @Nullable Object[] parts) {
    String what = action == null ? event : event + "." + action;
    switch (what) {
      case "issues.assigned" -> assigned(repository, sender, parts);
      case "issues.unassigned" -> {
        if (isCopilot(parts))
          agents.stop(AgentAccount.COPILOT.name(), agents.name(repository), number(parts));
      }
      case "issues.labeled" -> labeled(repository, sender, parts);
      case "issue_comment.created" -> commented(repository, sender, parts);
      case "pull_request.opened", "pull_request.synchronize", "pull_request.reopened" ->
          ci.pushed(repository, part(parts, "pull_request"));
      default -> {
        if (event.equals("repository_dispatch") && action != null)
          dispatched(repository, sender, action, part(parts, "client_payload"));
      }
    }
  }

  private static JsonNode part(@Nullable Object[] parts, String name) {
    for (int i = 0; i + 1 < parts.length; i += 2)
      if (name.equals(parts[i]) && parts[i + 1] instanceof JsonNode node) return node;
    return Json.MAPPER.missingNode();
  }

  private static int number(@Nullable Object[] parts) {
    return part(parts, "issue").path("number").asInt();
  }

  private static boolean isCopilot(@Nullable Object[] parts) {
    return part(parts, "assignee").path("id").asLong() == AgentAccount.COPILOT.id();
  }

  private AgentSession asked(Manner manner, Repository repository, int issue, Account sender) {
    AgentSession session = new AgentSession();
    session.agent = manner.account().name();
    session.repository = agents.name(repository);
    session.target = session.repository;
    session.issue = issue;
    session.starter = sender.login;
    session.starterIsPerson = sender.type == Account.Type.User;
    return session;
  }

  private void assigned(Repository repository, Account sender, @Nullable Object[] parts) {
    if (!isCopilot(parts) || !repository.copilotEnabled) return;
    AgentSession session = asked(new Copilot(), repository, number(parts), sender);
    Issue issue = repository.issues.get(session.issue);
    AgentAssignment wishes = issue == null ? null : issue.agentAssignment;
    if (wishes != null) {
      if (wishes.targetRepo() != null) session.target = wishes.targetRepo();
      session.base = wishes.baseBranch();
      session.instructions = wishes.customInstructions();
    }
    agents.begin(session);
  }

  /** Labels that bots set are passed over (reported). */
  private void labeled(Repository repository, Account sender, @Nullable Object[] parts) {
    String label = part(parts, "label").path("name").asText().toLowerCase(Locale.ROOT);
    for (Manner manner : Agents.MANNERS)
      if (label.equals(manner.label())
          && sender.type == Account.Type.User
          && repository.agent(manner.account()).enabled())
        agents.begin(asked(manner, repository, number(parts), sender));
  }

  /** A bot's comment does nothing (reported). */
  private void commented(Repository repository, Account sender, @Nullable Object[] parts) {
    if (sender.type != Account.Type.User) return;
    JsonNode issue = part(parts, "issue");
    JsonNode comment = part(parts, "comment");
    String text = comment.path("body").asText().toLowerCase(Locale.ROOT);
    for (Manner manner : Agents.MANNERS) {
      if (!text.contains(manner.mention()) || !mentions(text, manner.mention())) continue;
      int number = issue.path("number").asInt();
      AgentSession session = asked(manner, repository, number, sender);
      if (issue.has("pull_request")) {
        AgentSession made = agents.ofPull(session.agent, session.target, number);
        if (made == null) continue;
        session.repository = made.repository;
        session.issue = made.issue;
      } else if (!manner.startsByMention() || !repository.agent(manner.account()).enabled()) {
        continue;
      }
      session.trigger = comment.path("id").asLong();
      session.triggerRepository = agents.name(repository);
      agents.begin(session);
    }
  }

  private static boolean mentions(String text, String mention) {
    return Pattern.compile("(^|[^\\w`@/-])" + Pattern.quote(mention) + "(?![\\w-])")
        .matcher(text)
        .find();
  }

  /** Any App may dispatch: only who may write contents can. */
  private void dispatched(Repository repository, Account sender, String type, JsonNode payload) {
    int issue = payload.path("issue").asInt(0);
    for (Manner manner : Agents.MANNERS)
      if (type.equals(manner.dispatch())
          && issue > 0
          && repository.agent(manner.account()).enabled())
        agents.begin(asked(manner, repository, issue, sender));
  }
}
