package dev.pawl.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pawl.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A channel as smee.io keeps it: what is posted to it is passed on to whoever listens, headers and
 * parsed body in one JSON object.
 */
final class SmeeChannel implements AutoCloseable {
  private final HttpServer server;
  private final List<HttpExchange> listeners = new CopyOnWriteArrayList<>();

  SmeeChannel() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/channel", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/channel");
  }

  boolean heard() {
    return !listeners.isEmpty();
  }

  /** Ends every connection, as a server that starts anew. */
  void hangUp() {
    listeners.forEach(HttpExchange::close);
    listeners.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      write(exchange, "event: ready\ndata: {}\n\n");
      listeners.add(exchange);
      return;
    }
    ObjectNode message = Json.MAPPER.createObjectNode();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> message.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    message.set("body", Json.tree(body));
    message.putObject("query");
    message.put("timestamp", 1);
    for (HttpExchange listener : listeners) {
      write(listener, "event: ping\ndata: {}\n\nid: 1\ndata: " + Json.write(message) + "\n\n");
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static synchronized void write(HttpExchange to, String text) throws IOException {
    OutputStream out = to.getResponseBody();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    hangUp();
    server.stop(0);
  }
}
