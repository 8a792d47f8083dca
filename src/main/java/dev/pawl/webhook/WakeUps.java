package dev.pawl.webhook;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells the lanes that there is work. A wake-up is only a hint: it may be dropped or doubled, since
 * the lanes find due work in PostgreSQL once a second.
 */
@ApplicationScoped
public class WakeUps {
  private static final Logger LOG = Logger.getLogger(WakeUps.class);

  private final Emitter<String> lanes;

  WakeUps(@Channel("lanes-out") @OnOverflow(OnOverflow.Strategy.DROP) Emitter<String> lanes) {
    this.lanes = lanes;
  }

  /** Never waits, never fails. */
  public void wake(String lane) {
    // Kafka keeps the wake-ups of one lane together by its key; other channels do not look at it.
    var key = OutgoingKafkaRecordMetadata.<String>builder().withKey(lane).build();
    try {
      lanes.send(Message.of(lane, Metadata.of(key)));
    } catch (IllegalStateException ended) {
      LOG.debugf("lane %s was not woken: %s", lane, ended.getMessage());
    }
  }
}
