package dev.pawl;

import java.nio.file.Path;
import java.util.Map;

/** Placeholder until the sandbox is merged. */
final class DemoGitHub {
  private DemoGitHub() {}

  static Map<String, String> start(Path folder) {
    return Map.of();
  }
}
