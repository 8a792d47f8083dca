package dev.pawl.admin;

import dev.pawl.command.LaneWake;
import dev.pawl.setup.CsrfToken;
import dev.pawl.store.Database;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One lane: who holds it, when it is looked at next, and why it failed. */
@Path("/lanes/{name}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class LanePages {
  private final Database database;
  private final LaneWake wake;
  private final CsrfToken csrf;

  LanePages(Database database, LaneWake wake, CsrfToken csrf) {
    this.database = database;
    this.wake = wake;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance lane(Line lane, String csrf);
  }

  /**
   * @param owner the repository's owner; empty for other lanes
   * @param holder the host that works in it now; empty when nobody does
   * @param retry until when it rests after a failure; null when it does not
   */
  public record Line(
      String name,
      String owner,
      String repository,
      String holder,
      long fencing,
      @Nullable Instant wake,
      String wakeReason,
      @Nullable Instant retry,
      @Nullable Instant moved,
      int failures,
      String error,
      long pending) {}

  @GET
  public TemplateInstance lane(@PathParam("name") String name) {
    return Rows.list(
            database.look(
                """
                select l.*, r.owner, r.name as repository,
                  case when l.lease_until > clock_timestamp() then coalesce(p.host, 'a replica') end as holder,
                  (select count(*) from delivery d where d.lane = l.name and d.state = 'pending') as pending
                from lane l
                left join mirror_repository r on l.name = 'repo:' || r.id
                left join replica p on p.id = l.held_by
                where l.name = $1
                """,
                name),
            LanePages::line)
        .stream()
        .findFirst()
        .map(line -> Templates.lane(line, csrf.value()))
        .orElseThrow(() -> new WebApplicationException(404));
  }

  @POST
  @Path("wake")
  public Response wake(@PathParam("name") String name, @FormParam("csrf") @Nullable String given) {
    if (!csrf.matches(given)) {
      throw new WebApplicationException(403);
    }
    if (!wake.wake(name, "operator")) {
      throw new WebApplicationException(404);
    }
    return Response.seeOther(URI.create("/lanes/" + name)).build();
  }

  private static Line line(Row row) {
    return new Line(
        Rows.text(row, "name"),
        Rows.text(row, "owner"),
        Rows.text(row, "repository"),
        Rows.text(row, "holder"),
        row.getLong("fencing"),
        Rows.time(row, "wake_at"),
        Rows.text(row, "wake_reason"),
        Rows.time(row, "retry_at"),
        Rows.time(row, "moved_at"),
        row.getInteger("failures"),
        Rows.text(row, "error"),
        row.getLong("pending"));
  }
}
