package dev.pawl.github;

import io.quarkiverse.githubapp.Credentials;
import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;

/**
 * Lets quarkus-github-app boot without credentials of its own. Pawl's come from Pawl's settings and
 * may come after the start; what is given here signs nothing that is ever sent.
 */
@ApplicationScoped
@Unremovable
@Named("pawl-throw-away")
class ThrowAwayCredentials implements CredentialsProvider {
  @Override
  public Map<String, String> getCredentials(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      String encoded =
          Base64.getMimeEncoder()
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
      return Map.of(
          Credentials.PRIVATE_KEY,
          "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----",
          Credentials.WEBHOOK_SECRET,
          "unused");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
