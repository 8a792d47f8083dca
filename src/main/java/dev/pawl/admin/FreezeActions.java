package dev.pawl.admin;

import dev.pawl.command.FreezeMerges;
import dev.pawl.command.HoldWish;
import dev.pawl.command.UnfreezeMerges;
import dev.pawl.store.WorldClock;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The forms that freeze a repository's merges and let them go on. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class FreezeActions {
  private final Answers answers;
  private final WorldClock clock;
  private final FreezeMerges freeze;
  private final UnfreezeMerges unfreeze;

  FreezeActions(Answers answers, WorldClock clock, FreezeMerges freeze, UnfreezeMerges unfreeze) {
    this.answers = answers;
    this.clock = clock;
    this.freeze = freeze;
    this.unfreeze = unfreeze;
  }

  @POST
  @Path("repositories/{owner}/{name}/freeze")
  public Response freeze(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("why") @Nullable String why,
      @FormParam("minutes") @Nullable String minutes,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    HoldWish wish = Answers.hold(why, minutes, clock.instant());
    return Answers.form(
        freeze.freeze(answers.repository(owner, name), wish, Answers.WHO),
        Answers.page(owner, name));
  }

  @POST
  @Path("repositories/{owner}/{name}/unfreeze")
  public Response unfreeze(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @FormParam("csrf") @Nullable String given) {
    answers.ofOwnForm(given);
    return Answers.form(
        unfreeze.unfreeze(answers.repository(owner, name), Answers.WHO), Answers.page(owner, name));
  }
}
