package dev.pawl.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * The texts of artifacts. Part of an issue's text is what people and agents wrote, so it is plain
 * text whatever it looks like; that browsers believe this is seen to by the operator's door.
 */
@Path("/api/artifacts")
@RunOnVirtualThread
public class ArtifactApi {
  private final ArtifactView artifacts;

  ArtifactApi(ArtifactView artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * @throws WebApplicationException 404 when there is no such artifact
   */
  @GET
  @Path("{id: [0-9]{1,18}}")
  public Response text(@PathParam("id") long id, @Context HttpHeaders headers) {
    return switch (artifacts.text(id).orElseThrow(() -> new WebApplicationException(404))) {
      case ArtifactView.Text.Kept(byte[] utf8) ->
          Response.ok(utf8).type("text/plain; charset=utf-8").build();
      case ArtifactView.Text.Dropped() ->
          Errors.answer(
              404,
              "This text was dropped",
              "It has had its time. Its size and its hash are kept, on the page of its run.",
              headers);
      case ArtifactView.Text.None() ->
          Errors.answer(
              404,
              "There is no text here",
              "It is the name of a commit, whose content GitHub has. Its hash is on the page of"
                  + " its run.",
              headers);
    };
  }
}
