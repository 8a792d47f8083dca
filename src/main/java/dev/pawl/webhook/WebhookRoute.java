package dev.pawl.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The front door: {@code POST /webhook}. Verifies the signature over the raw bytes before anything
 * is parsed, and answers 202 once the delivery's row is committed.
 *
 * <p>Answers: 202 stored (or known already); 400 headers or content type wrong; 401 signature
 * wrong; 405 not POST; 408 the body took too long; 413 over 25 MB; 503 too much at once, or the
 * database is away. GitHub does not redeliver by itself; the gap ledger finds what was refused with
 * 503.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Webhook events and
 *     payloads</a>
 */
@ApplicationScoped
class WebhookRoute {
  static final String PATH = "/webhook";
  // https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap
  private static final int LARGEST = 25 * 1024 * 1024;
  private static final long MOST_UNDER_WAY = 64L * 1024 * 1024;
  private static final long SLOWEST_MILLISECONDS = 10_000;
  // Hashing more than this on the event loop would hold up the other connections.
  private static final int LONG_HASH = 512 * 1024;
  // Whoever guesses waits: without this, 30,000 guesses a second over 32 connections took all of
  // two cores, and what was signed waited for up to 90 ms.
  private static final long GUESS_MILLISECONDS = 100;
  private static final String TOO_MUCH = "too much at once";
  private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

  private final WebhookSecrets secrets;
  private final InboxWriter inbox;
  private final GapLedger ledger;
  private final MeterRegistry metrics;
  private final Map<Integer, Counter> answers = new ConcurrentHashMap<>();
  private final AtomicLong underWay = new AtomicLong();

  /** Each needs as much memory again while it is packed, so they take turns. */
  private final Semaphore longOnes = new Semaphore(1, true);

  WebhookRoute(WebhookSecrets secrets, InboxWriter inbox, GapLedger ledger, MeterRegistry metrics) {
    this.secrets = secrets;
    this.inbox = inbox;
    this.ledger = ledger;
    this.metrics = metrics;
    metrics.gauge("pawl_webhook_bytes_under_way", underWay);
  }

  void register(@Observes Router router) {
    router.route(PATH).order(-1).handler(this::receive);
  }

  private void receive(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (request.method() != HttpMethod.POST) {
      request.response().putHeader("Allow", "POST");
      refuse(routing, 405, "only POST");
      return;
    }
    Envelope envelope = Envelope.of(request);
    if (envelope == null) {
      refuse(
          routing, 400, "X-GitHub-Event, X-GitHub-Delivery, X-Hub-Signature-256 and JSON wanted");
      return;
    }
    if (declaredLength(request) > LARGEST) {
      refuse(routing, 413, "over 25 MB");
      return;
    }
    new Body(routing, envelope).read();
  }

  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException malformed) {
      return 0;
    }
  }

  /** What is stored of a delivery whose signature matches. */
  private record Accepted(String lane, Payload payload) {}

  private void verify(RoutingContext routing, Envelope envelope, byte[] body, Runnable release) {
    if (body.length > LONG_HASH) {
      Context loop = Vertx.currentContext();
      Thread.startVirtualThread(
          () -> {
            longOnes.acquireUninterruptibly();
            @Nullable Accepted accepted;
            try {
              accepted = accept(envelope, body);
            } catch (OutOfMemoryError full) {
              loop.runOnContext(
                  ready -> {
                    release.run();
                    refuse(routing, 503, TOO_MUCH);
                  });
              return;
            } finally {
              longOnes.release();
            }
            loop.runOnContext(ready -> store(routing, envelope, accepted, release));
          });
    } else {
      store(routing, envelope, accept(envelope, body), release);
    }
  }

  /** Null when the signature does not match: nothing of such a body is looked at. */
  private @Nullable Accepted accept(Envelope envelope, byte[] body) {
    return Signature.matches(envelope.signature(), body, secrets.valid())
        ? new Accepted(LaneAddress.of(body), Payload.of(body))
        : null;
  }

  private void store(
      RoutingContext routing, Envelope envelope, @Nullable Accepted accepted, Runnable release) {
    if (accepted == null) {
      release.run();
      routing
          .vertx()
          .setTimer(
              GUESS_MILLISECONDS, late -> refuse(routing, 401, "the signature does not match"));
      return;
    }
    Context loop = Vertx.currentContext();
    CompletableFuture<Void> stored = new CompletableFuture<>();
    stored.whenComplete(
        (done, failure) ->
            loop.runOnContext(
                ready -> {
                  release.run();
                  if (failure == null) {
                    count(202);
                    if (!routing.response().ended()) {
                      routing.response().setStatusCode(202).end();
                    }
                  } else {
                    refuse(routing, 503, "the database cannot be reached");
                  }
                }));
    inbox.add(
        new Arrival(
            envelope.guid(), envelope.event(), accepted.lane(), accepted.payload(), stored));
  }

  private void refuse(RoutingContext routing, int status, String reason) {
    count(status);
    if (routing.response().ended()) {
      return;
    }
    // The rest of the body is not wanted; HTTP/2 has no such header and closes only the stream.
    if (!routing.request().isEnded() && routing.request().version() != HttpVersion.HTTP_2) {
      routing.response().putHeader("Connection", "close");
    }
    routing.response().setStatusCode(status).putHeader("Content-Type", "text/plain").end(reason);
  }

  private void count(int status) {
    if (status >= 500 || status == 408) {
      ledger.doubt();
    }
    answers
        .computeIfAbsent(
            status,
            code -> metrics.counter("pawl_webhook_answers", "status", Integer.toString(code)))
        .increment();
  }

  /** What the headers say of a delivery. */
  private record Envelope(UUID guid, String event, String signature) {
    static @Nullable Envelope of(HttpServerRequest request) {
      String event = request.getHeader("X-GitHub-Event");
      String guid = request.getHeader("X-GitHub-Delivery");
      String signature = request.getHeader("X-Hub-Signature-256");
      String type = request.getHeader("Content-Type");
      if (event == null || guid == null || signature == null || type == null) {
        return null;
      }
      String media = type.split(";", 2)[0].strip();
      if (!media.equalsIgnoreCase("application/json")
          || !EVENT.matcher(event).matches()
          || guid.length() != 36) {
        return null;
      }
      try {
        return new Envelope(UUID.fromString(guid), event, signature);
      } catch (IllegalArgumentException malformed) {
        return null;
      }
    }
  }

  /** A body being read, within the limits of one and of all. Lives on its request's event loop. */
  private final class Body {
    private final RoutingContext routing;
    private final Envelope envelope;
    private List<io.vertx.core.buffer.Buffer> chunks = new ArrayList<>();
    private int length;
    private boolean over;

    Body(RoutingContext routing, Envelope envelope) {
      this.routing = routing;
      this.envelope = envelope;
    }

    void read() {
      HttpServerRequest request = routing.request();
      Vertx vertx = routing.vertx();
      long timer =
          vertx.setTimer(SLOWEST_MILLISECONDS, late -> giveUp(408, "the body took too long"));
      request.handler(
          chunk -> {
            if (over) {
              return;
            }
            chunks.add(chunk);
            length += chunk.length();
            long all = underWay.addAndGet(chunk.length());
            if (length > LARGEST) {
              vertx.cancelTimer(timer);
              giveUp(413, "over 25 MB");
            } else if (all > MOST_UNDER_WAY) {
              vertx.cancelTimer(timer);
              giveUp(503, TOO_MUCH);
            }
          });
      request.exceptionHandler(
          broken -> {
            vertx.cancelTimer(timer);
            giveUp(400, "the connection broke");
          });
      request.endHandler(
          end -> {
            vertx.cancelTimer(timer);
            if (!over) {
              byte[] body;
              try {
                body = whole();
              } catch (OutOfMemoryError full) {
                giveUp(503, TOO_MUCH);
                return;
              }
              over = true;
              verify(routing, envelope, body, this::release);
            }
          });
      request.resume();
    }

    private void giveUp(int status, String reason) {
      if (!over) {
        over = true;
        release();
        refuse(routing, status, reason);
      }
    }

    /** Once, at the end: a buffer that grows would be copied again and again. */
    private byte[] whole() {
      byte[] whole = new byte[length];
      int at = 0;
      for (io.vertx.core.buffer.Buffer chunk : chunks) {
        chunk.getBytes(whole, at);
        at += chunk.length();
      }
      chunks = List.of();
      return whole;
    }

    private void release() {
      chunks = List.of();
      underWay.addAndGet(-length);
    }
  }
}
