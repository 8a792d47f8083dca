package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.setup.SetupBrowser;
import dev.pawl.store.Json;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.Secrets;
import dev.pawl.testing.Webhook;
import java.net.URI;
import java.util.Base64;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Set-up and master key on packaged jars: several replicas, crashes, wrong keys. */
class SetupTest extends SystemStory {
  private static final String OPERATOR = "the-operators-token-of-tests";
  private static final String KEY = key("a master key of 32 bytes, no. 01");
  private static final String NEW_KEY = key("a master key of 32 bytes, no. 02");

  private static String key(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** One that is no App by its environment. */
  private PawlProcess.Start bare(String masterKey, String previous) {
    PawlProcess.Start start = pawl();
    TreeMap<String, String> environment = new TreeMap<>(start.environment());
    environment.remove("PAWL_GITHUB_APP_ID");
    environment.remove("PAWL_GITHUB_PRIVATE_KEY");
    environment.remove("PAWL_GITHUB_WEBHOOK_SECRET");
    environment.put("PAWL_MASTER_KEY", masterKey);
    environment.put("PAWL_MASTER_KEY_PREVIOUS", previous);
    environment.put("PAWL_OPERATOR_TOKEN", OPERATOR);
    return new PawlProcess.Start(environment, start.properties())
        .with("pawl.operator.required", "true")
        .with("quarkus.log.level", "DEBUG");
  }

  private SetupBrowser operator(PawlProcess pawl) {
    return new SetupBrowser(pawl.address("/"), github.url()).signIn(OPERATOR);
  }

  private static int delivered(PawlProcess pawl, String secret) {
    return new Webhook(pawl.webhook(), secret).send("ping", UUID.randomUUID(), "{}");
  }

  /** Waits until it has ended by itself, and gives what it said. */
  private String refused(PawlProcess process) {
    try {
      eventually(process::ended);
      return process.log();
    } finally {
      process.close();
    }
  }

  @Test
  void secretsAreThereInEveryReplicaAndOpenWithTheirKeyOnly() {
    github.recordBodies(true);
    String repository = repositoryWithGoal("lamp");
    var replicas = runTogether(bare(KEY, ""), 2);
    SetupBrowser operator = operator(replicas.getFirst());
    assertThat(operator.setUp("acme", "Pawl of acme").statusCode()).isEqualTo(303);
    JsonNode given =
        Json.tree(github.requests("POST", "/app-manifests/.*").getLast().path("answer").asText());
    String secret = given.path("webhook_secret").asText();
    eventually(() -> delivered(replicas.getLast(), secret) == 202);
    // The other one is the App as well: it takes over whatever the first one leaves behind.
    replicas.getFirst().kill();
    deliverToWith(replicas.getLast(), secret);
    github.install("acme");
    eventually(() -> issues(repository).size() == 1);
    settled();
    replicas.getLast().stop();

    String sealed = texts("select encode(private_key, 'hex') from github_app").getFirst();
    PawlProcess wrong = bare(NEW_KEY, "").run();
    PawlProcess none = bare("", "").run();
    assertThat(refused(wrong))
        .contains("does not open the secrets in the database", "Nothing was changed");
    assertThat(refused(none)).contains("sealed with the master key", "Set PAWL_MASTER_KEY");
    assertThat(texts("select encode(private_key, 'hex') from github_app")).containsExactly(sealed);

    PawlProcess changed = run(bare(NEW_KEY, KEY));
    assertThat(delivered(changed, secret)).isEqualTo(202);
    changed.stop();
    assertThat(texts("select encode(private_key, 'hex') from github_app")).containsExactly(sealed);
    PawlProcess after = run(bare(NEW_KEY, ""));
    assertThat(delivered(after, secret)).isEqualTo(202);
    after.stop();

    Secrets secrets =
        new Secrets()
            .addKey(given.path("pem").asText())
            .add("the webhook's secret", secret)
            .add("the client secret", given.path("client_secret").asText())
            .add("the operator's token", OPERATOR)
            .add("the master key", KEY)
            .add("the new master key", NEW_KEY);
    assertThat(secrets.addTokens(github)).isGreaterThanOrEqualTo(1);
    for (PawlProcess each : java.util.List.of(replicas.getLast(), changed, after)) {
      assertThat(each.log()).contains(" DEBUG ");
      assertThat(secrets.in(each.log().lines()).limit(20)).isEmpty();
    }
  }

  private void deliverToWith(PawlProcess process, String secret) {
    github.webhook(process.webhook(), secret);
  }

  /** GitHub has answered, and Pawl is gone before it could store anything. */
  @Test
  void aCrashBeforeTheStoreIsSaid() {
    PawlProcess first = run(bare(KEY, "").with("pawl.kill-point", "after-send"));
    SetupBrowser operator = operator(first);
    String name = "Pawl that crashes";
    URI back = operator.create(SetupBrowser.way(operator.begin("acme", name, "")));
    String path = SetupBrowser.onward(operator.led(back));
    Thread waiting = Thread.startVirtualThread(() -> operator.tryGet(path));
    eventually(() -> first.logged("kill point reached: after-send"));
    eventually(
        () ->
            github.requests("POST", "/app-manifests/.*").stream()
                .anyMatch(request -> request.path("status").asInt() == 201));
    first.kill();
    waiting.interrupt();

    PawlProcess second = run(bare(KEY, ""));
    operator.at(second.address("/"));
    var busy = operator.get(path);
    assertThat(busy.statusCode()).isEqualTo(409);
    assertThat(busy.body()).contains("Wait half a minute", "Try again");
    execute("update app_setup set asked_at = asked_at - interval '1 minute'");
    var spent = operator.get(path);
    assertThat(spent.statusCode()).isEqualTo(502);
    assertThat(spent.body()).contains("GitHub refused the code", name, "delete it there");
    assertThat(count("select count(*) from github_app")).isZero();
    assertThat(operator.setUp("acme", "Pawl once more").statusCode()).isEqualTo(303);
    assertThat(count("select count(*) from github_app")).isOne();
  }
}
