package dev.pawl.webhook;

import dev.pawl.github.AppInForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The secrets that sign deliveries: the one in force, and the one before it while it is replaced.
 */
@ApplicationScoped
class WebhookSecrets {
  private final AppInForce app;

  WebhookSecrets(AppInForce app) {
    this.app = app;
  }

  /** From memory; empty while no App is set up: then no signature is valid. */
  List<String> valid() {
    return app.webhookSecrets();
  }

  @Override
  public String toString() {
    return "WebhookSecrets[" + valid().size() + "]";
  }
}
