package dev.pawl.sandbox;

import java.net.URI;

/** One running GitHub on loopback. */
public final class Sandbox implements AutoCloseable {
  private final SandboxSettings settings;

  private Sandbox(SandboxSettings settings) {
    this.settings = settings;
  }

  /** Starts it and returns when it answers. */
  public static Sandbox start(SandboxSettings settings) {
    return new Sandbox(settings);
  }

  /** The root of REST ({@code /repos/…}), GraphQL ({@code /graphql}), pages and control API. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + settings.port());
  }

  @Override
  public void close() {}
}
