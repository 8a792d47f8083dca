package dev.pawl.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** What people see when a page cannot be shown: never a trace, always what to do. */
public class Errors {
  private static final Logger LOG = Logger.getLogger(Errors.class);

  @CheckedTemplate
  static class Templates {
    /**
     * @param back where it was asked for; null: it is not known
     */
    static native TemplateInstance error(
        int status, String title, String what, @Nullable String back);
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
    return switch (blame(failure)) {
      case ASKED ->
          answer(400, "This cannot be looked for", "Check the address, and try again.", headers);
      case PAWL -> {
        LOG.error("a page could not be made", failure);
        yield answer(
            500,
            "This page could not be made",
            "It is a mistake in Pawl, and it is in the log. Nothing else stops because of it.",
            headers);
      }
      case DATABASE -> {
        LOG.warn("a page could not be read", failure);
        yield answer(
            503,
            "The database does not answer",
            "Deliveries are refused until it is back, and found again then. Try again in a moment.",
            headers);
      }
    };
  }

  private enum Blame {
    ASKED,
    PAWL,
    DATABASE
  }

  /**
   * Whose mistake it is. Classes of SQLSTATE: <a
   * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">error codes</a>.
   */
  private static Blame blame(RuntimeException failure) {
    if (failure instanceof PgException refused && refused.getSqlState() != null) {
      return switch (refused.getSqlState().substring(0, 2)) {
        case "22" -> Blame.ASKED;
        case "23", "42" -> Blame.PAWL;
        default -> Blame.DATABASE;
      };
    }
    boolean ofPawl =
        failure instanceof TemplateException
            || failure instanceof NullPointerException
            || failure instanceof IllegalArgumentException
            || failure instanceof IndexOutOfBoundsException
            || failure instanceof NoSuchElementException;
    return ofPawl ? Blame.PAWL : Blame.DATABASE;
  }

  /** A page for people, JSON for machines. */
  static Response answer(int status, String title, String what, HttpHeaders headers) {
    boolean html =
        headers.getAcceptableMediaTypes().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
    if (html) {
      return Response.status(status)
          .type(MediaType.TEXT_HTML)
          .entity(Templates.error(status, title, what, null).render())
          .build();
    }
    return Response.status(status)
        .type("application/problem+json")
        .entity(Map.of("title", title, "detail", what, "status", status))
        .build();
  }
}
