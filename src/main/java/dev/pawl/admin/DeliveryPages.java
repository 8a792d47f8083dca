package dev.pawl.admin;

import dev.pawl.command.DeliveryReplay;
import dev.pawl.setup.CsrfToken;
import dev.pawl.store.Database;
import dev.pawl.webhook.Inbox;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The inbox with search, and one delivery with its life. */
@Path("/deliveries")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class DeliveryPages {
  private static final int PAGE = 50;
  private static final List<String> STATES = List.of("pending", "projected", "ignored", "dead");
  private static final int SHOWN = 200_000;

  private final Database database;
  private final Inbox inbox;
  private final DeliveryReplay replay;
  private final CsrfToken csrf;

  DeliveryPages(Database database, Inbox inbox, DeliveryReplay replay, CsrfToken csrf) {
    this.database = database;
    this.inbox = inbox;
    this.replay = replay;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance deliveries(
        List<Line> deliveries,
        List<String> states,
        String search,
        String state,
        @Nullable Long older);

    static native TemplateInstance delivery(
        Line delivery,
        @Nullable DecisionLine decision,
        List<EffectLine> effects,
        String payload,
        String csrf);
  }

  /** One delivery. */
  public record Line(
      String guid,
      long sequence,
      String event,
      String lane,
      String state,
      int attempts,
      String error,
      @Nullable Instant received,
      @Nullable Instant finished,
      long bytes,
      @Nullable Long decision) {}

  public record DecisionLine(
      long id, String state, String stage, String reason, @Nullable Instant at) {}

  public record EffectLine(
      long id, String kind, String state, String reason, @Nullable String url) {}

  @GET
  public TemplateInstance list(
      @QueryParam("q") @DefaultValue("") String search,
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("before") @DefaultValue("9223372036854775807") long before) {
    List<Line> lines =
        Rows.list(
            database.look(
                """
                select * from delivery
                where sequence < $1 and ($2 = '' or state = $2)
                  and ($3 = '' or guid::text like $3 || '%' or event = $3 or lane = $3)
                order by sequence desc limit $4
                """,
                before, state, search.strip(), PAGE),
            DeliveryPages::line);
    Long older = lines.size() == PAGE ? lines.getLast().sequence() : null;
    return Templates.deliveries(lines, STATES, search, state, older);
  }

  @GET
  @Path("{guid}")
  public TemplateInstance one(@PathParam("guid") UUID guid) {
    Line line =
        Rows.list(
                database.look("select * from delivery where guid = $1", guid), DeliveryPages::line)
            .stream()
            .findFirst()
            .orElseThrow(() -> new WebApplicationException(404));
    return Templates.delivery(
        line, decision(line.decision()), effects(line.decision()), payload(guid), csrf.value());
  }

  @POST
  @Path("{guid}/replay")
  public Response replay(@PathParam("guid") UUID guid, @FormParam("csrf") @Nullable String given) {
    if (!csrf.matches(given)) {
      throw new WebApplicationException(403);
    }
    return switch (replay.replay(guid, "operator")) {
      case UNKNOWN -> throw new WebApplicationException(404);
      case REPLAYED, PENDING_ALREADY ->
          Response.seeOther(URI.create("/deliveries/" + guid)).build();
    };
  }

  private @Nullable DecisionLine decision(@Nullable Long id) {
    if (id == null) {
      return null;
    }
    return Rows.list(
            database.look("select * from decision where id = $1", id),
            row ->
                new DecisionLine(
                    row.getLong("id"),
                    Rows.text(row, "state"),
                    Rows.text(row, "stage"),
                    Rows.text(row, "reason"),
                    Rows.time(row, "decided_at")))
        .stream()
        .findFirst()
        .orElse(null);
  }

  private List<EffectLine> effects(@Nullable Long decision) {
    return decision == null
        ? List.of()
        : Rows.list(
            database.look(
                "select * from effect where decision_id = $1 order by id limit 50", decision),
            row ->
                new EffectLine(
                    row.getLong("id"),
                    Rows.text(row, "kind"),
                    Rows.text(row, "state"),
                    Rows.text(row, "reason"),
                    row.getString("result_url")));
  }

  private String payload(UUID guid) {
    byte[] received = inbox.payload(guid);
    int shown = Math.min(received.length, SHOWN);
    return Words.pretty(new String(received, 0, shown, StandardCharsets.UTF_8));
  }

  private static Line line(Row row) {
    return new Line(
        row.getUUID("guid").toString(),
        row.getLong("sequence"),
        Rows.text(row, "event"),
        Rows.text(row, "lane"),
        Rows.text(row, "state"),
        row.getInteger("attempts"),
        Rows.text(row, "error"),
        Rows.time(row, "received_at"),
        Rows.time(row, "finished_at"),
        row.getInteger("bytes"),
        row.getLong("decision_id"));
  }
}
