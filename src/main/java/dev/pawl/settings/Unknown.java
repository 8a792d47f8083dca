package dev.pawl.settings;

import java.util.List;
import java.util.Optional;

/** What is said of keys and sections that there are not: which may have been meant. */
final class Unknown {
  private static final String NONE = "there is no such key";

  private Unknown() {}

  static String key(SettingsSection section, String name) {
    List<String> own = section.keys().stream().map(SettingsKey::name).toList();
    Optional<String> near = Nearest.of(name, own).map(key -> section.name() + "." + key);
    return said(near.or(() -> elsewhere(name)));
  }

  static String section(String name) {
    List<String> sections = SettingsKeys.ALL.stream().map(SettingsSection::name).toList();
    return said(Nearest.of(name, sections).or(() -> elsewhere(name)));
  }

  /** Of a dotted name, of a key that was put elsewhere, or of a slip in either. */
  private static Optional<String> elsewhere(String name) {
    return SettingsKeys.dotted().stream()
        .filter(dotted -> dotted.equals(name) || dotted.endsWith("." + name))
        .findFirst()
        .or(() -> Nearest.of(name, SettingsKeys.dotted()));
  }

  private static String said(Optional<String> near) {
    return near.map(key -> NONE + "; did you mean `" + key + "`?").orElse(NONE + ".");
  }
}
