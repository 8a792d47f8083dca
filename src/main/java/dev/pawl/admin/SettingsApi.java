package dev.pawl.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The settings of a repository as JSON. */
@Path("/api/repositories/{owner}/{name}/settings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SettingsApi {
  private final Answers answers;
  private final SettingsView view;

  SettingsApi(Answers answers, SettingsView view) {
    this.answers = answers;
    this.view = view;
  }

  @GET
  public SettingsView.Shown settings(
      @PathParam("owner") String owner, @PathParam("name") String name) {
    return view.of(answers.repository(owner, name));
  }
}
