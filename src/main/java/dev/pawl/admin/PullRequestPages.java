package dev.pawl.admin;

import dev.pawl.github.GitHubAddresses;
import dev.pawl.setup.CsrfToken;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** One pull request: how it stands, what every guard says of it, and what can be done. */
@Path("/")
@RunOnVirtualThread
public class PullRequestPages {
  private final Answers answers;
  private final PullRequestView view;
  private final HoldView holds;
  private final GitHubAddresses addresses;
  private final CsrfToken csrf;

  PullRequestPages(
      Answers answers,
      PullRequestView view,
      HoldView holds,
      GitHubAddresses addresses,
      CsrfToken csrf) {
    this.answers = answers;
    this.view = view;
    this.holds = holds;
    this.addresses = addresses;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    /**
     * @param hold null: nobody holds it back
     */
    static native TemplateInstance pull(
        PullRequestView.Whole pull, HoldView.@Nullable HoldLine hold, String github, String csrf);
  }

  @GET
  @Path("repositories/{owner}/{name}/pull-requests/{number: [0-9]{1,9}}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number) {
    long repository = answers.repository(owner, name);
    PullRequestView.Whole pull =
        view.of(repository, number).orElseThrow(() -> new WebApplicationException(404));
    return Templates.pull(
        pull, holds.of(repository, number).orElse(null), addresses.web(), csrf.value());
  }
}
