package dev.pawl.sandbox.act;

import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.CommitStatus;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is said of commits. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#status.
 */
public final class StatusActs {
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;
  private Consumer<Repository> watcher = repository -> {};

  StatusActs(World world, Shapes shapes, Hooks hooks) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  /** Is told when something new is known of a commit. */
  void watch(Consumer<Repository> who) {
    watcher = who;
  }

  /** Says something of a commit; what was said before under the same name stays in the list. */
  public CommitStatus say(
      Repository repository,
      Actor by,
      String sha,
      String context,
      String state,
      @Nullable String description,
      @Nullable String targetUrl) {
    CommitStatus status = new CommitStatus();
    status.id = world.nextId();
    status.sha = sha;
    status.context = context;
    status.state = state;
    status.description = description;
    status.targetUrl = targetUrl;
    status.creator = by.account().id;
    status.createdAt = world.now();
    repository.statuses.put(status.id, status);
    world.changed();
    tell(repository, by, status);
    watcher.accept(repository);
    return status;
  }

  private void tell(Repository repository, Actor by, CommitStatus status) {
    List<@Nullable Object> parts = new ArrayList<>();
    shapes
        .statuses
        .told(repository, status)
        .properties()
        .forEach(
            field -> {
              parts.add(field.getKey());
              parts.add(field.getValue());
            });
    hooks.tell("status", null, repository, by.account(), parts.toArray());
  }
}
