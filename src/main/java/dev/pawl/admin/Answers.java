package dev.pawl.admin;

import dev.pawl.command.HoldWish;
import dev.pawl.command.Outcome;
import dev.pawl.setup.CsrfToken;
import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a wish of a person is answered with, as a page or as JSON. */
@ApplicationScoped
class Answers {
  /** Whoever has the operator's token is the operator. */
  static final String WHO = "operator";

  private static final int UNPROCESSABLE = 422;

  private static final Pattern OWN =
      Pattern.compile(
          "/repositories/[A-Za-z0-9._%-]+/[A-Za-z0-9._%-]+(/pull-requests/[0-9]{1,9})?"
              + "|/runs/[0-9]{1,18}");

  private final Database database;
  private final CsrfToken csrf;

  Answers(Database database, CsrfToken csrf) {
    this.database = database;
    this.csrf = csrf;
  }

  /**
   * @throws WebApplicationException 403 when the form does not come from a page of this browser
   */
  void ofOwnForm(@Nullable String given) {
    if (!csrf.matches(given)) {
      throw new WebApplicationException(403);
    }
  }

  /**
   * The repository's id by its name of today.
   *
   * @throws WebApplicationException 404 when Pawl knows none of that name
   */
  long repository(String owner, String name) {
    for (Row row :
        database.look(
            """
            select r.id from mirror_repository r
            left join mirror_installation i on i.id = r.installation_id
            where r.owner = $1 and r.name = $2
            order by r.state, coalesce(i.state, 'active') = 'removed', r.id desc limit 1
            """,
            owner,
            name)) {
      return row.getLong("id");
    }
    throw new WebApplicationException(404);
  }

  static String page(String owner, String name) {
    return "/repositories/" + part(owner) + "/" + part(name);
  }

  /**
   * Where a form leads back to: only ever a page of Pawl's own.
   *
   * @param back as the form says it
   * @param otherwise where it says nothing, or something else
   */
  static String own(@Nullable String back, String otherwise) {
    return back != null && OWN.matcher(back).matches() ? back : otherwise;
  }

  /** A number that somebody has typed, with or without its sign; 0 for what is none. */
  static int number(@Nullable String text) {
    String digits = text == null ? "" : text.strip().replaceFirst("^#", "");
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
  }

  /**
   * When something that a form asks for ends; null: it names no length, and somebody ends it.
   *
   * @param minutes what is no number of them ends at once, which is refused: a slip of the pen must
   *     not hold anything back for ever
   */
  static @Nullable Instant until(@Nullable String minutes, Instant now) {
    return minutes == null || minutes.isBlank()
        ? null
        : now.plus(Duration.ofMinutes(number(minutes)));
  }

  /** What a form says of a hold or a freeze: why, and for how many minutes. */
  static HoldWish hold(@Nullable String why, @Nullable String minutes, Instant now) {
    return new HoldWish(text(why), until(minutes, now));
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Leads back to the page that the form stands on, or says why nothing was done. */
  static Response form(Outcome outcome, String back) {
    return switch (outcome) {
      case Outcome.Done _ -> Response.seeOther(URI.create(back)).build();
      case Outcome.Missing _ -> throw new WebApplicationException(404);
      case Outcome.Refused refused ->
          said(UNPROCESSABLE, "That cannot be done so", refused.why(), back);
      case Outcome.Overtaken overtaken ->
          said(409, "Things have changed meanwhile", overtaken.why(), back);
    };
  }

  /** An error as a page. */
  static Response said(int status, String title, String why) {
    return said(status, title, why, null);
  }

  private static Response said(int status, String title, String why, @Nullable String back) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML)
        .entity(Errors.Templates.error(status, title, why, back).render())
        .build();
  }

  /** The same as JSON. */
  static Response json(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(long id) when id == 0 -> Response.ok(Map.of("done", true)).build();
      case Outcome.Done(long id) -> Response.ok(Map.of("done", true, "id", id)).build();
      case Outcome.Missing _ -> throw new WebApplicationException(404);
      case Outcome.Refused refused ->
          problem(UNPROCESSABLE, "That cannot be done so", refused.why());
      case Outcome.Overtaken overtaken ->
          problem(409, "Things have changed meanwhile", overtaken.why());
    };
  }

  /** An error as JSON. */
  static Response problem(int status, String title, String why) {
    return Response.status(status)
        .type("application/problem+json")
        .entity(Map.of("title", title, "detail", why, "status", status))
        .build();
  }
}
