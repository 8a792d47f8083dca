package dev.pawl.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pawl.store.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A delivery as a channel of smee.io passes it on: one JSON object, with the headers as its fields
 * and the body, parsed, below {@code body}.
 *
 * <p>GitHub signs the bytes that it sends, and the channel has parsed them and written them anew.
 * So the body is taken as it stands in the message, letter by letter, and not parsed and written
 * once more here: the less is done to it, the more often it is what GitHub has signed.
 *
 * @see <a href="https://github.com/probot/smee-client">smee-client</a>
 */
record ForwardedDelivery(Map<String, String> headers, String body) {
  private static final Set<String> HEADERS =
      Set.of("x-github-event", "x-github-delivery", "x-hub-signature-256", "content-type");

  /** Empty when the message is none, such as a greeting. */
  static Optional<ForwardedDelivery> of(String message) {
    Map<String, String> headers = new TreeMap<>();
    String body = "";
    try (JsonParser parser = Json.MAPPER.getFactory().createParser(message)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName().toLowerCase(Locale.ROOT);
        JsonToken value = parser.nextToken();
        if (name.equals("body") && value == JsonToken.START_OBJECT) {
          int from = (int) parser.currentTokenLocation().getCharOffset();
          parser.skipChildren();
          body = message.substring(from, (int) parser.currentTokenLocation().getCharOffset() + 1);
        } else if (HEADERS.contains(name) && value == JsonToken.VALUE_STRING) {
          headers.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException malformed) {
      return Optional.empty();
    }
    return body.isEmpty() || headers.size() < HEADERS.size()
        ? Optional.empty()
        : Optional.of(new ForwardedDelivery(headers, body));
  }
}
