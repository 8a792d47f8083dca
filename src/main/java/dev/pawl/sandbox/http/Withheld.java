package dev.pawl.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer of GraphQL from which one field is left out. With words, an error stands beside the
 * rest, as where GitHub failed at a part; without, it looks as if there were none, as in a copy
 * that lags behind. Source: https://spec.graphql.org/October2021/#sec-Errors; that GitHub names no
 * type where it failed itself is assumed.
 */
final class Withheld {
  private Withheld() {}

  /**
   * @param field the names that lead there below {@code data}; an answer without it stays as it is
   * @param words what the error says; null: no error
   */
  static Answer from(Answer answer, @Nullable String field, @Nullable String words) {
    if (field == null || !(parsed(answer) instanceof ObjectNode body)) return answer;
    List<String> names = List.of(field.split("\\.", -1));
    JsonNode at = body.path("data");
    for (String name : names.subList(0, names.size() - 1)) at = at.path(name);
    if (!(at instanceof ObjectNode owner) || !owner.has(names.getLast())) return answer;
    owner.putNull(names.getLast());
    if (words != null) {
      ArrayNode errors = body.withArray("/errors");
      errors.add(Json.object("message", words, "path", Json.array(Stream.of(names.toArray()))));
    }
    return new Answer(answer.status(), answer.headers(), Json.text(body).getBytes(UTF_8));
  }

  private static JsonNode parsed(Answer answer) {
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
