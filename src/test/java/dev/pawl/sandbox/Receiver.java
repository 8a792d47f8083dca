package dev.pawl.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A webhook's target that keeps what it gets. */
public final class Receiver implements AutoCloseable {
  /** One delivery as it came over the wire; header names in lower case. */
  public record Received(Map<String, String> headers, byte[] body) {
    public String event() {
      return headers.getOrDefault("x-github-event", "");
    }

    public String guid() {
      return headers.getOrDefault("x-github-delivery", "");
    }

    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Such as issues.opened. */
    public String name() {
      return json().has("action") ? event() + "." + json().get("action").asText() : event();
    }
  }

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> headers.put(name, values.getFirst()));
          received.add(new Received(headers, exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public List<String> names() {
    return received.stream().map(Received::name).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
