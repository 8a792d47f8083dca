package dev.pawl.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.shape.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Calls the control API from within, as its callers do. */
final class Desk {
  private Desk() {}

  /**
   * @param asked what the call is made for
   * @throws ApiError when it is refused
   */
  static ObjectNode send(Control control, Call asked, String method, String path, ObjectNode body) {
    Answer answer = control.answer(asked.with(method, path, body));
    JsonNode said = Json.object();
    try {
      if (answer.body().length > 0) said = Json.MAPPER.readTree(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    if (answer.status() >= 300)
      throw ApiError.of(answer.status(), said.path("message").asText("It was refused."));
    return said instanceof ObjectNode object ? object : Json.object();
  }
}
