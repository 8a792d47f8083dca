package dev.pawl.admin;

import dev.pawl.github.GitHubAddresses;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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

/** The receipts of a repository's merges: a list, and each by its pull request. */
@Path("/")
@RunOnVirtualThread
public class ReceiptPages {
  private static final String LAST = "2147483647";

  private final Answers answers;
  private final ReceiptView view;
  private final GitHubAddresses addresses;

  ReceiptPages(Answers answers, ReceiptView view, GitHubAddresses addresses) {
    this.answers = answers;
    this.view = view;
    this.addresses = addresses;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance receipt(ReceiptView.Whole whole, String github);

    static native TemplateInstance receipts(
        String owner, String name, List<ReceiptView.Line> lines, String github);
  }

  @GET
  @Path("repositories/{owner}/{name}/receipts")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance list(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @QueryParam("before") @DefaultValue(LAST) int before) {
    long repository = answers.repository(owner, name);
    return Templates.receipts(owner, name, view.list(repository, before), addresses.web());
  }

  @GET
  @Path("repositories/{owner}/{name}/receipts/{number: [0-9]{1,9}}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    return Templates.receipt(whole(owner, name, number), addresses.web());
  }

  @GET
  @Path("repositories/{owner}/{name}/receipts/{number: [0-9]{1,9}}.md")
  @Produces("text/markdown; charset=utf-8")
  public String markdown(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    return ReceiptSummary.markdown(whole(owner, name, number));
  }

  private ReceiptView.Whole whole(String owner, String name, int number) {
    return view.of(answers.repository(owner, name), number)
        .orElseThrow(() -> new WebApplicationException(404));
  }
}
