package dev.pawl.bench;

import dev.pawl.testing.SandboxResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Probot that answers each delivery and stores nothing, in {@code src/bench/probot}: the measure
 * of the front door, where node is there.
 */
final class Probot implements AutoCloseable {
  static final int PORT = 3999;
  private static final Path FOLDER = Path.of("src", "bench", "probot");

  private final Process process;

  private Probot(Process process) {
    this.process = process;
  }

  /** Empty where there is no node, or its packages cannot be had. */
  static Optional<Probot> start() {
    try {
      if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
        Process install = in("npm", "ci", "--no-audit", "--no-fund").start();
        if (!install.waitFor(3, TimeUnit.MINUTES) || install.exitValue() != 0) {
          install.destroyForcibly();
          return Optional.empty();
        }
      }
      ProcessBuilder node = in("node", "app.js");
      node.environment().put("PORT", Integer.toString(PORT));
      node.environment().put("SECRET", SandboxResource.SECRET);
      node.environment().put("NODE_ENV", "production");
      node.redirectOutput(ProcessBuilder.Redirect.PIPE);
      Process process = node.start();
      BufferedReader output = process.inputReader();
      String line = output.readLine();
      if (line == null || !line.equals("ready")) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return Optional.of(new Probot(process));
    } catch (IOException noNode) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static ProcessBuilder in(String... command) {
    return new ProcessBuilder(command)
        .directory(FOLDER.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.getInputStream().close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
