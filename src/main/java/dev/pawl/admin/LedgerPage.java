package dev.pawl.admin;

import dev.pawl.command.LedgerLook;
import dev.pawl.setup.CsrfToken;
import dev.pawl.store.Database;
import dev.pawl.webhook.LedgerDays;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What GitHub sent, day by day: did it come, was it worked on, what was missed and healed? */
@Path("/ledger")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class LedgerPage {
  private final Database database;
  private final LedgerDays ledgerDays;
  private final LedgerLook look;
  private final CsrfToken csrf;

  LedgerPage(Database database, LedgerDays ledgerDays, LedgerLook look, CsrfToken csrf) {
    this.database = database;
    this.ledgerDays = ledgerDays;
    this.look = look;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance ledger(
        Comparison comparison, List<Day> days, int kept, List<Gap> gaps, String csrf);
  }

  /**
   * @param until everything that GitHub delivered before is compared; null: nothing yet
   * @param error why it cannot go on; empty when it can
   */
  record Comparison(
      @Nullable Instant until, @Nullable Instant next, boolean underWay, String error) {}

  /**
   * A day by UTC. What was missed counts for the day on which GitHub tried to deliver it, whenever
   * it was healed.
   *
   * @param whole whether all deliveries of the day are still kept; else nothing can be said of
   *     those that came
   * @param received acknowledged and missed ones together
   * @param processed projected, or ignored because nobody needs the event
   * @param usually how long half of the missed ones took at most to be healed; empty when none was
   * @param longest how long the last one took
   */
  record Day(
      LocalDate day,
      boolean whole,
      long received,
      long acknowledged,
      long processed,
      long missed,
      long healed,
      long lost,
      String usually,
      String longest) {}

  /** A delivery that is missing still, or for good. */
  record Gap(
      String guid,
      String event,
      String state,
      @Nullable Instant delivered,
      @Nullable Instant notBefore,
      String error) {}

  @GET
  public TemplateInstance ledger() {
    int kept = ledgerDays.kept();
    return Templates.ledger(comparison(), days(kept), kept, gaps(), csrf.value());
  }

  /** Has the comparison made at once. */
  @POST
  @Path("look")
  public Response look(@FormParam("csrf") @Nullable String given) {
    if (!csrf.matches(given)) {
      throw new WebApplicationException(403);
    }
    look.run("operator");
    return Response.seeOther(URI.create("/ledger")).build();
  }

  private Comparison comparison() {
    Row row = database.look("select * from gap_scan").iterator().next();
    return new Comparison(
        Rows.time(row, "compared_until"),
        Rows.time(row, "next_at"),
        row.getOffsetDateTime("started_at") != null,
        Rows.text(row, "error"));
  }

  private List<Day> days(int kept) {
    return Rows.list(
        database.look(
            """
            with inbox as (
              select coalesce((g.delivered_at at time zone 'UTC')::date, d.received_on) as day,
                count(*) filter (where g.guid is null) as acknowledged,
                count(*) filter (where d.state in ('projected', 'ignored')) as processed
              from delivery d left join gap_delivery g on g.guid = d.guid and g.state = 'healed'
              group by 1
            ), gaps as (
              select (delivered_at at time zone 'UTC')::date as day, count(*) as missed,
                count(*) filter (where state = 'healed') as healed,
                count(*) filter (where state = 'lost') as lost,
                percentile_disc(0.5) within group (order by extract(epoch from ended_at - delivered_at))
                  filter (where state = 'healed') as usually,
                max(extract(epoch from ended_at - delivered_at)) filter (where state = 'healed') as longest
              from gap_delivery group by 1
            )
            select day, day > ((clock_timestamp() - make_interval(days => $1)) at time zone 'UTC')::date
                as whole,
              coalesce(acknowledged, 0) as acknowledged, coalesce(processed, 0) as processed,
              coalesce(missed, 0) as missed, coalesce(healed, 0) as healed, coalesce(lost, 0) as lost,
              usually::bigint as usually, longest::bigint as longest
            from inbox full join gaps using (day) order by day desc limit 30
            """,
            kept),
        row ->
            new Day(
                row.getLocalDate("day"),
                row.getBoolean("whole"),
                row.getLong("acknowledged") + row.getLong("missed"),
                row.getLong("acknowledged"),
                row.getLong("processed"),
                row.getLong("missed"),
                row.getLong("healed"),
                row.getLong("lost"),
                duration(row.getLong("usually")),
                duration(row.getLong("longest"))));
  }

  private static String duration(@Nullable Long seconds) {
    return seconds == null ? "" : Words.much(Duration.ofSeconds(Math.max(1, seconds)));
  }

  private List<Gap> gaps() {
    return Rows.list(
        database.look(
            """
            select * from gap_delivery where state <> 'healed'
            order by state = 'lost' desc, delivered_at desc limit 100
            """),
        row ->
            new Gap(
                row.getUUID("guid").toString(),
                Rows.text(row, "event"),
                Rows.text(row, "state"),
                Rows.time(row, "delivered_at"),
                Rows.time(row, "not_before"),
                Rows.text(row, "error")));
  }
}
