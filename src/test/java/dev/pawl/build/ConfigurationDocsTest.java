package dev.pawl.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsLoader;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document names every setting there is, with its default, and none that is not. */
class ConfigurationDocsTest {
  private static final String NONE = "–";

  private String document;

  @BeforeEach
  void read() throws IOException {
    document = Files.readString(Path.of("docs/CONFIGURATION.md"));
  }

  /** A line of Pawl's own settings: environment name and default by property. */
  private record Line(String environment, String standard, String cells) {}

  private Map<String, Line> lines() {
    return Pattern.compile(
            "(?m)^\\| `(PAWL_\\w+)` \\| `(pawl\\.[a-z.-]+)` \\| (?:`([^`]+)`|(–)) \\| (.+) \\|$")
        .matcher(document)
        .results()
        .collect(
            Collectors.toMap(
                found -> found.group(2),
                found ->
                    new Line(
                        found.group(1),
                        found.group(4) == null ? found.group(3) : "",
                        found.group(5)),
                (first, second) -> {
                  throw new AssertionError("explained twice: " + second);
                },
                TreeMap::new));
  }

  @Test
  void everySettingStandsThereWithItsDefault() {
    Map<String, String> explained = new TreeMap<>();
    lines().forEach((property, line) -> explained.put(property, line.standard()));

    assertThat(ConfigurationKeys.all()).containsKeys("pawl.github.app-id", "pawl.log-file");
    assertThat(explained).isEqualTo(ConfigurationKeys.all());
  }

  @Test
  void everySettingHasTheNameOfItsProperty() {
    lines()
        .forEach(
            (property, line) ->
                assertThat(line.environment())
                    .isEqualTo(ConfigurationKeys.environmentName(property)));
  }

  /** Form, what it does, what a bad value gets: each says something, if only that there is none. */
  @Test
  void everySettingIsExplained() {
    lines()
        .forEach(
            (property, line) ->
                assertThat(line.cells().split(" \\| "))
                    .as(property)
                    .hasSize(3)
                    .noneMatch(String::isBlank));
  }

  @Test
  void noSettingIsNamedThatIsNot() {
    Set<String> properties = ConfigurationKeys.all().keySet();
    Set<String> names =
        properties.stream().map(ConfigurationKeys::environmentName).collect(Collectors.toSet());

    assertThat(found("\\b(PAWL_\\w+)")).isNotEmpty().isSubsetOf(names);
    assertThat(found("`(pawl\\.[a-z][a-z.-]+)`")).isNotEmpty().isSubsetOf(properties);
  }

  @Test
  void everyQuarkusSettingHasTheDefaultOfTheBuild() {
    Map<String, String> built = ConfigurationKeys.properties();
    Pattern.compile("(?m)^\\| `(QUARKUS_\\w+)` \\| `([^`]+)`")
        .matcher(document)
        .results()
        .forEach(
            found ->
                built.forEach(
                    (key, value) -> {
                      if (ConfigurationKeys.environmentName(key).equals(found.group(1))) {
                        assertThat(found.group(2)).as(key).isEqualTo(value);
                      }
                    }));
  }

  @Test
  void everySettingOfARepositoryStandsThereWithItsDefault() throws Exception {
    Map<String, String> schema = schema();
    Map<String, String> explained = new TreeMap<>();
    Pattern.compile("(?m)^\\| `([a-z_]+\\.[a-z_]+)` \\| (?:`([^`]+)`|–) \\|")
        .matcher(document)
        .results()
        .forEach(
            found -> explained.put(found.group(1), found.group(2) == null ? NONE : found.group(2)));

    assertThat(schema).containsKey("agent.assignee");
    assertThat(explained).isEqualTo(schema);
  }

  @Test
  void theSettingsOfARepositoryAreTakenAsTheyAreExplained() throws Exception {
    for (Map.Entry<String, String> setting : schema().entrySet()) {
      String[] parts = setting.getKey().split("\\.");
      assertThat(
              SettingsLoader.load(
                  "%s:%n  %s: %s%n".formatted(parts[0], parts[1], written(setting.getValue()))))
          .as(setting.getKey())
          .isInstanceOf(SettingsLoader.Outcome.Good.class);
    }
    String example = found("(?s)```yaml\\n(.+?)```").iterator().next();
    assertThat(SettingsLoader.load(example)).isInstanceOf(SettingsLoader.Outcome.Good.class);
  }

  /** The records' components are the sections and keys of the file. */
  private static Map<String, String> schema() throws ReflectiveOperationException {
    Map<String, String> schema = new TreeMap<>();
    for (RecordComponent section : Settings.class.getRecordComponents()) {
      Object defaults = section.getAccessor().invoke(Settings.DEFAULTS);
      for (RecordComponent key : section.getType().getRecordComponents()) {
        Object value = key.getAccessor().invoke(defaults);
        schema.put(
            snake(section.getName()) + "." + snake(key.getName()),
            value == null ? NONE : value.toString());
      }
    }
    return schema;
  }

  /** A value of the kind that the default is: any text but where there are numbers and lists. */
  private static String written(String standard) {
    if (standard.startsWith("[")) {
      String entries = standard.substring(1, standard.length() - 1);
      return Pattern.compile(", ")
          .splitAsStream(entries)
          .filter(entry -> !entry.isEmpty())
          .map(entry -> "\"" + entry + "\"")
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return standard.matches("true|false|[0-9]+|squash|\\{}") ? standard : "ada";
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private Set<String> found(String pattern) {
    return Pattern.compile(pattern)
        .matcher(document)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
