package dev.pawl.github;

import dev.pawl.store.Secret;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells GitHub of a webhook secret that was made here.
 *
 * <p>Wanted: no delivery is refused while the secret is replaced. Design: the new one is stored
 * first, beside the old one, and both are valid; GitHub is told only after every replica has had
 * the time to read it; the old one ends a set time after GitHub has said yes. Races and crashes: it
 * is told again until it says yes, by any replica, always the same secret, so that a doubled or
 * late request changes nothing. A further one is made only when the old one has ended.
 */
@ApplicationScoped
public class WebhookSecretTelling {
  private static final Logger LOG = Logger.getLogger(WebhookSecretTelling.class);

  /** Replicas look every two seconds. */
  private static final int READ_SECONDS = 10;

  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final AppInForce app;
  private final AppTable table;
  private final GitHubClient github;
  private final Duration overlap;

  WebhookSecretTelling(
      AppInForce app,
      AppTable table,
      GitHubClient github,
      @ConfigProperty(name = "pawl.webhook.secret-overlap", defaultValue = "24h")
          Duration overlap) {
    this.app = app;
    this.table = table;
    this.github = github;
    this.overlap = overlap;
  }

  @Scheduled(every = "5s", delayed = "5s")
  @RunOnVirtualThread
  void turn() {
    if (app.source() != AppInForce.Source.STORED) {
      return;
    }
    try {
      table.untold(READ_SECONDS).ifPresent(this::tell);
    } catch (RuntimeException databaseAway) {
      LOG.debugf("GitHub is told of the webhook secret later: %s", databaseAway.getMessage());
    }
  }

  /** Has GitHub sign with this secret from now on. */
  public Answer tell(Secret secret) {
    return github.send(
        new Call(
            Endpoint.UPDATE_HOOK_CONFIG,
            Map.of(),
            Map.of(),
            Map.of("secret", secret.value()),
            new Principal.App()));
  }

  private void tell(AppTable.Untold untold) {
    switch (tell(untold.secret())) {
      case Answer.Success _ -> {
        table.told(untold, overlap.toSeconds());
        LOG.info("GitHub signs with the new webhook secret");
      }
      case Answer.Refused refused -> later(untold, refused.message());
      case Answer.RateLimited limited -> later(untold, "GitHub asks to wait: " + limited.limit());
      case Answer.Unknown unknown -> later(untold, unknown.reason());
    }
  }

  private void later(AppTable.Untold untold, String why) {
    table.notTold(untold, why, Instant.now().plus(AGAIN));
    LOG.warnf("GitHub did not take the new webhook secret, and is told again: %s", why);
  }
}
