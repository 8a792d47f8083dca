package dev.pawl.sandbox.access;

/** What an endpoint asks of its caller. */
public sealed interface Need {
  Need NOTHING = new Nothing();
  Need APP = new OfApp();
  Need INSTALLATION = new OfInstallation();

  /** A repository permission of the App, by its name in the manifest. */
  static Need read(String permission) {
    return new OfRepository(permission, false);
  }

  static Need write(String permission) {
    return new OfRepository(permission, true);
  }

  record Nothing() implements Need {}

  record OfApp() implements Need {}

  record OfInstallation() implements Need {}

  record OfRepository(String permission, boolean write) implements Need {}
}
