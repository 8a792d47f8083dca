package dev.pawl.loop;

import dev.pawl.store.Json;

/** Parts of effect keys that come from outside. */
final class Keys {
  private Keys() {}

  /** A short name for any text, safe within a key and different for different texts. */
  static String safe(String text) {
    return Json.hash(text).substring(0, 16);
  }
}
