package dev.pawl.sandbox.control;

import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;

/** Finds what a control call names. */
record Lookup(World world) {
  Account account(String login) {
    Account account = world.account(login);
    if (account == null) throw ApiError.of(404, "no account " + login);
    return account;
  }

  Repository repository(Call call) {
    return repository(call.param("owner") + "/" + call.param("repo"));
  }

  Repository repository(String fullName) {
    int slash = fullName.indexOf('/');
    Repository repository =
        slash < 0
            ? null
            : world.repository(fullName.substring(0, slash), fullName.substring(slash + 1));
    if (repository == null) throw ApiError.of(404, "no repository " + fullName);
    return repository;
  }

  Issue issue(Call call) {
    Issue issue = repository(call).issues.get((int) call.paramLong("number"));
    if (issue == null) throw ApiError.of(404, "no issue " + call.param("number"));
    return issue;
  }

  PullRequest pull(Call call) {
    PullRequest pull = repository(call).pullRequests.get((int) call.paramLong("number"));
    if (pull == null) throw ApiError.of(404, "no pull request " + call.param("number"));
    return pull;
  }

  Comment comment(Call call) {
    Comment comment = repository(call).comments.get(call.paramLong("id"));
    if (comment == null) throw ApiError.of(404, "no comment " + call.param("id"));
    return comment;
  }

  Installation installation(Call call) {
    Installation installation = world.rows().installations.get(call.paramLong("id"));
    if (installation == null) throw ApiError.of(404, "no installation " + call.param("id"));
    return installation;
  }

  /** The person of field {@code by}; without it the owner of the account acts. */
  Actor actor(Call call, Account otherwise) {
    String login = call.text("by");
    return Actor.person(login == null ? otherwise : account(login));
  }

  Actor actor(Call call, Repository repository) {
    return actor(call, world.account(repository.owner));
  }
}
