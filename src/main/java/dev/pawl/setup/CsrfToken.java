package dev.pawl.setup;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The token that each form of a page carries, equal to the browser's cookie. */
@RequestScoped
public class CsrfToken {
  private final RoutingContext routing;

  CsrfToken(RoutingContext routing) {
    this.routing = routing;
  }

  /** What a form must carry. */
  public String value() {
    String token = routing.get(OperatorDoor.CSRF);
    return token == null ? "" : token;
  }

  /** Whether a form carried what its browser was given. */
  public boolean matches(@Nullable String given) {
    var cookie = routing.request().getCookie(OperatorDoor.CSRF);
    return given != null
        && !given.isEmpty()
        && cookie != null
        && RandomToken.same(cookie.getValue(), given);
  }
}
