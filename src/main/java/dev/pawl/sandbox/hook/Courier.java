package dev.pawl.sandbox.hook;

import dev.pawl.sandbox.fault.Fault;
import dev.pawl.sandbox.fault.FaultKind;
import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries deliveries, one after the other for one installation. GitHub promises no order at all;
 * the sandbox keeps it so that disorder is something a test asks for. No attempt is repeated by
 * itself: https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries.
 */
public final class Courier implements AutoCloseable {
  /**
   * https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks#respond-within-10-seconds
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final World world;
  private final DeliveryLog log;
  private final Faults faults;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Long, CompletableFuture<Void>> queues = new ConcurrentHashMap<>();
  private final Map<Long, Delivery> overtaken = new ConcurrentHashMap<>();
  private final AtomicLong pending = new AtomicLong();
  private volatile Target target;
  private volatile boolean closed;

  public Courier(World world, DeliveryLog log, Faults faults, Target target) {
    this.world = world;
    this.log = log;
    this.faults = faults;
    this.target = target;
  }

  public void target(Target target) {
    this.target = target;
  }

  public Target target() {
    return target;
  }

  /** Deliveries that are queued, delayed or under way. */
  public long pending() {
    return pending.get();
  }

  /** Takes a delivery on its way, with whatever fault is due. */
  void send(Delivery delivery) {
    Fault fault = faults.forDelivery(delivery.event(), delivery.action());
    log.put(delivery);
    pending.incrementAndGet();
    FaultKind kind = fault == null ? null : fault.kind();
    if (kind == FaultKind.DROP) {
      end(delivery, 0, "timed out", 504, Map.of(), Map.of(), "");
    } else if (kind == FaultKind.DELAY && fault != null) {
      world.timers.after(fault.after(), () -> queue(delivery));
    } else if (kind == FaultKind.THROTTLE && fault != null) {
      log.put(delivery.throttled(world.clock.now()));
      world.timers.after(fault.after(), () -> queue(delivery));
    } else if (kind == FaultKind.REORDER) {
      Delivery before = overtaken.put(key(delivery), delivery);
      if (before != null) queue(before);
      // Nothing may come after it; then it goes a little late all the same.
      world.timers.after(Duration.ofSeconds(2), () -> release(delivery));
    } else {
      queue(delivery);
      if (kind == FaultKind.DOUBLE) {
        Delivery twin = delivery.again(log.nextId(), false);
        log.put(twin);
        pending.incrementAndGet();
        queue(twin);
      }
      Delivery late = overtaken.get(key(delivery));
      if (late != null) release(late);
    }
  }

  private void release(Delivery late) {
    if (overtaken.remove(key(late), late)) queue(late);
  }

  private static long key(Delivery delivery) {
    Long installation = delivery.installation();
    return installation == null ? 0 : installation;
  }

  private void queue(Delivery delivery) {
    if (closed) return;
    queues.compute(
        key(delivery),
        (key, last) ->
            (last == null ? CompletableFuture.<Void>completedFuture(null) : last)
                .thenRunAsync(() -> attempt(delivery), threads)
                .exceptionally(failure -> null));
  }

  private void attempt(Delivery delivery) {
    Target to = target;
    URI url = to.url();
    byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = headers(delivery, to.secret(), body);
    if (url == null) {
      end(delivery, 0, "failed to connect to host", 502, headers, Map.of(), "");
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> received = new LinkedHashMap<>();
      answer.headers().map().forEach((name, values) -> received.put(name, values.getFirst()));
      int code = answer.statusCode();
      String word = code < 300 ? "OK" : "Invalid HTTP Response: " + code;
      end(delivery, took(start), word, code, headers, received, bounded(answer.body()));
    } catch (HttpTimeoutException e) {
      end(delivery, took(start), "timed out", 504, headers, Map.of(), "");
    } catch (IOException e) {
      end(delivery, took(start), "failed to connect to host", 502, headers, Map.of(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(delivery, took(start), "timed out", 504, headers, Map.of(), "");
    }
  }

  /** https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers */
  private Map<String, String> headers(Delivery delivery, String secret, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "*/*");
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "GitHub-Hookshot/sandbox");
    headers.put("X-GitHub-Delivery", delivery.guid());
    headers.put("X-GitHub-Event", delivery.event());
    headers.put("X-GitHub-Hook-ID", String.valueOf(world.app().id() + 1));
    headers.put("X-GitHub-Hook-Installation-Target-ID", String.valueOf(world.app().id()));
    headers.put("X-GitHub-Hook-Installation-Target-Type", "integration");
    if (!secret.isEmpty()) {
      headers.put("X-Hub-Signature", Signature.of("HmacSHA1", "sha1=", secret, body));
      headers.put("X-Hub-Signature-256", Signature.of("HmacSHA256", "sha256=", secret, body));
    }
    return headers;
  }

  private void end(
      Delivery delivery,
      double took,
      String word,
      int code,
      Map<String, String> sent,
      Map<String, String> received,
      String body) {
    log.put(delivery.ended(world.clock.now(), took, word, code, sent, received, body));
    pending.decrementAndGet();
  }

  private static double took(long start) {
    return Math.round((System.nanoTime() - start) / 10_000_000.0) / 100.0;
  }

  private static String bounded(String body) {
    return body.length() <= 4096 ? body : body.substring(0, 4096);
  }

  /** Forgets what waits; for a reset. */
  public void clear() {
    queues.clear();
    overtaken.clear();
    pending.set(0);
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
    http.close();
  }
}
