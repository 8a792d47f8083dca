package dev.pawl.testing;

import dev.pawl.sandbox.Sandbox;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.sandbox.SandboxSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GitHub on loopback for tests, reached over HTTP only. */
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {
  public static final String SECRET = "the-webhook-secret-of-tests";

  /** In whose name Pawl asks agents; a story gives it to a person of its own. */
  public static final String PERSON_TOKEN = "ghp_the0token0of0a0person0in0tests";

  private static @Nullable SandboxControl control;

  private @Nullable Sandbox sandbox;

  /** The control of the sandbox that the running application talks to. */
  public static SandboxControl control() {
    SandboxControl current = control;
    if (current == null) {
      throw new IllegalStateException("no sandbox is running");
    }
    return current;
  }

  @Override
  public Map<String, String> start() {
    Sandbox started = Sandbox.start(SandboxSettings.defaults().withWebhook(null, SECRET));
    sandbox = started;
    SandboxControl own = new SandboxControl(started.url());
    control = own;
    return properties(own);
  }

  /** What Pawl must be told to use this sandbox. */
  public static Map<String, String> properties(SandboxControl control) {
    var app = control.app();
    Map<String, String> properties = new HashMap<>();
    properties.put("pawl.github.app-id", app.get("id").asText());
    properties.put("pawl.github.private-key", app.get("private_key").asText());
    properties.put("pawl.github.webhook-secret", SECRET);
    properties.put("pawl.user-token", PERSON_TOKEN);
    properties.put("pawl.github.url", control.url().toString());
    properties.put("pawl.github.api-url", control.url().toString());
    properties.put("pawl.github.graphql-url", control.url() + "/graphql");
    return properties;
  }

  @Override
  public void stop() {
    Sandbox running = sandbox;
    if (running != null) {
      running.close();
    }
  }
}
