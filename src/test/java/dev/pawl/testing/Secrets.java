package dev.pawl.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.sandbox.SandboxControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must never be found in a log, each with a name that may be said. */
public final class Secrets {
  private static final int CHUNK = 40;
  // https://datatracker.ietf.org/doc/html/rfc7519: two JSON objects and a signature
  private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{20,}");
  private final Map<String, String> names = new LinkedHashMap<>();

  public Secrets add(String name, String value) {
    if (value.length() < 8) {
      throw new IllegalArgumentException(name + " is too short to be told from other text");
    }
    names.put(value, name);
    return this;
  }

  /** A private key: whole lines, and any part of it on one line. */
  public Secrets addKey(String pem) {
    StringBuilder body = new StringBuilder();
    pem.lines()
        .filter(line -> !line.startsWith("-----"))
        .forEach(
            line -> {
              body.append(line);
              chunks(line);
            });
    chunks(body.toString());
    return this;
  }

  private void chunks(String text) {
    for (int from = 0; from + CHUNK <= text.length(); from += CHUNK) {
      add("a part of the private key", text.substring(from, from + CHUNK));
    }
  }

  /** Every token that the sandbox has handed out since bodies are recorded; how many. */
  public int addTokens(SandboxControl github) {
    int tokens = 0;
    for (JsonNode request : github.requests("POST", "/app/installations/.*/access_tokens")) {
      if (request.path("status").asInt() == 201) {
        try {
          JsonNode answer = new ObjectMapper().readTree(request.path("answer").asText());
          add("an installation token", answer.path("token").asText());
          tokens++;
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
    return tokens;
  }

  /** The lines that hold a secret: its name, and where it stands. */
  public Stream<String> in(Stream<String> lines) {
    return lines.flatMap(
        line ->
            Stream.concat(
                names.entrySet().stream()
                    .filter(secret -> line.contains(secret.getKey()))
                    .map(secret -> secret.getValue() + " in: " + line),
                JWT.matcher(line).find() ? Stream.of("a JWT in: " + line) : Stream.empty()));
  }
}
