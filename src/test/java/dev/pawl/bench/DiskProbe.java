package dev.pawl.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine's disk itself takes to keep one page, while something else is measured: nobody
 * who waits for the disk can be sooner. It asks little, so that it is no load of its own.
 */
final class DiskProbe implements AutoCloseable {
  private static final int PAGE = 8_192;
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final List<Double> milliseconds = new ArrayList<>();
  private final Path file;
  private final Thread thread;
  private volatile boolean over;

  private DiskProbe() throws IOException {
    file = Files.createTempFile("pawl-probe", ".page");
    thread = Thread.ofPlatform().name("disk-probe").start(this::run);
  }

  static DiskProbe begin() {
    try {
      return new DiskProbe();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void run() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (!over) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.allocate(PAGE), 0);
        channel.force(false);
        milliseconds.add((System.nanoTime() - begun) / 1e6);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ends it; what it found, in words. */
  String found() {
    close();
    Collections.sort(milliseconds);
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, at most %.1f ms (%d pages)",
        milliseconds.get(milliseconds.size() / 2),
        milliseconds.get(milliseconds.size() * 99 / 100),
        milliseconds.getLast(),
        milliseconds.size());
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
      Files.deleteIfExists(file);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
