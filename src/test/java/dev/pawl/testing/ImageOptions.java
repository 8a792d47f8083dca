package dev.pawl.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of the JVM that the container image sets, so that what is measured is what runs. */
public final class ImageOptions {
  private static final Pattern LINE = Pattern.compile("(?m)^ENV JDK_JAVA_OPTIONS=\"([^\"]+)\"$");

  private ImageOptions() {}

  public static String[] read() {
    try {
      Matcher line = LINE.matcher(Files.readString(Path.of("deploy", "Dockerfile")));
      if (!line.find()) {
        throw new IllegalStateException("the image sets no options of the JVM");
      }
      return line.group(1).split(" ");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
