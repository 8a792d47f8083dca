package dev.pawl.admin;

import dev.pawl.command.EffectRetry;
import dev.pawl.setup.CsrfToken;
import dev.pawl.store.Database;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was or will be written to GitHub, by whom, and how it ended. */
@Path("/effects")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class EffectPages {
  private static final int PAGE = 50;
  private static final List<String> STATES =
      List.of("planned", "claimed", "unknown", "done", "failed", "cancelled");
  private static final String SELECT =
      """
      select e.*, d.id as decision, r.owner, r.name from effect e
      left join mirror_repository r on r.id = e.repository_id
      left join decision d on d.id = e.decision_id
      """;

  private final Database database;
  private final EffectRetry retry;
  private final CsrfToken csrf;

  EffectPages(Database database, EffectRetry retry, CsrfToken csrf) {
    this.database = database;
    this.retry = retry;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance effects(
        List<Line> effects, List<String> states, String state, @Nullable Long older);

    static native TemplateInstance effect(Line effect, String csrf);
  }

  /** One effect. */
  public record Line(
      long id,
      String key,
      String kind,
      String owner,
      String name,
      String principal,
      String intent,
      String reason,
      String state,
      int attempts,
      int probes,
      String error,
      @Nullable Long decision,
      @Nullable String url,
      @Nullable Instant planned,
      @Nullable Instant claimed,
      @Nullable Instant notBefore,
      @Nullable Instant finished) {}

  @GET
  public TemplateInstance list(
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("before") @DefaultValue("9223372036854775807") long before) {
    List<Line> lines =
        Rows.list(
            database.look(
                SELECT
                    + " where e.id < $1 and ($2 = '' or e.state = $2) order by e.id desc limit $3",
                before,
                state,
                PAGE),
            EffectPages::line);
    return Templates.effects(
        lines, STATES, state, lines.size() == PAGE ? lines.getLast().id() : null);
  }

  @GET
  @Path("{id}")
  public TemplateInstance one(@PathParam("id") long id) {
    return Rows.list(database.look(SELECT + " where e.id = $1", id), EffectPages::line).stream()
        .findFirst()
        .map(line -> Templates.effect(line, csrf.value()))
        .orElseThrow(() -> new WebApplicationException(404));
  }

  @POST
  @Path("{id}/retry")
  public Response retry(@PathParam("id") long id, @FormParam("csrf") @Nullable String given) {
    if (!csrf.matches(given)) {
      throw new WebApplicationException(403);
    }
    retry.retry(id, "operator");
    return Response.seeOther(URI.create("/effects/" + id)).build();
  }

  private static Line line(Row row) {
    return new Line(
        row.getLong("id"),
        Rows.text(row, "key"),
        Rows.text(row, "kind"),
        Rows.text(row, "owner"),
        Rows.text(row, "name"),
        Rows.text(row, "principal"),
        Words.pretty(Rows.text(row, "intent")),
        Rows.text(row, "reason"),
        Rows.text(row, "state"),
        row.getInteger("attempts"),
        row.getInteger("probes"),
        Rows.text(row, "error"),
        row.getLong("decision"),
        row.getString("result_url"),
        Rows.time(row, "planned_at"),
        Rows.time(row, "claimed_at"),
        Rows.time(row, "not_before"),
        Rows.time(row, "finished_at"));
  }
}
