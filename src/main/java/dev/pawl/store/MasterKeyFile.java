package dev.pawl.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The master key in a file beside the data, for those who let Pawl keep its own database: made at
 * the first start, readable by Pawl's account alone.
 *
 * <p>Two processes that start at once in one folder: the file is written whole under another name
 * first and then linked, which fails where there is one already; so both read the same key, and no
 * crash leaves half of one.
 */
public final class MasterKeyFile {
  private static final String NAME = "master.key";
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private MasterKeyFile() {}

  /** The file in this folder, made now if there is none. */
  public static Path in(Path folder) {
    Path file = folder.resolve(NAME).toAbsolutePath().normalize();
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the master key cannot be kept in " + file + ": " + failure.getMessage(), failure);
    }
  }

  /**
   * The key in a file.
   *
   * @throws IllegalStateException when it cannot be read, or others can read it too
   */
  static MasterKey read(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "others may read or change "
                + file
                + ", which holds the master key: `chmod 600` it. If somebody may have read it, put"
                + " another key in its place and give this one as PAWL_MASTER_KEY_PREVIOUS.");
      }
      return MasterKey.parse(Files.readString(file), file.toString());
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          file + ", which should hold the master key, cannot be read.", unreadable);
    }
  }

  private static void make(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path whole = draft(file);
    try {
      String text = Base64.getEncoder().encodeToString(key) + "\n";
      try (FileChannel out = FileChannel.open(whole, StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        out.force(true);
      }
      link(file, whole);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static Path draft(Path file) throws IOException {
    Path folder = file.getParent();
    return Files.getFileStore(folder).supportsFileAttributeView("posix")
        ? Files.createTempFile(folder, NAME, ".new", PRIVATE)
        : Files.createTempFile(folder, NAME, ".new");
  }

  private static void link(Path file, Path whole) throws IOException {
    try {
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException another) {
      // Somebody else was first; theirs is read.
    } catch (UnsupportedOperationException noLinks) {
      Files.move(whole, file);
    }
  }
}
