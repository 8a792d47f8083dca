package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Secrets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Invariant 10 on the packaged jar, as loud as it can be made without another build. */
class SecrecyTest extends SystemStory {
  private static final String OPERATOR = "the-operators-token-of-tests";
  private static final String PASSWORD = "the-database-password-of-tests";
  private static final String PREVIOUS = "the-webhook-secret-before";

  @Test
  void noSecretIsEverLogged() {
    PawlProcess.Start start = pawl();
    TreeMap<String, String> environment = new TreeMap<>(start.environment());
    environment.computeIfPresent(
        "PAWL_DATABASE_URL", (name, url) -> url.replace(":x@", ":" + PASSWORD + "@"));
    environment.put("PAWL_OPERATOR_TOKEN", OPERATOR);
    environment.put("PAWL_GITHUB_WEBHOOK_SECRET_PREVIOUS", PREVIOUS);
    assertThat(environment.get("PAWL_DATABASE_URL")).contains(PASSWORD);
    github.recordBodies(true);
    String repository = repositoryWithGoal("secret");
    github.failAfterWrite(1, "POST", "/repos/.*/issues", 500);
    PawlProcess pawl =
        run(
            new PawlProcess.Start(environment, start.properties())
                .with("pawl.operator.required", "true")
                .with("quarkus.log.level", "TRACE")
                .with("quarkus.log.min-level", "TRACE"));
    deliverTo(pawl);
    github.install("acme");
    eventually(() -> issues(repository).size() == 1);
    settled();
    assertThat(pawl.status("/")).isEqualTo(401);
    pawl.stop();

    Secrets secrets =
        new Secrets()
            .addKey(github.app().path("private_key").asText())
            .add("the webhook's secret", SandboxResource.SECRET)
            .add("the webhook's secret before", PREVIOUS)
            .add("the operator's token", OPERATOR)
            .add("the database's password", PASSWORD);
    assertThat(secrets.addTokens(github)).isGreaterThanOrEqualTo(1);
    // The least level is fixed in the build: DEBUG is the most that a running Pawl can be made to
    // say.
    assertThat(pawl.log()).contains(" DEBUG ", "CREATE_ISSUE");
    assertThat(secrets.in(pawl.log().lines()).limit(20)).isEmpty();
  }
}
