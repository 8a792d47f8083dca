package dev.pawl.sandbox.page;

import dev.pawl.sandbox.hook.DeliveryLog;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.RequestLog;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.World;
import org.jspecify.annotations.Nullable;

/** The pages. */
public final class Site {
  public Site(World world, Shapes shapes, DeliveryLog deliveries, RequestLog requests) {}

  /** The page at a path; null when the path is the API's. */
  public @Nullable Answer page(Call call) {
    return null;
  }
}
