package dev.pawl.sandbox.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes HTTP requests on 127.0.0.1 and answers each on a virtual thread of its own. */
public final class Server implements AutoCloseable {
  /** Answers a call; null leaves the caller waiting. */
  public interface Handler {
    @Nullable Answer answer(Call call);
  }

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
  private final HttpServer http =
      vertx.createHttpServer(
          new HttpServerOptions()
              .setHost("127.0.0.1")
              .setMaxHeaderSize(64 * 1024)
              .setMaxInitialLineLength(64 * 1024)
              .setIdleTimeout(120)
              .setIdleTimeoutUnit(TimeUnit.SECONDS));
  private volatile Handler handler = call -> Answer.empty(503);
  private String base = "";

  /** Binds the port; what answers is set afterwards, since it wants to know the address. */
  public String bind(int port) {
    http.requestHandler(this::take);
    int bound;
    try {
      bound =
          http.listen(port, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join()
              .actualPort();
    } catch (CompletionException e) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      throw new IllegalStateException("cannot listen on port " + port, e);
    }
    base = "http://127.0.0.1:" + bound;
    return base;
  }

  public void handler(Handler answering) {
    handler = answering;
  }

  private void take(HttpServerRequest request) {
    var context = vertx.getOrCreateContext();
    var unused =
        request
            .body()
            .onSuccess(
                body ->
                    Thread.startVirtualThread(
                        () -> {
                          Answer answer = answer(request, body);
                          if (answer != null)
                            context.runOnContext(ignored -> write(request, answer));
                        }));
  }

  private @Nullable Answer answer(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    try {
      return handler.answer(
          new Call(
              base,
              request.method().name(),
              request.path(),
              request.query(),
              headers,
              body.getBytes()));
    } catch (RuntimeException e) {
      System.getLogger("sandbox").log(System.Logger.Level.ERROR, request.path(), e);
      return Answer.empty(500);
    }
  }

  private static void write(HttpServerRequest request, Answer answer) {
    var response = request.response().setStatusCode(answer.status());
    if (response.closed()) return;
    answer.headers().forEach(response::putHeader);
    response.putHeader("Server", "sandbox");
    Buffer body = Buffer.buffer(answer.body());
    var unused = answer.stalls() ? response.write(body) : response.end(body);
  }

  @Override
  public void close() {
    http.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
