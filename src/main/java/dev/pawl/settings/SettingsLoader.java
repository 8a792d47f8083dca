package dev.pawl.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Reads a settings file. A file with any mistake is not used at all: the last good one stays in
 * force, so that a slip of the pen never changes what Pawl may do.
 */
public final class SettingsLoader {
  /** Settings, or why there are none; never both. */
  public sealed interface Outcome {
    record Good(Settings settings) implements Outcome {}

    record Bad(List<SettingsMistake> mistakes) implements Outcome {}
  }

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  /** Every key there is, and how its value changes the settings or is refused. */
  private static final Map<String, BiFunction<Settings, JsonNode, Settings>> KEYS =
      keys(
          Map.entry(
              "planning.goal",
              (s, v) ->
                  planning(
                      s,
                      new Settings.Planning(
                          Value.path(v),
                          s.planning().capabilities(),
                          s.planning().goalReached(),
                          s.planning().queue(),
                          s.planning().reviews()))),
          Map.entry(
              "planning.capabilities",
              (s, v) ->
                  planning(
                      s,
                      new Settings.Planning(
                          s.planning().goal(),
                          Value.path(v),
                          s.planning().goalReached(),
                          s.planning().queue(),
                          s.planning().reviews()))),
          Map.entry(
              "planning.goal_reached",
              (s, v) ->
                  planning(
                      s,
                      new Settings.Planning(
                          s.planning().goal(),
                          s.planning().capabilities(),
                          Value.path(v),
                          s.planning().queue(),
                          s.planning().reviews()))),
          Map.entry(
              "planning.queue",
              (s, v) ->
                  planning(
                      s,
                      new Settings.Planning(
                          s.planning().goal(),
                          s.planning().capabilities(),
                          s.planning().goalReached(),
                          Value.path(v),
                          s.planning().reviews()))),
          Map.entry(
              "planning.reviews",
              (s, v) ->
                  planning(
                      s,
                      new Settings.Planning(
                          s.planning().goal(),
                          s.planning().capabilities(),
                          s.planning().goalReached(),
                          s.planning().queue(),
                          Value.path(v)))));

  /** By text; bounded by characters, since a text may be long. */
  private static final Cache<String, Outcome> KNOWN =
      Caffeine.newBuilder()
          .maximumWeight(1_000_000)
          .weigher((String text, Outcome outcome) -> 100 + text.length())
          .build();

  private SettingsLoader() {}

  @SafeVarargs
  private static Map<String, BiFunction<Settings, JsonNode, Settings>> keys(
      Map.Entry<String, BiFunction<Settings, JsonNode, Settings>>... entries) {
    Map<String, BiFunction<Settings, JsonNode, Settings>> keys = new HashMap<>(MergeKeys.ALL);
    keys.putAll(AgentKeys.ALL);
    keys.putAll(LabelKeys.ALL);
    keys.putAll(GuardKeys.ALL);
    keys.putAll(LoopKeys.ALL);
    keys.putAll(ReviewKeys.ALL);
    keys.putAll(WatchKeys.ALL);
    for (var entry : entries) {
      keys.put(entry.getKey(), entry.getValue());
    }
    return Map.copyOf(keys);
  }

  /**
   * Settings from a file's text; an empty text gives the defaults. The same text always means the
   * same, and is asked for several times at each event, so that what it means is kept for a while.
   */
  public static Outcome load(String text) {
    return KNOWN.get(text, SettingsLoader::read);
  }

  private static Outcome read(String text) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException broken) {
      var place = broken.getLocation();
      String where =
          place == null
              ? ""
              : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
      return bad("", "this is not valid YAML" + where + ".");
    }
    if (root == null || root.isMissingNode() || root.isNull()) {
      return new Outcome.Good(Settings.DEFAULTS);
    }
    if (!root.isObject()) {
      return bad("", "the file must be a list of keys and values.");
    }
    Map<String, Integer> lines = lines(text);
    List<SettingsMistake> mistakes = new ArrayList<>();
    Settings settings = Settings.DEFAULTS;
    for (Map.Entry<String, JsonNode> section : root.properties()) {
      if (!section.getValue().isObject()) {
        String key = section.getKey();
        mistakes.add(new SettingsMistake(key, known(key), lines.getOrDefault(key, 0)));
        continue;
      }
      for (Map.Entry<String, JsonNode> entry : section.getValue().properties()) {
        String key = section.getKey() + "." + entry.getKey();
        int line = lines.getOrDefault(key, 0);
        var rule = KEYS.get(key);
        if (rule == null) {
          mistakes.add(new SettingsMistake(key, "there is no such key.", line));
          continue;
        }
        try {
          settings = rule.apply(settings, entry.getValue());
        } catch (Value.Refused refused) {
          mistakes.add(new SettingsMistake(key, refused.reason, line));
        }
      }
    }
    String unknown = AgentKeys.unknown(settings.agent());
    if (unknown != null) {
      mistakes.add(
          new SettingsMistake(
              "agent.use",
              "there is no agent `" + unknown + "`.",
              lines.getOrDefault("agent.use", 0)));
    }
    // Where a path was not understood, what it would conflict with is not known.
    if (mistakes.stream().noneMatch(mistake -> mistake.key().startsWith("planning"))) {
      mistakes.addAll(PathConflicts.of(settings.planning(), lines));
    }
    return mistakes.isEmpty() ? new Outcome.Good(settings) : new Outcome.Bad(List.copyOf(mistakes));
  }

  private static Outcome bad(String key, String message) {
    return new Outcome.Bad(List.of(new SettingsMistake(key, message)));
  }

  private static String known(String section) {
    return KEYS.keySet().stream().anyMatch(key -> key.startsWith(section + "."))
        ? "keys and values are wanted below this."
        : "there is no such key.";
  }

  private static Settings planning(Settings settings, Settings.Planning planning) {
    return settings.with(planning);
  }

  /** The line of each section and key, since a tree of values has forgotten them. */
  private static Map<String, Integer> lines(String text) {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = YAML.createParser(text)) {
      String section = "";
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.FIELD_NAME && depth <= 2) {
          section = depth == 1 ? parser.currentName() : section;
          String key = depth == 1 ? section : section + "." + parser.currentName();
          lines.putIfAbsent(key, parser.currentTokenLocation().getLineNr());
        }
      }
    } catch (IOException broken) {
      // It was read once already; without the rest of the lines the mistakes are said all the same.
      return lines;
    }
    return lines;
  }
}
