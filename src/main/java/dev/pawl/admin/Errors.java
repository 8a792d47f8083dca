package dev.pawl.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What people see when a page cannot be shown: never a trace, always what to do. */
public class Errors {
  private static final Logger LOG = Logger.getLogger(Errors.class);

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance error(int status, String title, String what);
  }

  @ServerExceptionMapper
  public Response expected(WebApplicationException failure, HttpHeaders headers) {
    int status = failure.getResponse().getStatus();
    if (status < 400) {
      return failure.getResponse();
    }
    return switch (status) {
      case 404 ->
          answer(404, "There is nothing here", "It may have been kept only for a while.", headers);
      case 403 ->
          answer(
              403, "This form has expired", "Go back, load the page anew, and try again.", headers);
      default -> answer(status, "That did not work", "Go back and try again.", headers);
    };
  }

  @ServerExceptionMapper
  public Response unexpected(RuntimeException failure, HttpHeaders headers) {
    LOG.warn("a page could not be shown", failure);
    return answer(
        503,
        "The database does not answer",
        "Deliveries are refused until it is back, and found again then. Try again in a moment.",
        headers);
  }

  private static Response answer(int status, String title, String what, HttpHeaders headers) {
    boolean html =
        headers.getAcceptableMediaTypes().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
    if (html) {
      return Response.status(status)
          .type(MediaType.TEXT_HTML)
          .entity(Templates.error(status, title, what).render())
          .build();
    }
    return Response.status(status)
        .type("application/problem+json")
        .entity(Map.of("title", title, "detail", what, "status", status))
        .build();
  }
}
