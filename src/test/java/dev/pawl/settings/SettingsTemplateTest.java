package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings file that a repository is given changes nothing, and leaves no setting out. */
class SettingsTemplateTest {
  private static final SettingsLoader.Outcome DEFAULTS =
      new SettingsLoader.Outcome.Good(Settings.DEFAULTS);

  @Test
  void commentedItMeansTheDefaults() {
    assertThat(SettingsTemplate.TEXT.lines())
        .allMatch(line -> line.isEmpty() || line.startsWith("#"));
    assertThat(SettingsLoader.load(SettingsTemplate.TEXT)).isEqualTo(DEFAULTS);
  }

  @Test
  void uncommentedItMeansTheDefaultsToo() {
    assertThat(SettingsLoader.load(uncommented())).isEqualTo(DEFAULTS);
  }

  @Test
  void anyLineThatIsChangedChangesSomething() {
    assertThat(SettingsLoader.load(uncommented().replace("max_files: 100", "max_files: 7")))
        .isNotEqualTo(DEFAULTS)
        .isInstanceOf(SettingsLoader.Outcome.Good.class);
  }

  @Test
  void everySettingIsNamed() {
    Set<String> wanted = new TreeSet<>();
    for (RecordComponent section : Settings.class.getRecordComponents()) {
      for (RecordComponent key : section.getType().getRecordComponents()) {
        wanted.add(snake(section.getName()) + "." + snake(key.getName()));
      }
    }
    Set<String> named = new TreeSet<>();
    String section = "";
    // One that has no default is an example behind two signs.
    var lines =
        Pattern.compile("(?m)^(# |##? {2,3})([a-z_]+):(?= |$)").matcher(SettingsTemplate.TEXT);
    while (lines.find()) {
      if (lines.group(1).equals("# ")) {
        section = lines.group(2);
      } else {
        named.add(section + "." + lines.group(2));
      }
    }
    assertThat(named).isEqualTo(wanted);
  }

  private static String uncommented() {
    return Pattern.compile("(?m)^# ?(?!#)").matcher(SettingsTemplate.TEXT).replaceAll("");
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
