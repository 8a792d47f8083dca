package dev.pawl.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a sandbox as a process of its own. Options come as {@code --name value}, or from the
 * environment as {@code SANDBOX_NAME}; when it is ready it prints one line with its address.
 */
public final class SandboxMain {
  private static final Set<String> OPTIONS =
      Set.of(
          "port",
          "app-id",
          "app-slug",
          "private-key-file",
          "webhook-secret",
          "webhook-url",
          "data-dir",
          "clock-speed");

  private SandboxMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = options(arguments);
    SandboxSettings settings = settings(options);
    Sandbox sandbox = Sandbox.start(settings);
    if (options.containsKey("demo")) {
      Demo.seed(sandbox.url());
      URI target = settings.webhookUrl();
      if (target != null) Thread.startVirtualThread(() -> Demo.install(sandbox.url(), target));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    System.out.println("Sandbox listening on " + sandbox.url());
    new CountDownLatch(1).await();
  }

  private static SandboxSettings settings(Map<String, String> options) throws IOException {
    SandboxSettings defaults = SandboxSettings.defaults();
    String keyFile = options.get("private-key-file");
    String url = options.get("webhook-url");
    String data = options.get("data-dir");
    return new SandboxSettings(
        Integer.parseInt(options.getOrDefault("port", "0")),
        Long.parseLong(options.getOrDefault("app-id", String.valueOf(defaults.appId()))),
        options.getOrDefault("app-slug", defaults.appSlug()),
        keyFile == null ? null : Files.readString(Path.of(keyFile)),
        options.getOrDefault("webhook-secret", defaults.webhookSecret()),
        url == null || url.isEmpty() ? null : URI.create(url),
        data == null ? null : Path.of(data),
        Double.parseDouble(options.getOrDefault("clock-speed", "1")));
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (String name : OPTIONS) {
      String value = System.getenv("SANDBOX_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
      if (value != null) options.put(name, value);
    }
    if ("true".equals(System.getenv("SANDBOX_DEMO"))) options.put("demo", "");
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i].replaceFirst("^--", "");
      if (name.equals("demo")) options.put("demo", "");
      else if (OPTIONS.contains(name) && i + 1 < arguments.length)
        options.put(name, arguments[++i]);
      else throw new IllegalArgumentException("unknown option " + arguments[i]);
    }
    return options;
  }
}
