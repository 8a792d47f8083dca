package dev.pawl.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Work on git objects, whose failures are the sandbox's own. */
final class GitWork {
  private GitWork() {}

  interface NullableWork<T> {
    @Nullable T run() throws IOException;
  }

  static <T> @Nullable T ioOrNull(NullableWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Work<T> {
    T run() throws IOException;
  }

  static <T> T io(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
