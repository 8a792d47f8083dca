package dev.pawl.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A settings file as YAML, before anybody asks what it means.
 *
 * @param mistakes why it is none; then there is nothing in the tree
 */
record SettingsFile(ObjectNode tree, Places places, List<SettingsMistake> mistakes) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private static final Pattern TWICE = Pattern.compile("Duplicate field '([\\w.-]{1,60})'");

  static SettingsFile of(String text) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException broken) {
      return wrong(unreadable(broken));
    }
    if (root == null || root.isMissingNode() || root.isNull()) {
      return new SettingsFile(empty(), Places.NOTHING, List.of());
    }
    return root instanceof ObjectNode tree
        ? new SettingsFile(tree, places(text), List.of())
        : wrong(new SettingsMistake("", "the file must be a list of keys and values."));
  }

  /** The one with what the other has and it has not. Lists and single values are not mixed. */
  static JsonNode merged(JsonNode base, JsonNode over) {
    if (!(base instanceof ObjectNode below) || !(over instanceof ObjectNode above)) {
      return over;
    }
    ObjectNode both = empty();
    both.setAll(below);
    for (Map.Entry<String, JsonNode> entry : above.properties()) {
      JsonNode known = both.get(entry.getKey());
      both.set(entry.getKey(), known == null ? entry.getValue() : merged(known, entry.getValue()));
    }
    return both;
  }

  private static Places places(String text) {
    try {
      return Places.of(YAML.createParser(text));
    } catch (IOException unexpected) {
      return Places.NOTHING;
    }
  }

  private static SettingsMistake unreadable(JsonProcessingException broken) {
    JsonLocation place = broken.getLocation();
    int line = place == null ? 0 : Math.max(0, place.getLineNr());
    int column = place == null ? 0 : Math.max(0, place.getColumnNr());
    Matcher twice = TWICE.matcher(broken.getOriginalMessage());
    String what =
        twice.find() ? "`" + twice.group(1) + "` stands there twice" : "this is not valid YAML";
    String where = line == 0 ? "" : " (line " + line + ", column " + column + ")";
    return new SettingsMistake("", what + where + ".", line, column);
  }

  private static SettingsFile wrong(SettingsMistake mistake) {
    return new SettingsFile(empty(), Places.NOTHING, List.of(mistake));
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
