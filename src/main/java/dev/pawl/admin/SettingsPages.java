package dev.pawl.admin;

import dev.pawl.settings.SettingsSchema;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The settings of a repository as a page, and the schema of the file for editors. */
@Path("/")
@RunOnVirtualThread
public class SettingsPages {
  private final Answers answers;
  private final SettingsView view;

  SettingsPages(Answers answers, SettingsView view) {
    this.answers = answers;
    this.view = view;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance settings(SettingsView.Shown shown, String page);
  }

  @GET
  @Path("repositories/{owner}/{name}/settings")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@PathParam("owner") String owner, @PathParam("name") String name) {
    return Templates.settings(view.of(answers.repository(owner, name)), Answers.page(owner, name));
  }

  /** Open to all, since an editor signs in nowhere; it says what the documents say. */
  @GET
  @Path("schema/pawl.yml.json")
  @Produces("application/schema+json")
  public Response schema() {
    return Response.ok(SettingsSchema.TEXT)
        .header("Access-Control-Allow-Origin", "*")
        .header("Cache-Control", "max-age=3600")
        .build();
  }
}
