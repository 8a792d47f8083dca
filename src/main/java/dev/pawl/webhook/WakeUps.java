package dev.pawl.webhook;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells the lanes that there is work. A wake-up is only a hint: it may be dropped or doubled, since
 * the lanes find due work in PostgreSQL once a second.
 *
 * <p>A lane that was woken just now is woken once more a moment later, however often it is asked
 * for meanwhile: under load wake-ups cost as much as storing what they tell of.
 */
@ApplicationScoped
public class WakeUps {
  private static final Logger LOG = Logger.getLogger(WakeUps.class);
  private static final Duration MOMENT = Duration.ofMillis(25);

  /** How many may wait for a broker that is slow; more are dropped. */
  private static final int WAITING = 10_000;

  /** Whether a lane that was woken within this moment is to be woken again at its end. */
  private final Map<String, Boolean> woken = new ConcurrentHashMap<>();

  private final AtomicBoolean turning = new AtomicBoolean();
  private final Emitter<String> lanes;

  WakeUps(
      // Of wake-ups at the same instant none is dropped: the next look would be a second away.
      @Channel("lanes-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = WAITING)
          Emitter<String> lanes) {
    this.lanes = lanes;
  }

  /** Never waits, never fails. */
  public void wake(String lane) {
    if (woken.merge(lane, false, (known, again) -> true)) {
      return;
    }
    send(lane);
    if (turning.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::turn);
    }
  }

  /** At the end of each moment; ends when a moment saw no wake-up. */
  private void turn() {
    do {
      LockSupport.parkNanos(MOMENT.toNanos());
      for (String lane : List.copyOf(woken.keySet())) {
        boolean again = Boolean.TRUE.equals(woken.remove(lane));
        if (again) {
          wake(lane);
        }
      }
    } while (!woken.isEmpty());
    turning.set(false);
    // One may have come in between that relied on this turn.
    if (!woken.isEmpty() && turning.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::turn);
    }
  }

  private void send(String lane) {
    // Kafka keeps the wake-ups of one lane together by its key; other channels do not look at it.
    var key = OutgoingKafkaRecordMetadata.<String>builder().withKey(lane).build();
    try {
      lanes.send(Message.of(lane, Metadata.of(key)));
    } catch (IllegalStateException fullOrEnded) {
      LOG.debugf("lane %s was not woken: %s", lane, fullOrEnded.getMessage());
    }
  }
}
