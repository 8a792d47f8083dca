package dev.pawl.admin;

import dev.pawl.loop.NotedChange;
import dev.pawl.loop.Replay;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Past decisions as JSON. */
@Path("/api/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DecisionApi {
  private static final int GONE = 410;

  private final ReplayView replays;

  DecisionApi(ReplayView replays) {
    this.replays = replays;
  }

  /**
   * What came of deciding it once more.
   *
   * @param same whether today's code decides the same
   * @param noted what was noted before it then; null: it was not kept, or cannot be read any more
   */
  public record Replayed(
      long decision,
      boolean same,
      @Nullable List<NotedChange> noted,
      List<Replay.Difference> differences,
      Replay.Versions then,
      Replay.Versions now,
      List<String> notes) {}

  /**
   * Decides it once more, by the view of then and the code of today; nothing is written.
   *
   * @throws WebApplicationException 404 when there is no such decision, or not any more
   */
  @GET
  @Path("{id: [0-9]{1,18}}/replay")
  public Response replay(@PathParam("id") long id) {
    ReplayView.Again again = replays.of(id).orElseThrow(() -> new WebApplicationException(404));
    return switch (again.outcome()) {
      case Replay.Outcome.Decided decided ->
          Response.ok(
                  new Replayed(
                      id,
                      decided.same(),
                      again.noted(),
                      decided.differences(),
                      decided.then(),
                      decided.now(),
                      decided.notes()))
              .build();
      case Replay.Outcome.Impossible impossible ->
          Answers.problem(GONE, "It cannot be decided once more", impossible.why());
    };
  }
}
