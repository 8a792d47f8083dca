package dev.pawl.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Tells the lanes that there is work. A wake-up is only a hint: it may be dropped or doubled, since
 * the lanes find due work in PostgreSQL once a second.
 */
@ApplicationScoped
public class WakeUps {
  private final Emitter<String> lanes;

  WakeUps(@Channel("lanes-out") @OnOverflow(OnOverflow.Strategy.DROP) Emitter<String> lanes) {
    this.lanes = lanes;
  }

  /** Never waits, never fails. */
  public void wake(String lane) {
    Uni.createFrom()
        .completionStage(() -> lanes.send(lane))
        .subscribe()
        .with(sent -> {}, dropped -> {});
  }
}
