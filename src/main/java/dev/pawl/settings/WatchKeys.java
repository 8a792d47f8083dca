package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiFunction;

/** The keys of the section {@code watch}. */
final class WatchKeys {
  private static final int MOST_MINUTES = 1_440;

  static final Map<String, BiFunction<Settings, JsonNode, Settings>> ALL =
      Map.of(
          "watch.minutes",
          (s, v) ->
              s.with(new Settings.Watch(Value.number(v, 0, MOST_MINUTES), s.watch().revert())),
          "watch.revert",
          (s, v) -> s.with(new Settings.Watch(s.watch().minutes(), Value.yes(v))));

  private WatchKeys() {}
}
