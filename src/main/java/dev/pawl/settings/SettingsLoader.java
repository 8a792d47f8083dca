package dev.pawl.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

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
  private static final Pattern PATH =
      Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]+(/[^/\\\\:*?\"<>|\\p{Cntrl}]+)*");
  // https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
  private static final Pattern LOGIN =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-_]{0,38})(\\[bot])?");
  private static final int LABEL = 50;
  private static final int MOST_ATTEMPTS = 20;

  /** Every key there is, and how its text changes the settings or is refused. */
  private static final Map<String, BiFunction<Settings, String, Settings>> KEYS =
      Map.of(
          "planning.goal",
          (s, v) ->
              planning(
                  s,
                  new Settings.Planning(
                      path(v),
                      s.planning().capabilities(),
                      s.planning().goalReached(),
                      s.planning().queue())),
          "planning.capabilities",
          (s, v) ->
              planning(
                  s,
                  new Settings.Planning(
                      s.planning().goal(),
                      path(v),
                      s.planning().goalReached(),
                      s.planning().queue())),
          "planning.goal_reached",
          (s, v) ->
              planning(
                  s,
                  new Settings.Planning(
                      s.planning().goal(),
                      s.planning().capabilities(),
                      path(v),
                      s.planning().queue())),
          "planning.queue",
          (s, v) ->
              planning(
                  s,
                  new Settings.Planning(
                      s.planning().goal(),
                      s.planning().capabilities(),
                      s.planning().goalReached(),
                      path(v))),
          "agent.assignee",
          (s, v) -> agent(s, new Settings.Agent(login(v), s.agent().maxAttempts())),
          "agent.max_attempts",
          (s, v) -> agent(s, new Settings.Agent(s.agent().assignee(), attempts(v))),
          "labels.gap_analysis",
          (s, v) ->
              labels(
                  s, new Settings.Labels(label(v), s.labels().development(), s.labels().repair())),
          "labels.development",
          (s, v) ->
              labels(
                  s, new Settings.Labels(s.labels().gapAnalysis(), label(v), s.labels().repair())),
          "labels.repair",
          (s, v) ->
              labels(
                  s,
                  new Settings.Labels(
                      s.labels().gapAnalysis(), s.labels().development(), label(v))));

  /** The keys whose values are whole numbers; all others are texts. */
  private static final Set<String> NUMBERS = Set.of("agent.max_attempts");

  private SettingsLoader() {}

  /** Settings from a file's text; an empty text gives the defaults. */
  public static Outcome load(String text) {
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
    List<SettingsMistake> mistakes = new ArrayList<>();
    Settings settings = Settings.DEFAULTS;
    for (Map.Entry<String, JsonNode> section : root.properties()) {
      if (!section.getValue().isObject()) {
        mistakes.add(new SettingsMistake(section.getKey(), known(section.getKey())));
        continue;
      }
      for (Map.Entry<String, JsonNode> entry : section.getValue().properties()) {
        String key = section.getKey() + "." + entry.getKey();
        var rule = KEYS.get(key);
        if (rule == null) {
          mistakes.add(new SettingsMistake(key, "there is no such key."));
        } else if (NUMBERS.contains(key) && !entry.getValue().isInt()) {
          mistakes.add(new SettingsMistake(key, "a whole number is wanted here."));
        } else if (!NUMBERS.contains(key) && !entry.getValue().isTextual()) {
          mistakes.add(new SettingsMistake(key, "a text is wanted here."));
        } else {
          try {
            settings = rule.apply(settings, entry.getValue().asText());
          } catch (Refused refused) {
            mistakes.add(new SettingsMistake(key, refused.reason));
          }
        }
      }
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
    return new Settings(planning, settings.agent(), settings.labels());
  }

  private static Settings agent(Settings settings, Settings.Agent agent) {
    return new Settings(settings.planning(), agent, settings.labels());
  }

  private static Settings labels(Settings settings, Settings.Labels labels) {
    return new Settings(settings.planning(), settings.agent(), labels);
  }

  private static int attempts(String value) {
    int attempts = Integer.parseInt(value);
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new Refused("a number from 1 to " + MOST_ATTEMPTS + " is wanted.");
    }
    return attempts;
  }

  private static String path(String value) {
    if (value.length() > 200 || !PATH.matcher(value).matches() || value.contains("..")) {
      throw new Refused("a path inside the repository is wanted, without `..`.");
    }
    return value;
  }

  private static String login(String value) {
    if (!LOGIN.matcher(value).matches()) {
      throw new Refused("the login of a GitHub account is wanted.");
    }
    return value;
  }

  private static String label(String value) {
    if (value.isBlank() || value.length() > LABEL) {
      throw new Refused("a label of 1 to " + LABEL + " characters is wanted.");
    }
    return value;
  }

  /** A value that cannot be taken. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    Refused(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
