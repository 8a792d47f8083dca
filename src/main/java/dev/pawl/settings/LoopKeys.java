package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiFunction;

/** The keys of the section {@code loop}. */
final class LoopKeys {
  private static final int MOST_IN_FLIGHT = 20;

  static final Map<String, BiFunction<Settings, JsonNode, Settings>> ALL =
      Map.of(
          "loop.max_in_flight",
          (s, v) ->
              s.with(
                  new Settings.Loop(
                      Value.number(v, MOST_IN_FLIGHT), s.loop().capabilitiesInPullRequest())),
          "loop.capabilities_in_pull_request",
          (s, v) -> s.with(new Settings.Loop(s.loop().maxInFlight(), Value.yes(v))));

  private LoopKeys() {}
}
