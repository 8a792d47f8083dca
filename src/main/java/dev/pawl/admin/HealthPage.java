package dev.pawl.admin;

import dev.pawl.command.CheckNow;
import dev.pawl.setup.CsrfToken;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Is anything wrong, why, and what do I do? */
@Path("/")
@RunOnVirtualThread
public class HealthPage {
  private final HealthView view;
  private final CheckNow checkNow;
  private final CsrfToken csrf;

  HealthPage(HealthView view, CheckNow checkNow, CsrfToken csrf) {
    this.view = view;
    this.checkNow = checkNow;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance health(HealthView.Health health, String csrf);

    static native TemplateInstance health$body(HealthView.Health health, String csrf);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return Templates.health(view.read(), csrf.value());
  }

  /** Only what changes, for the page to fetch while it is open. */
  @GET
  @Path("health/body")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance body() {
    return Templates.health$body(view.read(), csrf.value());
  }

  @GET
  @Path("api/health")
  @Produces(MediaType.APPLICATION_JSON)
  public HealthView.Health json() {
    return view.read();
  }

  /** Has every part looked at now. */
  @POST
  @Path("checks")
  public Response check(@FormParam("csrf") @Nullable String given) {
    if (!csrf.matches(given)) {
      throw new WebApplicationException(403);
    }
    checkNow.run("operator");
    return Response.seeOther(URI.create("/#components")).build();
  }
}
