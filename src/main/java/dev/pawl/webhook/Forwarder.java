package dev.pawl.webhook;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * For a machine that GitHub cannot reach: listens to a channel of smee.io, or of a server of the
 * same kind, and posts each delivery to the own front door, which judges it like any other.
 *
 * <p>Whoever knows the channel's address reads what GitHub sends, and may send to it; what is not
 * signed is refused. A delivery that does not come through, since nobody listened at that moment or
 * the channel has changed its bytes, is found by the ledger, as any that was missed.
 */
@ApplicationScoped
public class Forwarder {
  private static final Logger LOG = Logger.getLogger(Forwarder.class);

  /** A channel passes payloads on as text, which takes somewhat more than 25 MB of bytes. */
  private static final int LONGEST = 30 * 1024 * 1024;

  /** smee.io beats every half a minute. */
  private static final int SILENCE_SECONDS = 120;

  private static final long AGAIN_MILLISECONDS = 2_000;

  private final Vertx vertx;
  private final Optional<URI> channel;
  private volatile @Nullable HttpClient client;
  private volatile boolean stopped;

  Forwarder(Vertx vertx, @ConfigProperty(name = "pawl.webhook.forwarder") Optional<URI> channel) {
    this.vertx = vertx;
    this.channel = channel;
    channel.ifPresent(Forwarder::check);
  }

  private static void check(URI address) {
    String scheme = String.valueOf(address.getScheme());
    if (address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException(
          "PAWL_WEBHOOK_FORWARDER must be the address of a channel, like https://smee.io/…");
    }
  }

  /** Where GitHub is to deliver instead of the front door; empty: to the front door. */
  public Optional<URI> channel() {
    return channel;
  }

  void start(@Observes StartupEvent event) {
    channel.ifPresent(
        address -> {
          HttpClient http =
              vertx.createHttpClient(
                  new HttpClientOptions()
                      .setConnectTimeout(10_000)
                      .setIdleTimeoutUnit(TimeUnit.SECONDS)
                      .setIdleTimeout(SILENCE_SECONDS));
          client = http;
          vertx.runOnContext(ready -> listen(http, address));
        });
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    HttpClient open = client;
    if (open != null) {
      open.close();
    }
  }

  private void listen(HttpClient http, URI address) {
    http.request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.toString())
                .putHeader("Accept", "text/event-stream"))
        .compose(request -> request.send())
        .onSuccess(response -> heard(http, address, response))
        .onFailure(failure -> again(http, address, failure.getClass().getSimpleName()));
  }

  private void heard(HttpClient http, URI address, HttpClientResponse response) {
    if (response.statusCode() != 200) {
      response.request().reset();
      again(http, address, "it answered " + response.statusCode());
      return;
    }
    LOG.infof("deliveries come over the channel at %s", address.getHost());
    ServerSentEvents events =
        new ServerSentEvents(LONGEST, message -> forward(http, response, message));
    RecordParser lines =
        RecordParser.newDelimited("\n", line -> events.line(line.toString().replace("\r", "")))
            .maxRecordSize(LONGEST);
    lines.exceptionHandler(tooLong -> response.request().reset());
    response.handler(lines);
    response.exceptionHandler(lost -> again(http, address, lost.getClass().getSimpleName()));
    response.endHandler(end -> again(http, address, "it ended"));
  }

  /** One after the other: the channel waits meanwhile. */
  private void forward(HttpClient http, HttpClientResponse from, String message) {
    Optional<ForwardedDelivery> delivery = ForwardedDelivery.of(message);
    if (delivery.isEmpty()) {
      return;
    }
    from.pause();
    post(http, delivery.get())
        .onComplete(
            done -> {
              if (done.failed() || done.result() >= 300) {
                LOG.warnf(
                    "a delivery of the channel was not taken (%s): the ledger finds it",
                    done.failed() ? done.cause().getClass().getSimpleName() : done.result());
              }
              from.resume();
            });
  }

  private static Future<Integer> post(HttpClient http, ForwardedDelivery delivery) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("localhost")
            .setPort(port())
            .setURI(WebhookRoute.PATH);
    delivery.headers().forEach(options::putHeader);
    return http.request(options)
        .compose(request -> request.send(delivery.body()))
        .map(HttpClientResponse::statusCode);
  }

  /** The one that was found, where any free one was asked for. */
  private static int port() {
    String name =
        LaunchMode.current() == LaunchMode.TEST ? "quarkus.http.test-port" : "quarkus.http.port";
    return ConfigProvider.getConfig().getValue(name, Integer.class);
  }

  private void again(HttpClient http, URI address, String why) {
    if (stopped) {
      return;
    }
    LOG.debugf("the channel is asked again: %s", why);
    vertx.setTimer(AGAIN_MILLISECONDS, later -> listen(http, address));
  }
}
