package dev.pawl.lane;

import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Carries wake-ups from the front door to the lanes within one process. None is dropped, and none
 * waits for long, since waking a lane never does.
 */
@ApplicationScoped
@Connector("pawl-in-process")
public class InProcessConnector implements InboundConnector, OutboundConnector {
  private final BroadcastProcessor<Message<?>> wire = BroadcastProcessor.create();

  @Override
  public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
    return wire.onOverflow().bufferUnconditionally();
  }

  @Override
  public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
    return new Flow.Subscriber<Message<?>>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(Message<?> message) {
        wire.onNext(Message.of(message.getPayload()));
        message.ack();
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onComplete() {}
    };
  }
}
