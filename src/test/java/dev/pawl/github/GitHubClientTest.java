package dev.pawl.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class GitHubClientTest {
  private static int read(long bytes) throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes);
          try (var out = exchange.getResponseBody()) {
            byte[] some = new byte[1024 * 1024];
            for (long left = bytes; left > 0; left -= some.length) {
              out.write(some, 0, (int) Math.min(left, some.length));
            }
          }
        });
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
      return client.send(HttpRequest.newBuilder(uri).build(), GitHubClient.bounded()).body().length;
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAnswerBeyondMeasureIsNotTakenIntoMemory() throws Exception {
    assertThat(read(GitHubClient.LONGEST_ANSWER)).isEqualTo((int) GitHubClient.LONGEST_ANSWER);
    assertThatThrownBy(() -> read(GitHubClient.LONGEST_ANSWER + 1)).isInstanceOf(IOException.class);
  }
}
