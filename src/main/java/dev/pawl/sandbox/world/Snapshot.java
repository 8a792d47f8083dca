package dev.pawl.sandbox.world;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The rows as one JSON file, written whole after each change and before the change is answered;
 * writers that wait together share one file write.
 */
public final class Snapshot {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          // A state that another version of the sandbox left behind is taken as far as it is known.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private final Path file;
  private final World world;
  private final Object writing = new Object();
  private long savedVersion = -1;

  public Snapshot(Path directory, World world) {
    this.file = directory.resolve("world.json");
    this.world = world;
  }

  public @Nullable Rows load() {
    if (!Files.exists(file)) return null;
    try {
      return MAPPER.readValue(file.toFile(), Rows.class);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the sandbox's state in %s cannot be read; delete its folder to begin anew"
              .formatted(file),
          e);
    }
  }

  /** Returns when every change made so far is on disk. */
  public void save() {
    long wanted = world.version();
    synchronized (writing) {
      if (savedVersion >= wanted) return;
      byte[] bytes;
      long version;
      world.lock.lock();
      try {
        version = world.version();
        world.rows().savedAt = world.clock.now();
        bytes = MAPPER.writeValueAsBytes(world.rows());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        world.lock.unlock();
      }
      try {
        Path next = file.resolveSibling("world.json.next");
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      savedVersion = version;
    }
  }
}
