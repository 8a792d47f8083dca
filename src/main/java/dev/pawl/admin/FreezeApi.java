package dev.pawl.admin;

import dev.pawl.admin.RepositoryApi.HoldRequest;
import dev.pawl.command.FreezeMerges;
import dev.pawl.command.UnfreezeMerges;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The freeze of a repository's merges that somebody begins and ends. */
@Path("/api/repositories/{owner}/{name}/freeze")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FreezeApi {
  private final Answers answers;
  private final FreezeMerges freeze;
  private final UnfreezeMerges unfreeze;

  FreezeApi(Answers answers, FreezeMerges freeze, UnfreezeMerges unfreeze) {
    this.answers = answers;
    this.freeze = freeze;
    this.unfreeze = unfreeze;
  }

  @PUT
  public Response freeze(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @Nullable HoldRequest request) {
    HoldRequest wanted = request == null ? new HoldRequest(null, null, null) : request;
    return Answers.json(freeze.freeze(answers.repository(owner, name), wanted.wish(), Answers.WHO));
  }

  @DELETE
  public Response unfreeze(@PathParam("owner") String owner, @PathParam("name") String name) {
    return Answers.json(unfreeze.unfreeze(answers.repository(owner, name), Answers.WHO));
  }
}
