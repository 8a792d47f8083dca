package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Reaction;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.TimelineEvent;
import dev.pawl.sandbox.world.World;
import org.jspecify.annotations.Nullable;

/** What happens around coding agents: entries of timelines, reactions, dispatches. */
public final class AgentActs {
  private final World world;
  private final Hooks hooks;
  private final TimelineActs timeline;

  AgentActs(World world, Hooks hooks, TimelineActs timeline) {
    this.world = world;
    this.timeline = timeline;
    this.hooks = hooks;
  }

  /** Enters an event into the timeline of an issue or pull request; no webhook carries it. */
  public TimelineEvent agentEvent(Issue issue, String name, Account actor) {
    return timeline.append(issue, Actor.person(actor), name);
  }

  /** Adds a reaction; no webhook carries it. The same one twice is one. */
  public Reaction react(
      Repository repository, int issue, long comment, String content, Account by) {
    Reaction known = reaction(repository, issue, comment, content, by);
    if (known != null) return known;
    Reaction reaction = new Reaction(world.nextId(), issue, comment, content, by.id, world.now());
    repository.reactions.put(reaction.id(), reaction);
    world.changed();
    return reaction;
  }

  /** That reaction by that account; null where there is none. */
  public @Nullable Reaction reaction(
      Repository repository, int issue, long comment, String content, Account by) {
    for (Reaction reaction : repository.reactions.values())
      if (reaction.issue() == issue
          && reaction.comment() == comment
          && reaction.user() == by.id
          && reaction.content().equals(content)) return reaction;
    return null;
  }

  /**
   * Tells of an event of somebody's own. Source:
   * https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository_dispatch.
   */
  public void dispatch(Repository repository, String type, JsonNode payload, Account by) {
    hooks.tell(
        "repository_dispatch",
        type,
        repository,
        by,
        "branch",
        repository.defaultBranch,
        "client_payload",
        payload);
  }
}
