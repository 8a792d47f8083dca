package dev.pawl.sandbox;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one sandbox starts.
 *
 * @param port port on 127.0.0.1, 0 for any free one
 * @param appId id of the one App that the sandbox knows
 * @param appSlug slug of that App; its bot is {@code slug[bot]}
 * @param privateKey PEM of the App's key (PKCS#1 or PKCS#8); null: one is generated, to be read at
 *     {@code /_sandbox/app}
 * @param webhookSecret secret that signs the deliveries
 * @param webhookUrl where deliveries go; null: they are logged as not delivered
 * @param dataDirectory where the state lasts; null: in memory only
 * @param clockSpeed how fast the world's clock runs, 1 for real time
 */
public record SandboxSettings(
    int port,
    long appId,
    String appSlug,
    @Nullable String privateKey,
    String webhookSecret,
    @Nullable URI webhookUrl,
    @Nullable Path dataDirectory,
    double clockSpeed) {

  public static SandboxSettings defaults() {
    return new SandboxSettings(0, 1000, "pawl", null, "sandbox-webhook-secret", null, null, 1.0);
  }

  public SandboxSettings withPort(int port) {
    return new SandboxSettings(
        port, appId, appSlug, privateKey, webhookSecret, webhookUrl, dataDirectory, clockSpeed);
  }

  public SandboxSettings withApp(long appId, String appSlug, @Nullable String privateKey) {
    return new SandboxSettings(
        port, appId, appSlug, privateKey, webhookSecret, webhookUrl, dataDirectory, clockSpeed);
  }

  public SandboxSettings withWebhook(@Nullable URI webhookUrl, String webhookSecret) {
    return new SandboxSettings(
        port, appId, appSlug, privateKey, webhookSecret, webhookUrl, dataDirectory, clockSpeed);
  }

  public SandboxSettings withDataDirectory(@Nullable Path dataDirectory) {
    return new SandboxSettings(
        port, appId, appSlug, privateKey, webhookSecret, webhookUrl, dataDirectory, clockSpeed);
  }

  public SandboxSettings withClockSpeed(double clockSpeed) {
    return new SandboxSettings(
        port, appId, appSlug, privateKey, webhookSecret, webhookUrl, dataDirectory, clockSpeed);
  }
}
