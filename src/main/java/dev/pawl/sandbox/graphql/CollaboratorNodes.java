package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may do what. Source: https://docs.github.com/en/graphql/reference/objects#repository, field
 * {@code collaborators}; only people are, no bots.
 */
record CollaboratorNodes(World world, Nodes nodes) {
  Fields of(DataFetchingEnvironment e, Repository repository) {
    String login = e.getArgument("login");
    String query = e.getArgument("query");
    Set<Long> ids = new LinkedHashSet<>(List.of(repository.owner));
    ids.addAll(repository.permissions.keySet());
    List<Fields> edges = new ArrayList<>();
    for (long id : ids) {
      Account account = world.account(id);
      if (account.type != Account.Type.User) continue;
      if (login != null && !account.login.equalsIgnoreCase(login)) continue;
      if (query != null && !World.lower(account.login).contains(World.lower(query))) continue;
      edges.add(edge(repository, account));
    }
    return Connections.edges(e, "RepositoryCollaboratorConnection", edges);
  }

  private Fields edge(Repository repository, Account account) {
    return new Fields("RepositoryCollaboratorEdge")
        .with("node", nodes.account(account))
        .with("permission", world.permission(repository, account).toUpperCase(Locale.ROOT));
  }
}
