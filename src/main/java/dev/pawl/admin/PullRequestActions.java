package dev.pawl.admin;

import dev.pawl.command.LinkPullRequest;
import dev.pawl.command.LookAtPullRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The forms of a pull request's page. Each leads back to it. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PullRequestActions {
  private final Answers answers;
  private final LookAtPullRequest look;
  private final LinkPullRequest link;

  PullRequestActions(Answers answers, LookAtPullRequest look, LinkPullRequest link) {
    this.answers = answers;
    this.look = look;
    this.link = link;
  }

  /** Has it read and judged now; nothing is merged past the guards. */
  @POST
  @Path("repositories/{owner}/{name}/pull-requests/{number: [0-9]{1,9}}/merge")
  public Response merge(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        look.look(answers.repository(owner, name), number, Answers.WHO), page(owner, name, number));
  }

  /** Says which issue of the loop it works on. */
  @POST
  @Path("repositories/{owner}/{name}/pull-requests/{number: [0-9]{1,9}}/issue")
  public Response link(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @PathParam("number") int number,
      @FormParam("issue") @Nullable String issue,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        link.link(answers.repository(owner, name), number, Answers.number(issue), Answers.WHO),
        page(owner, name, number));
  }

  private static String page(String owner, String name, int number) {
    return Answers.page(owner, name) + "/pull-requests/" + number;
  }
}
