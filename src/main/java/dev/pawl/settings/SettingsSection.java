package dev.pawl.settings;

import java.util.List;
import java.util.Optional;

/**
 * One section of a settings file.
 *
 * @param description one sentence for people
 */
public record SettingsSection(String name, String description, List<SettingsKey> keys) {
  public SettingsSection {
    keys = List.copyOf(keys);
  }

  Optional<SettingsKey> key(String key) {
    return keys.stream().filter(one -> one.name().equals(key)).findFirst();
  }
}
