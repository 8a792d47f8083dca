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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The runs of a repository, by their state and that of their phases. */
@Path("/")
@RunOnVirtualThread
public class RunListPages {
  private static final int MISTAKEN = 400;

  private final Answers answers;
  private final RunList list;
  private final GitHubAddresses addresses;

  RunListPages(Answers answers, RunList list, GitHubAddresses addresses) {
    this.answers = answers;
    this.list = list;
    this.addresses = addresses;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance runs(
        Shown shown, List<String> states, List<String> phases, String github);
  }

  /** What the page shows. */
  record Shown(String owner, String name, RunFilter filter, RunList.Found found) {}

  @GET
  @Path("repositories/{owner}/{name}/runs")
  @Produces(MediaType.TEXT_HTML)
  public Response page(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("phase") @DefaultValue("") String phase,
      @QueryParam("before") @DefaultValue("") String before) {
    long repository = answers.repository(owner, name);
    RunFilter filter = new RunFilter(state, phase, before);
    return filter
        .mistake()
        .map(why -> Answers.said(MISTAKEN, RunFilter.TITLE, why))
        .orElseGet(
            () ->
                Response.ok(
                        Templates.runs(
                                new Shown(owner, name, filter, list.find(repository, filter)),
                                RunFilter.STATES,
                                RunFilter.PHASES,
                                addresses.web())
                            .render())
                    .build());
  }
}
