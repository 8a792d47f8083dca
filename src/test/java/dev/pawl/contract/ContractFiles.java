package dev.pawl.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Where GitHub's schemas are: in the folder {@code contract.dir}, or in the same pinned packages,
 * fetched by {@code npm pack}.
 */
final class ContractFiles {
  private static final String INDEX = "package/api.github.com/index.json";

  private ContractFiles() {}

  static Path restOpenApi() {
    return file(
        "rest-openapi.json", "@octokit/openapi@23.0.2", "package/generated/api.github.com.json");
  }

  static Path webhooksOpenApi() {
    return file(
        "webhooks-openapi.json",
        "@octokit/openapi-webhooks@12.1.0",
        "package/generated/api.github.com.json");
  }

  static Path graphqlSchema() {
    return file("schema.graphql", "@octokit/graphql-schema@15.26.1", "package/schema.graphql");
  }

  static Path webhookExamples() {
    return file("webhook-examples.json", "@octokit/webhooks-examples@7.6.1", INDEX);
  }

  private static Path file(String name, String npmPackage, String inside) {
    Path given = Path.of(System.getProperty("contract.dir", "../shared/contract")).resolve(name);
    if (Files.exists(given)) return given;
    Path packed = Path.of("target", "contract").toAbsolutePath().resolve(name);
    if (Files.exists(packed)) return packed;
    try {
      Path work = Files.createDirectories(packed.resolveSibling("packed-" + name));
      run(work, "npm", "pack", "--silent", npmPackage);
      Path archive;
      try (var files = Files.list(work)) {
        archive = files.filter(f -> f.toString().endsWith(".tgz")).findFirst().orElseThrow();
      }
      run(work, "tar", "-xzf", archive.getFileName().toString());
      Files.copy(work.resolve(inside), packed);
      return packed;
    } catch (IOException e) {
      throw new IllegalStateException("could not get " + npmPackage, e);
    }
  }

  private static void run(Path folder, String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0)
        throw new IOException(
            String.join(" ", command) + ": " + Files.readString(folder.resolve("log")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
