package dev.pawl.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Is anything wrong, why, and what do I do? */
@Path("/")
@RunOnVirtualThread
public class HealthPage {
  private final HealthView view;

  HealthPage(HealthView view) {
    this.view = view;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance health(HealthView.Health health);

    static native TemplateInstance health$body(HealthView.Health health);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return Templates.health(view.read());
  }

  /** Only what changes, for the page to fetch while it is open. */
  @GET
  @Path("health/body")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance body() {
    return Templates.health$body(view.read());
  }

  @GET
  @Path("api/health")
  @Produces(MediaType.APPLICATION_JSON)
  public HealthView.Health json() {
    return view.read();
  }
}
