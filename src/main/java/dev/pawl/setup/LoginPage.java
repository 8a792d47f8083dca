package dev.pawl.setup;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the operator shows the token. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class LoginPage {
  private final Operators operators;
  private final CsrfToken csrf;

  LoginPage(Operators operators, CsrfToken csrf) {
    this.operators = operators;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance login(String csrf, boolean wrong);
  }

  @GET
  @Path("login")
  public TemplateInstance login() {
    return Templates.login(csrf.value(), false);
  }

  @POST
  @Path("login")
  public Response signIn(
      @FormParam("token") @Nullable String token,
      @FormParam("csrf") @Nullable String given,
      UriInfo uri) {
    if (!csrf.matches(given) || token == null || !operators.isToken(token.strip())) {
      return Response.status(401).entity(Templates.login(csrf.value(), true)).build();
    }
    NewCookie session =
        new NewCookie.Builder(OperatorDoor.SESSION)
            .value(operators.signIn())
            .path("/")
            .httpOnly(true)
            .secure(uri.getBaseUri().getScheme().equals("https"))
            .sameSite(NewCookie.SameSite.STRICT)
            .build();
    return Response.seeOther(URI.create("/")).cookie(session).build();
  }

  @POST
  @Path("logout")
  public Response signOut(
      @CookieParam(OperatorDoor.SESSION) @Nullable String session,
      @FormParam("csrf") @Nullable String given) {
    if (session != null && csrf.matches(given)) {
      operators.signOut(session);
    }
    return Response.seeOther(URI.create("/login")).build();
  }
}
