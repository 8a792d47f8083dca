package dev.pawl.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A settings file that names every setting with its default, all of it commented out. */
public final class SettingsTemplate {
  public static final String TEXT = read();

  private SettingsTemplate() {}

  private static String read() {
    try (InputStream file = SettingsTemplate.class.getResourceAsStream("pawl.yml")) {
      if (file == null) {
        throw new IllegalStateException("the template of the settings is not packaged");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
