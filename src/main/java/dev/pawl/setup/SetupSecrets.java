package dev.pawl.setup;

import dev.pawl.github.AppInForce;
import dev.pawl.github.AppKeys;
import dev.pawl.github.AppTable;
import dev.pawl.github.StoredApp;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replaces a secret of the App that was set up here. None of them is ever shown. */
@Path("/setup/secrets")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SetupSecrets {
  private static final URI BACK = URI.create("/setup");

  private final AppTable table;
  private final AppKeys keys;
  private final AppInForce app;
  private final Setups setups;
  private final CsrfToken csrf;

  SetupSecrets(AppTable table, AppKeys keys, AppInForce app, Setups setups, CsrfToken csrf) {
    this.table = table;
    this.keys = keys;
    this.app = app;
    this.setups = setups;
    this.csrf = csrf;
  }

  /** Makes a new webhook secret; GitHub is told of it, and nobody sees it. */
  @POST
  @Path("webhook")
  public Response webhook(@FormParam("csrf") @Nullable String given) {
    own(given);
    Optional<StoredApp> stored = inForce();
    if (stored.isEmpty()) {
      return none();
    }
    if (!table.newWebhookSecret(stored.get().id())) {
      return said("The webhook secret is being replaced already; the one before must end first.");
    }
    app.refresh();
    setups.note("replace webhook secret", stored.get().slug(), null, null);
    return Response.seeOther(BACK).build();
  }

  /** Takes a private key that was made at GitHub. */
  @POST
  @Path("key")
  public Response key(
      @FormParam("key") @Nullable String pem, @FormParam("csrf") @Nullable String given) {
    own(given);
    Optional<StoredApp> stored = inForce();
    if (stored.isEmpty()) {
      return none();
    }
    return switch (keys.replace(stored.get().id(), pem == null ? "" : pem)) {
      case AppKeys.Outcome.Replaced _ -> {
        setups.note("replace private key", stored.get().slug(), null, null);
        yield Response.seeOther(BACK).build();
      }
      case AppKeys.Outcome.Refused refused -> said(refused.reason());
    };
  }

  private Optional<StoredApp> inForce() {
    return app.source() == AppInForce.Source.STORED ? table.shown() : Optional.empty();
  }

  private void own(@Nullable String given) {
    if (!csrf.matches(given)) {
      throw new WebApplicationException(403);
    }
  }

  private static Response none() {
    return said("No App that was set up here is in force.");
  }

  private static Response said(String why) {
    return Response.status(409)
        .entity(SetupPages.Templates.said("Nothing was replaced", why, "/setup", "To the set-up"))
        .build();
  }
}
