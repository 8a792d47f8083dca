package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.RepositoryActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.List;
import java.util.Objects;

/**
 * Forks. An App needs a permission that Pawl does not ask for. Source:
 * https://docs.github.com/en/rest/repos/forks.
 */
public final class ForkEndpoints {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final RepositoryActs acts;

  public ForkEndpoints(World world, Shapes shapes, Access access, RepositoryActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String forks = "/repos/{owner}/{repo}/forks";
    routes
        .add("GET", forks, Need.read("metadata"), this::list)
        .add("POST", forks, Need.read("metadata"), this::create);
  }

  private Answer list(Call call) {
    List<Repository> forks =
        world.rows().repositories.values().stream()
            .filter(fork -> Objects.equals(fork.forkOf, call.repository().id))
            .filter(fork -> access.visible(call.caller(), fork))
            .toList()
            .reversed();
    return Pages.of(call, forks, shapes.repositories::basic);
  }

  /** GitHub copies in the background; here it is done when the answer comes (ours). */
  private Answer create(Call call) {
    if (!(call.caller() instanceof Caller.Person(Account person))) throw ApiError.forbidden();
    Repository parent = call.repository();
    String organization = call.text("organization");
    Account owner = organization == null ? person : world.account(organization);
    if (owner == null) throw ApiError.notFound();
    if (owner.id == parent.owner)
      throw ApiError.of(403, "You cannot fork this repository into its own account.");
    for (Repository fork : world.rows().repositories.values())
      if (fork.owner == owner.id && Objects.equals(fork.forkOf, parent.id))
        return Answer.json(202, shapes.repositories.full(fork, "admin"));
    String wanted = call.text("name");
    String name = wanted == null ? parent.name : wanted;
    while (world.repository(owner.login, name) != null) name += "-1";
    Repository fork =
        acts.fork(
            parent, owner, name, call.json().path("default_branch_only").asBoolean(false), person);
    return Answer.json(202, shapes.repositories.full(fork, "admin"));
  }
}
