package dev.pawl.sandbox.control;

import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.LoggedRequest;
import dev.pawl.sandbox.http.RequestLog;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import java.util.regex.Pattern;

/** The request log. */
record ControlRequests(RequestLog log) {
  void register(Routes routes) {
    routes
        .add("GET", "/_sandbox/requests", Need.NOTHING, this::list)
        .add("DELETE", "/_sandbox/requests", Need.NOTHING, this::clear);
  }

  private Answer list(Call call) {
    Pattern method = Pattern.compile(call.query("method", ".*"));
    Pattern path = Pattern.compile(call.query("path", ".*"));
    return Answer.ok(Json.array(log.matching(method, path).stream().map(LoggedRequest::json)));
  }

  private Answer clear(Call call) {
    log.clear();
    return Answer.ok(Json.object());
  }
}
