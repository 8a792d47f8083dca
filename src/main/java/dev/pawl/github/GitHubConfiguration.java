package dev.pawl.github;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which GitHub, and which App there. Each key is also an environment variable, as in docs. */
@ConfigMapping(prefix = "pawl.github")
public interface GitHubConfiguration {
  /** The App's id; without it Pawl runs, but no App is set up. */
  Optional<Long> appId();

  /** The App's private key, as PEM. */
  Optional<String> privateKey();

  /** A file with the App's private key, instead of the key itself. */
  Optional<Path> privateKeyFile();

  /** The secret that signs deliveries. */
  Optional<String> webhookSecret();

  /** The secret before it, valid too while the secret is being replaced. */
  Optional<String> webhookSecretPrevious();

  /** The GitHub that people see. */
  @WithDefault("https://github.com")
  String url();

  /** Where its REST API is, if that does not follow from the URL. */
  Optional<String> apiUrl();

  /** Where its GraphQL API is, if that does not follow from the URL. */
  Optional<String> graphqlUrl();

  /** How long one request may take, in real time. */
  @WithDefault("10s")
  Duration timeout();
}
