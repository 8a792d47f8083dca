package dev.pawl.settings;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every key that a settings file may have. */
public final class SettingsKeys {
  /** In the order of the template. */
  public static final List<SettingsSection> ALL =
      List.of(
          PlanningKeys.SECTION,
          AgentKeys.SECTION,
          LabelKeys.SECTION,
          LoopKeys.SECTION,
          ReviewKeys.SECTION,
          MergeKeys.SECTION,
          GuardKeys.SECTION,
          CommitKeys.SECTION,
          WatchKeys.SECTION);

  private SettingsKeys() {}

  static Optional<SettingsSection> section(String name) {
    return ALL.stream().filter(section -> section.name().equals(name)).findFirst();
  }

  /** Every dotted key, such as {@code merge.method}. */
  static List<String> dotted() {
    return ALL.stream()
        .flatMap(section -> section.keys().stream().map(key -> section.name() + "." + key.name()))
        .toList();
  }

  /** What a key's value is in these settings; null where it has none. */
  public static @Nullable Object value(Settings settings, String section, String key) {
    return RecordParts.value((Record) section(settings, section), key);
  }

  static Object section(Settings settings, String name) {
    Object section = RecordParts.value(settings, name);
    if (section == null) {
      throw new IllegalStateException("there is no section " + name);
    }
    return section;
  }
}
