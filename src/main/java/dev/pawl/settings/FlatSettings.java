package dev.pawl.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings as a list of single values by dotted keys, such as {@code merge.method} and {@code
 * agent.profiles.claude.slots}, as people compare them.
 */
public final class FlatSettings {
  private static final String PROFILES = "agent.profiles";

  private FlatSettings() {}

  /**
   * A value that becomes another one.
   *
   * @param from in words; empty where there is none
   */
  public record Change(String key, String from, String to) {}

  /** What is otherwise, in the order of the keys. */
  public static List<Change> changes(Settings from, Settings to) {
    Map<String, Optional<Object>> before = values(from, to.agent().profiles());
    Map<String, Optional<Object>> after = values(to, from.agent().profiles());
    List<Change> changes = new ArrayList<>();
    after.forEach(
        (key, value) -> {
          Optional<Object> old = Objects.requireNonNull(before.get(key));
          if (!value.equals(old)) {
            changes.add(change(key, text(old.orElse(null)), text(value.orElse(null))));
          }
        });
    return List.copyOf(changes);
  }

  /** Lenses may differ by their tasks alone. */
  private static Change change(String key, String from, String to) {
    return new Change(key, from, from.equals(to) ? to + ", other details" : to);
  }

  /** Every value there is; of agents, those that are described. */
  public static Map<String, Optional<Object>> values(Settings settings) {
    return values(settings, Map.of());
  }

  private static Map<String, Optional<Object>> values(
      Settings settings, Map<String, Settings.Profile> others) {
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    for (SettingsSection section : SettingsKeys.ALL) {
      for (SettingsKey key : section.keys()) {
        String dotted = section.name() + "." + key.name();
        if (dotted.equals(PROFILES)) {
          profiles(settings.agent(), others, values);
        } else {
          values.put(
              dotted,
              Optional.ofNullable(SettingsKeys.value(settings, section.name(), key.name())));
        }
      }
    }
    return values;
  }

  private static void profiles(
      Settings.Agent agent,
      Map<String, Settings.Profile> others,
      Map<String, Optional<Object>> values) {
    TreeSet<String> names = new TreeSet<>(agent.profiles().keySet());
    names.addAll(others.keySet());
    for (String name : names) {
      Settings.Profile profile = agent.profile(name).orElse(null);
      for (SettingsKey key : ProfileKeys.ALL) {
        values.put(
            PROFILES + "." + name + "." + key.name(),
            profile == null
                ? Optional.empty()
                : Optional.ofNullable(RecordParts.value(profile, key.name())));
      }
    }
  }

  /** A value in words; empty where there is none. */
  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Set<?> set ->
          set.stream().map(FlatSettings::text).sorted().collect(Collectors.joining(", ", "[", "]"));
      case Collection<?> list ->
          list.stream().map(FlatSettings::text).collect(Collectors.joining(", ", "[", "]"));
      case Freeze freeze -> freeze.reason() + " (" + freeze.from() + " to " + freeze.to() + ")";
      default -> value.toString();
    };
  }
}
