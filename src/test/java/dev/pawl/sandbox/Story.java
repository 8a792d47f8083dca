package dev.pawl.sandbox;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with acme/lamp, ada who may write, a receiver of webhooks, and the App installed. */
abstract class Story {
  static final String REPO = "acme/lamp";
  protected Receiver receiver = new Receiver();
  protected Sandbox sandbox = start();
  protected SandboxControl control = new SandboxControl(sandbox.url());
  protected long installation;
  protected String adaToken = "";

  private Sandbox start() {
    return Sandbox.start(SandboxSettings.defaults().withWebhook(receiver.url(), "secret"));
  }

  @BeforeEach
  void seed() {
    control.createAccount("acme", "Organization");
    adaToken = control.createPerson("ada");
    control.createRepository("acme", "lamp", Map.of("README.md", "# Lamp\n"));
    control.permit(REPO, "ada", "write");
    installation = control.install("acme");
    settled();
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  /** Waits until no delivery is on its way. */
  void settled() {
    await().atMost(Duration.ofSeconds(10)).until(control::deliveriesSettled);
  }

  Api app() {
    return Api.installed(control, installation);
  }

  Api ada() {
    return new Api(sandbox.url(), adaToken);
  }
}
