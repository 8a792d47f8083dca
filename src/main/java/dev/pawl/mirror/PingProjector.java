package dev.pawl.mirror;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * GitHub tried the webhook out. Arriving is all that it should do.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#ping">ping</a>
 */
@ApplicationScoped
class PingProjector implements Projector {
  @Override
  public String event() {
    return "ping";
  }

  @Override
  public Uni<Projection> project(Event event) {
    return Uni.createFrom().item(Projection.DONE);
  }
}
