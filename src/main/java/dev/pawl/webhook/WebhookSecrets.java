package dev.pawl.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The secrets that sign deliveries: the one in force, and the one before it while it is replaced.
 */
@ApplicationScoped
class WebhookSecrets {
  private final List<String> valid;

  WebhookSecrets(
      @ConfigProperty(name = "pawl.github.webhook-secret") Optional<String> current,
      @ConfigProperty(name = "pawl.github.webhook-secret-previous") Optional<String> previous) {
    this.valid =
        Stream.of(current, previous)
            .flatMap(Optional::stream)
            .filter(secret -> !secret.isBlank())
            .toList();
  }

  /** Empty while no App is set up: then no signature is valid. */
  List<String> valid() {
    return valid;
  }

  @Override
  public String toString() {
    return "WebhookSecrets[" + valid.size() + "]";
  }
}
