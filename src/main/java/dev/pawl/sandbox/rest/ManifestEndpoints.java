package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.Registrations;
import dev.pawl.sandbox.hook.Courier;
import dev.pawl.sandbox.hook.Target;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import java.net.URI;

/**
 * The end of an App's registration, and its webhook. Sources:
 * https://docs.github.com/en/rest/apps/apps#create-a-github-app-from-a-manifest and
 * https://docs.github.com/en/rest/apps/webhooks#update-a-webhook-configuration-for-an-app.
 */
public final class ManifestEndpoints {
  private final Registrations registrations;
  private final Courier courier;
  private final Shapes shapes;

  public ManifestEndpoints(Registrations registrations, Courier courier, Shapes shapes) {
    this.registrations = registrations;
    this.courier = courier;
    this.shapes = shapes;
  }

  public void register(Routes routes) {
    routes
        .add("POST", "/app-manifests/{code}/conversions", Need.NOTHING, this::convert)
        .add("GET", "/app/hook/config", Need.APP, call -> config())
        .add("PATCH", "/app/hook/config", Need.APP, this::change);
  }

  private Answer convert(Call call) {
    Registrations.Registration made = registrations.fetch(call.param("code"));
    if (made == null) throw ApiError.notFound();
    ObjectNode app = shapes.apps.app(made.app());
    app.put("client_secret", made.clientSecret());
    app.put("webhook_secret", made.webhookSecret());
    app.put("pem", made.pem());
    return Answer.created(app);
  }

  private Answer config() {
    ObjectNode config =
        Json.object("content_type", "json", "insecure_ssl", "0", "secret", "********");
    URI url = courier.target().url();
    if (url != null) config.put("url", url.toString());
    return Answer.ok(config);
  }

  private Answer change(Call call) {
    Target before = courier.target();
    String url = call.text("url");
    String secret = call.text("secret");
    courier.target(
        new Target(
            url == null ? before.url() : URI.create(url),
            secret == null ? before.secret() : secret));
    return config();
  }
}
