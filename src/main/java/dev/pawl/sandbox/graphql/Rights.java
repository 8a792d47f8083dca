package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.shape.NodeId;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;

/** Who may change what over GraphQL, and what a mutation names. */
record Rights(World world, Access access, Caller caller) {
  /** A pull request with the repository that it is in. */
  record Found(Repository repository, PullRequest pull) {}

  Actor actor() {
    return access.actor(caller);
  }

  static Map<String, Object> input(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.getArgument("input"));
  }

  /** The pull request of a node id; an error where the caller knows none. */
  Found pull(String id) {
    NodeId node = NodeId.parse(id);
    if (node != null && node.prefix().equals("PR"))
      for (Repository repository : world.rows().repositories.values())
        for (PullRequest pull : repository.pullRequests.values())
          if (pull.id == node.id() && access.visible(caller, repository))
            return new Found(repository, pull);
    throw unknown(id);
  }

  static Failure unknown(String id) {
    return new Failure(
        "NOT_FOUND", "Could not resolve to a node with the global id of '" + id + "'");
  }

  /** The author of a pull request may do it, and who may write. */
  void requireAuthorOrWriter(Repository repository, PullRequest pull) {
    boolean own = access.writesAs(caller, repository.issueOf(pull).author);
    if (caller instanceof Caller.Person && own) return;
    require(repository, "pull_requests");
  }

  /** An App needs the permission, a person to be able to push. */
  void require(Repository repository, String permission) {
    switch (caller) {
      case Caller.Installed installed -> {
        if (!Access.covers(installed, repository)
            || !Access.granted(installed.token(), permission, true))
          throw new Failure("FORBIDDEN", "Resource not accessible by integration");
      }
      case Caller.Person person -> {
        if (!access.pushes(caller, repository))
          throw new Failure(
              "FORBIDDEN",
              person.account().login + " does not have the correct permissions to execute this.");
      }
      default -> throw new Failure("FORBIDDEN", "You must have repository write permissions.");
    }
    if (repository.archived)
      throw new Failure("FORBIDDEN", "Repository was archived so is read-only.");
  }
}
