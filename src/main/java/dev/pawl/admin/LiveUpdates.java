package dev.pawl.admin;

import dev.pawl.store.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/**
 * Tells open pages that something changed, at most once a second. One small query answers whether
 * anything did, and only while somebody looks.
 */
@Path("/events")
@ApplicationScoped
public class LiveUpdates {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final String STATE =
      """
      select concat_ws(' ', (select coalesce(max(sequence), 0) from delivery),
        (select count(*) from delivery where state = 'pending'),
        (select coalesce(max(id), 0) from decision), (select coalesce(max(id), 0) from effect),
        (select coalesce(max(id), 0) from run_history), (select max(finished_at) from effect), (select max(moved_at) from lane),
        (select max(beat_at) from replica)) as state
      """;

  private final Database database;

  LiveUpdates(Database database) {
    this.database = database;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<String> changes() {
    return Multi.createFrom()
        .ticks()
        .every(BEAT)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(
            tick -> database.pool().query(STATE).execute().onFailure().recoverWithNull())
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transform(
            rows -> {
              if (rows == null) {
                return "the database is away";
              }
              Row row = rows.iterator().next();
              return row.getString("state");
            })
        .skip()
        .repetitions();
  }
}
