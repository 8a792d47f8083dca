package dev.pawl.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The receipts of a repository's merges as JSON. */
@Path("/api/repositories/{owner}/{name}/receipts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReceiptApi {
  private static final String LAST = "2147483647";

  private final Answers answers;
  private final ReceiptView view;

  ReceiptApi(Answers answers, ReceiptView view) {
    this.answers = answers;
    this.view = view;
  }

  @GET
  public List<ReceiptView.Line> lines(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @QueryParam("before") @DefaultValue(LAST) int before) {
    return view.list(answers.repository(owner, name), before);
  }

  @GET
  @Path("{number: [0-9]{1,9}}")
  public ReceiptView.Whole json(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    return view.of(answers.repository(owner, name), number)
        .orElseThrow(() -> new WebApplicationException(404));
  }

  /**
   * As the hash says. Part of it is what people wrote, so it is plain text whatever it looks like.
   */
  @GET
  @Path("{number: [0-9]{1,9}}/content")
  @Produces("text/plain; charset=utf-8")
  public byte[] content(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    return view.content(answers.repository(owner, name), number)
        .orElseThrow(() -> new WebApplicationException(404));
  }
}
