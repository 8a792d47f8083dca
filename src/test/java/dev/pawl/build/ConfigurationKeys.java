package dev.pawl.build;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every key of Pawl's own configuration, found where the code asks for it. */
final class ConfigurationKeys {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern INJECTED =
      Pattern.compile(
          "@ConfigProperty\\(\\s*name\\s*=\\s*\"(pawl\\.[^\"]+)\"\\s*(?:,\\s*defaultValue\\s*=\\s*\"([^\"]*)\")?");
  // What must be known before the configuration is injected.
  private static final Pattern ASKED =
      Pattern.compile("setting\\(\"(pawl\\.[^\"]+)\"\\)(?:\\.orElse\\(\"([^\"]*)\"\\))?");

  private ConfigurationKeys() {}

  /** Key to default; empty where there is none. */
  static Map<String, String> all() {
    Map<String, String> keys = new TreeMap<>(mapped());
    for (Path file : files()) {
      String source = text(file);
      add(ASKED, source, keys);
      add(INJECTED, source, keys);
    }
    properties()
        .forEach(
            (key, value) -> {
              if (key.startsWith("pawl.")) {
                keys.put(key, value);
              } else if (key.matches("%\\w+\\.pawl\\..*")) {
                keys.putIfAbsent(key.split("\\.", 2)[1], "");
              }
            });
    return keys;
  }

  /** Where a key is asked for twice, once with a default, the default holds. */
  private static void add(Pattern asked, String source, Map<String, String> keys) {
    asked
        .matcher(source)
        .results()
        .forEach(
            found ->
                keys.merge(
                    found.group(1),
                    found.group(2) == null ? "" : found.group(2),
                    (known, other) -> known.isEmpty() ? other : known));
  }

  /** The same key as a name in the environment. */
  static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** What {@code application.properties} says. */
  static Map<String, String> properties() {
    Properties read = new Properties();
    try {
      read.load(
          new StringReader(Files.readString(Path.of("src/main/resources/application.properties"))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Map<String, String> properties = new TreeMap<>();
    read.forEach((key, value) -> properties.put(key.toString(), value.toString()));
    return properties;
  }

  private static Map<String, String> mapped() {
    Map<String, String> keys = new TreeMap<>();
    for (Path file : files()) {
      if (text(file).contains("@ConfigMapping(")) {
        String name = SOURCES.relativize(file).toString().replace(".java", "");
        try {
          Class<?> type = Class.forName(name.replace(File.separatorChar, '.'));
          group(type.getAnnotation(ConfigMapping.class).prefix(), type, keys);
        } catch (ClassNotFoundException notBuilt) {
          throw new IllegalStateException(notBuilt);
        }
      }
    }
    return keys;
  }

  private static void group(String prefix, Class<?> type, Map<String, String> keys) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.isSynthetic() || method.isDefault()) {
        continue;
      }
      WithName name = method.getAnnotation(WithName.class);
      String key = prefix + "." + (name == null ? kebab(method.getName()) : name.value());
      WithDefault value = method.getAnnotation(WithDefault.class);
      boolean nested = method.getReturnType().isInterface() && isOurs(method.getReturnType());
      if (nested) {
        group(key, method.getReturnType(), keys);
      } else {
        keys.put(key, value == null ? "" : value.value());
      }
    }
  }

  private static boolean isOurs(Class<?> type) {
    return type.getPackageName().startsWith("dev.pawl");
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static List<Path> files() {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
