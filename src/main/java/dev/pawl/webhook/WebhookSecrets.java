package dev.pawl.webhook;

import dev.pawl.github.GitHubConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secrets that sign deliveries: the one in force, and the one before it while it is replaced.
 */
@ApplicationScoped
class WebhookSecrets {
  private final List<String> valid;

  WebhookSecrets(GitHubConfiguration configuration) {
    this.valid =
        Stream.of(configuration.webhookSecret(), configuration.webhookSecretPrevious())
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
