package dev.pawl.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One API request.
 *
 * @param status 0 while no answer was given, or none ever is
 * @param wrote whether a write took place; a late one turns it true when it lands
 * @param answer null unless bodies are recorded
 */
public record LoggedRequest(
    long sequence,
    Instant at,
    String method,
    String path,
    String query,
    String caller,
    @Nullable String contentType,
    String body,
    int status,
    boolean wrote,
    @Nullable String fault,
    @Nullable String answerType,
    @Nullable String answer) {

  LoggedRequest answered(int code, boolean didWrite, @Nullable String type, @Nullable String text) {
    return new LoggedRequest(
        sequence,
        at,
        method,
        path,
        query,
        caller,
        contentType,
        body,
        code,
        didWrite,
        fault,
        type,
        text);
  }

  LoggedRequest by(String who, @Nullable String faultName) {
    return new LoggedRequest(
        sequence,
        at,
        method,
        path,
        query,
        who,
        contentType,
        body,
        status,
        wrote,
        faultName,
        answerType,
        answer);
  }

  LoggedRequest landed() {
    return answered(status, true, answerType, answer);
  }

  public ObjectNode json() {
    return Json.object(
        "sequence", sequence,
        "at", at.toString(),
        "method", method,
        "path", path,
        "query", query,
        "caller", caller,
        "content_type", contentType,
        "body", body,
        "status", status,
        "wrote", wrote,
        "fault", fault,
        "answer_type", answerType,
        "answer", answer);
  }
}
