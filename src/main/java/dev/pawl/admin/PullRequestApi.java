package dev.pawl.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;

/** How a pull request stands, and what every guard says of it, as JSON. */
@Path("/api/repositories/{owner}/{name}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PullRequestApi {
  private final Answers answers;
  private final PullRequestView view;

  PullRequestApi(Answers answers, PullRequestView view) {
    this.answers = answers;
    this.view = view;
  }

  @GET
  @Path("pull-requests/{number: [0-9]{1,9}}")
  public PullRequestView.Whole one(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    return view.of(answers.repository(owner, name), number)
        .orElseThrow(() -> new WebApplicationException(404));
  }
}
