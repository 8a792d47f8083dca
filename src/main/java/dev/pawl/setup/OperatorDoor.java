package dev.pawl.setup;

import dev.pawl.github.GitHubAddresses;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route but the front door and the health probes: asks for the operator's token
 * where one is required, and lets a page change something only when the wish comes from a page of
 * Pawl's own.
 */
@ApplicationScoped
class OperatorDoor {
  private static final Logger LOG = Logger.getLogger(OperatorDoor.class);
  static final String SESSION = "pawl-session";
  static final String CSRF = "pawl-csrf";

  /** The page that asks for the token, and what it is made of. */
  private static final Set<String> SIGN_IN = Set.of("/login", "/pawl.css", "/times.js");

  /** What editors complete a settings file by; they sign in nowhere, and it holds no secret. */
  private static final String SCHEMA = "/schema/pawl.yml.json";

  private static final int PRIORITY = 1000;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

  /** Where GitHub leads back to: with a step from there a browser sends none of our cookies. */
  private static final Set<String> WAYS_BACK = Set.of(SetupPages.CREATED, SetupPages.INSTALLED);

  private final Operators operators;
  private final GitHubAddresses github;

  OperatorDoor(Operators operators, GitHubAddresses github) {
    this.operators = operators;
    this.github = github;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext routing) {
    String path = routing.normalizedPath();
    if (path.equals("/webhook") || path.equals("/q/health") || path.startsWith("/q/health/")) {
      routing.next();
      return;
    }
    HttpServerRequest request = routing.request();
    routing
        .response()
        .putHeader("Content-Security-Policy", policy(path))
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", sendsForms(path) ? "strict-origin" : "same-origin")
        .putHeader("X-Frame-Options", "DENY");
    if (routing.normalizedPath().lastIndexOf('.') < 0) {
      // What a page shows is not for whoever sits at this browser after signing out.
      routing.response().putHeader("Cache-Control", "no-store");
    }
    if (changes(request) && !sameOrigin(request)) {
      routing.response().setStatusCode(403).end("This was not asked for by a page of Pawl's own.");
      return;
    }
    if (WAYS_BACK.contains(path)) {
      // It is not known yet whether this browser has a form's token; another would take its place.
      routing.next();
      return;
    }
    if (request.getCookie(CSRF) == null) {
      String token = RandomToken.create();
      routing
          .response()
          .addCookie(
              Cookie.cookie(CSRF, token)
                  .setPath("/")
                  .setHttpOnly(true)
                  .setSecure(request.isSSL())
                  .setSameSite(CookieSameSite.STRICT));
      routing.put(CSRF, token);
    } else {
      routing.put(CSRF, request.getCookie(CSRF).getValue());
    }
    if (!operators.required() || SIGN_IN.contains(path) || path.equals(SCHEMA)) {
      routing.next();
      return;
    }
    request.pause();
    // Asking the database must not hold up the event loop. The answer goes on in the request's own
    // context: in another one the body may arrive before anybody has asked for it, and is lost.
    Context own = Vertx.currentContext();
    Thread.startVirtualThread(
        () -> {
          boolean in = isOperator(request);
          own.runOnContext(ready -> admit(routing, in));
        });
  }

  /** The manifest of a new App is a form that goes to GitHub. */
  private String policy(String path) {
    return sendsForms(path) ? POLICY + " " + github.web() : POLICY;
  }

  /** Under the stricter policy a browser would say of that form that it comes from nowhere. */
  private static boolean sendsForms(String path) {
    return path.equals("/setup");
  }

  private static void admit(RoutingContext routing, boolean in) {
    routing.request().resume();
    if (in) {
      routing.next();
    } else if (String.valueOf(routing.request().getHeader("Accept")).contains("text/html")) {
      routing.response().setStatusCode(303).putHeader("Location", "/login").end();
    } else {
      routing
          .response()
          .setStatusCode(401)
          .putHeader("Content-Type", "application/problem+json")
          .putHeader("WWW-Authenticate", "Bearer")
          .end("{\"title\":\"The operator's token is wanted.\",\"status\":401}");
    }
  }

  private boolean isOperator(HttpServerRequest request) {
    try {
      String authorization = request.getHeader("Authorization");
      if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
        return operators.isToken(authorization.substring("Bearer ".length()).strip());
      }
      Cookie session = request.getCookie(SESSION);
      return session != null && operators.isSession(session.getValue());
    } catch (RuntimeException databaseAway) {
      LOG.warnf("nobody can be let in: %s", databaseAway.getMessage());
      return false;
    }
  }

  private static boolean changes(HttpServerRequest request) {
    return request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
  }

  /**
   * Browsers say where a request comes from; who says nothing is no browser and has no cookies to
   * be misused.
   */
  private static boolean sameOrigin(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin == null || host(origin) != null && origin.endsWith("//" + request.authority());
  }

  private static @Nullable String host(String origin) {
    try {
      return URI.create(origin).getHost();
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
