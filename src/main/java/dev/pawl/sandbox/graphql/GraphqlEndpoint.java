package dev.pawl.sandbox.graphql;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.RateLimits;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.World;

/** {@code POST /graphql}. */
public final class GraphqlEndpoint {
  public GraphqlEndpoint(World world, Shapes shapes, Access access, RateLimits limits) {}

  public void register(Routes routes) {}
}
