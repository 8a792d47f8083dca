package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.Value.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The keys of an agent's profile, below {@code agent.profiles} and its name. */
public final class ProfileKeys {
  private static final int MOST = 10;
  private static final String NAME = "[a-z][a-z0-9-]{0,29}";
  private static final Pattern NAMES = Pattern.compile(NAME);

  public static final List<SettingsKey> ALL =
      List.of(
          new SettingsKey("start", Kind.oneOf(Settings.Start.class), "How it is started."),
          new SettingsKey(
              "word",
              Kind.line(),
              "Whom to assign, how to mention it (`@claude`), the label, or the event type of the"
                  + " dispatch, whose payload has `issue` and `instructions`."),
          new SettingsKey(
              "as_person",
              Kind.yesOrNo(),
              "Whether it is asked in the name of the person, or as the App."),
          new SettingsKey(
              "ids", Kind.ids(), "Its accounts, by their ids, which are better than logins."),
          new SettingsKey(
              "logins",
              Kind.logins(),
              "Its accounts. A login is believed of bots only, with or without `[bot]`."),
          new SettingsKey(
              "branches", Kind.lines("list of texts"), "How the names of its branches begin."),
          new SettingsKey(
              "finish",
              Kind.oneOf(Settings.Finish.class),
              "What says that it has finished: it asks for a review; its pull request is there and"
                  + " no draft; a comment of its own."),
          new SettingsKey(
              "finished_words",
              Kind.smallLines("list of texts"),
              "What such a comment contains. Case does not matter."),
          new SettingsKey(
              "failed_words",
              Kind.smallLines("list of texts"),
              "What a comment contains that says it cannot go on. Case does not matter."),
          new SettingsKey(
              "nudge",
              Kind.line(),
              "The comment that reminds it when it is silent. Without one it is not reminded."),
          new SettingsKey(
              "nudges",
              Kind.number(1, AgentKeys.MOST_ATTEMPTS),
              "How often it is reminded in one attempt."),
          new SettingsKey(
              "slots",
              Kind.number(1, 100),
              "How many tasks it works on at once in this repository."),
          new SettingsKey(
              "start_minutes",
              Kind.number(1, AgentKeys.MOST_MINUTES),
              "How long it may take to be heard of."),
          new SettingsKey(
              "silent_minutes",
              Kind.number(1, AgentKeys.MOST_MINUTES),
              "How long it may be silent then, before it is reminded; and again before the attempt"
                  + " has failed."));

  private static final List<String> KEYS = ALL.stream().map(SettingsKey::name).toList();

  private ProfileKeys() {}

  static Kind kind() {
    return new Kind(
        ProfileKeys::profiles,
        Kind.of(
            "type",
            "object",
            "maxProperties",
            MOST,
            "propertyNames",
            Kind.of("pattern", "^" + NAME + "$"),
            "additionalProperties",
            SchemaParts.object(ALL, key -> null)),
        "agents by name, at most " + MOST);
  }

  private static Map<String, Settings.Profile> profiles(JsonNode value) {
    if (!value.isObject() || value.size() > MOST) {
      throw new Refused("at most " + MOST + " agents, by name, are wanted here.");
    }
    Map<String, Settings.Profile> profiles = new HashMap<>();
    List<Refused.Part> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String name = entry.getKey();
      try {
        profiles.put(name, profile(name, entry.getValue()));
      } catch (Refused refused) {
        wrong.addAll(refused.below(name).parts());
      }
    }
    Refused.all(wrong);
    return Map.copyOf(profiles);
  }

  /** What is not said is as it is built in; an agent that is not built in must say how to start. */
  private static Settings.Profile profile(String name, JsonNode value) {
    if (!NAMES.matcher(name).matches()) {
      throw new Refused(
          "`" + Refused.shown(name) + "` is no name: small letters, digits and dashes are.");
    }
    if (!value.isObject()) {
      throw new Refused("keys and values are wanted below `" + name + "`.");
    }
    Settings.Profile preset = AgentPresets.ALL.get(name);
    if (preset == null && !(value.has("start") && value.has("word"))) {
      throw new Refused("`" + name + "` is not built in: `start` and `word` are wanted.");
    }
    Map<String, Object> values = new HashMap<>();
    List<Refused.Part> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String key = entry.getKey();
      try {
        values.put(key, key(key).kind().take().apply(entry.getValue()));
      } catch (Refused refused) {
        refused
            .naming("`" + name + "." + Refused.shown(key) + "`: ")
            .below(key)
            .parts()
            .forEach(wrong::add);
      }
    }
    Refused.all(wrong);
    return RecordParts.with(
        Objects.requireNonNullElseGet(preset, ProfileKeys::blank), Map.copyOf(values));
  }

  private static SettingsKey key(String name) {
    return ALL.stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.key(Nearest.unknown(name, KEYS)));
  }

  private static Settings.Profile blank() {
    return Objects.requireNonNull(AgentPresets.ALL.get("person"), "it is built in");
  }
}
