package dev.pawl.setup;

import dev.pawl.github.AppManifests;
import dev.pawl.github.StoredApp;
import dev.pawl.webhook.Forwarder;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the App in the browser: a form, the way to GitHub with the manifest, and the way back with
 * a code, for which GitHub gives the credentials ({@link SetupFinish}).
 *
 * <p>GitHub's way back is a step from another site, with which a browser sends none of Pawl's
 * cookies. So the page that it leads to does nothing but lead on, within Pawl, to the one that asks
 * who is there; it is open to everybody, and what it is given is worth something only there.
 */
@Path("/setup")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SetupPages {
  /** Where GitHub leads back to; open to everybody. */
  static final String CREATED = "/setup/created";

  static final String INSTALLED = "/setup/installed";

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private final SetupView view;
  private final Setups setups;
  private final SetupFinish finish;
  private final AppManifests manifests;
  private final Forwarder forwarder;
  private final CsrfToken csrf;

  SetupPages(
      SetupView view,
      Setups setups,
      SetupFinish finish,
      AppManifests manifests,
      Forwarder forwarder,
      CsrfToken csrf) {
    this.view = view;
    this.setups = setups;
    this.finish = finish;
    this.manifests = manifests;
    this.forwarder = forwarder;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance setup(
        SetupView.State state, SetupWish wish, List<String> mistakes, String csrf);

    static native TemplateInstance setup$body(
        SetupView.State state, SetupWish wish, List<String> mistakes, String csrf);

    static native TemplateInstance toGitHub(
        SetupWish wish, String address, String state, String manifest, String deliveries);

    static native TemplateInstance onward(String address);

    static native TemplateInstance said(String title, String why, String link, String word);
  }

  @GET
  public TemplateInstance page(UriInfo uri) {
    return Templates.setup(view.read(), proposed(uri), List.of(), csrf.value());
  }

  /** Only what changes, for the page to fetch while it is open. */
  @GET
  @Path("body")
  public TemplateInstance body(UriInfo uri) {
    return Templates.setup$body(view.read(), proposed(uri), List.of(), csrf.value());
  }

  private static SetupWish proposed(UriInfo uri) {
    SetupWish here = SetupWish.of("", "Pawl", origin(null, uri));
    // A proxy that ends TLS may not have said so.
    return here.mistakes().isEmpty()
        ? here
        : SetupWish.of("", "Pawl", "https://" + uri.getBaseUri().getAuthority());
  }

  /** Sends the browser to GitHub with the manifest. */
  @POST
  public Response begin(
      @FormParam("organization") @Nullable String organization,
      @FormParam("name") @Nullable String name,
      @FormParam("address") @Nullable String address,
      @FormParam("replace") @Nullable String replace,
      @FormParam("csrf") @Nullable String given,
      @CookieParam(OperatorDoor.SESSION) @Nullable String session,
      @HeaderParam("Origin") @Nullable String origin,
      UriInfo uri) {
    own(given);
    SetupWish wish = SetupWish.of(organization, name, address);
    SetupView.State state = view.read();
    Optional<String> refusal = refusal(state, replace == null ? "" : replace.strip());
    if (refusal.isPresent()) {
      return said(409, "Nothing was set up", refusal.get());
    }
    List<String> mistakes = wish.mistakes();
    if (!mistakes.isEmpty()) {
      return Response.status(400)
          .entity(Templates.setup(state, wish, mistakes, csrf.value()))
          .build();
    }
    StoredApp before = state.app();
    Optional<String> begun =
        setups.begin(wish, before == null ? null : before.id(), browser(session));
    if (begun.isEmpty()) {
      return said(429, "Too many at once", "Many set-ups were begun lately. Wait ten minutes.");
    }
    String deliveries =
        forwarder.channel().map(URI::toString).orElseGet(() -> AppManifest.frontDoor(wish));
    return Response.ok(
            Templates.toGitHub(
                wish,
                manifests.registration(wish.organization()),
                begun.get(),
                AppManifest.filled(wish, deliveries, origin(origin, uri)),
                deliveries))
        .build();
  }

  /** Why no App can be set up now; empty when one can. */
  private static Optional<String> refusal(SetupView.State state, String replace) {
    if (state.byEnvironment()) {
      return Optional.of(
          "The App is given by the environment (PAWL_GITHUB_APP_ID), which wins. Take it out and"
              + " start Pawl again to set one up here.");
    }
    if (!state.keyed()) {
      return Optional.of(
          "There is no master key to seal what is secret with: set PAWL_MASTER_KEY first.");
    }
    StoredApp app = state.app();
    if (app != null && !app.slug().equals(replace)) {
      return Optional.of(
          "The App "
              + app.slug()
              + " is set up. To replace it, write its short name into the form.");
    }
    return Optional.empty();
  }

  /** GitHub leads here with the code. */
  @GET
  @Path("created")
  public Response created(
      @QueryParam("code") @Nullable String code, @QueryParam("state") @Nullable String state) {
    return onward("/setup/finish?code=" + encoded(code) + "&state=" + encoded(state));
  }

  /** GitHub leads here after an installation; what it says of it could be anybody's. */
  @GET
  @Path("installed")
  public Response installed() {
    return onward("/setup");
  }

  /** Fetches the credentials and stores them. */
  @GET
  @Path("finish")
  public Response finish(
      @QueryParam("code") @Nullable String code,
      @QueryParam("state") @Nullable String state,
      @CookieParam(OperatorDoor.SESSION) @Nullable String session) {
    if (code == null || state == null || !CODE.matcher(code).matches() || state.length() > 100) {
      return said(
          400, "Nothing was set up", "GitHub leads here with a code and a state; one is missing.");
    }
    return switch (finish.run(code, state, browser(session))) {
      case SetupFinish.Result.Done _ -> Response.seeOther(URI.create("/setup")).build();
      case SetupFinish.Result.Again again ->
          Response.status(again.status())
              .entity(
                  Templates.said(
                      "Not finished yet",
                      again.why(),
                      "/setup/finish?code=" + encoded(code) + "&state=" + encoded(state),
                      "Try again"))
              .build();
      case SetupFinish.Result.Over over -> said(over.status(), "Nothing was set up", over.why());
    };
  }

  /** What a session is bound to: its own secret, or where none is asked for the form's. */
  private String browser(@Nullable String session) {
    return session == null ? csrf.value() : session;
  }

  private void own(@Nullable String given) {
    if (!csrf.matches(given)) {
      throw new WebApplicationException(403);
    }
  }

  /** A browser says where it is; behind a proxy it knows better than Pawl. */
  private static String origin(@Nullable String origin, UriInfo uri) {
    return origin != null && origin.startsWith("http")
        ? origin
        : uri.getBaseUri().getScheme() + "://" + uri.getBaseUri().getAuthority();
  }

  private static String encoded(@Nullable String text) {
    return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
  }

  private static Response onward(String address) {
    return Response.ok(Templates.onward(address)).build();
  }

  private static Response said(int status, String title, String why) {
    return Response.status(status)
        .entity(Templates.said(title, why, "/setup", "To the set-up"))
        .build();
  }
}
