package dev.pawl.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 by hand, for what no client library would send. */
public final class RawConnection implements AutoCloseable {
  private final Socket socket;

  public RawConnection(URI target) {
    try {
      socket = new Socket(target.getHost(), target.getPort());
      socket.setSoTimeout(30_000);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** An answer's status line, headers (names in lower case) and body up to its declared length. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  /** A request's head, without checking anything of it. */
  public RawConnection head(String method, String path, Map<String, String> headers) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(socket.getInetAddress().getHostAddress());
    head.append(':').append(socket.getPort()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return bytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawConnection bytes(byte[] bytes) {
    return bytes(bytes, 0, bytes.length);
  }

  public RawConnection bytes(byte[] bytes, int from, int length) {
    try {
      socket.getOutputStream().write(bytes, from, length);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A chunk of a body of unknown length. */
  public RawConnection chunk(byte[] bytes) {
    bytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    bytes(bytes);
    return bytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Waits for the answer. */
  public Answer answer() {
    try {
      InputStream in = socket.getInputStream();
      String status = line(in);
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String[] parts = line.split(":", 2);
        headers.put(parts[0].toLowerCase(java.util.Locale.ROOT), parts[1].strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      return new Answer(Integer.parseInt(status.split(" ")[1]), headers, body);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended after: " + line);
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
