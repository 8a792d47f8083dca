package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of the section {@code agent}. */
final class AgentKeys {
  private static final int MOST_ATTEMPTS = 20;
  private static final int MOST_MINUTES = 7 * 24 * 60;
  private static final int MOST_PROFILES = 10;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");

  static final Map<String, BiFunction<Settings, JsonNode, Settings>> ALL =
      Map.of(
          "agent.assignee",
          key(
              (a, v) ->
                  new Settings.Agent(
                      Value.login(v), a.maxAttempts(), a.use(), a.backoffMinutes(), a.profiles())),
          "agent.max_attempts",
          key(
              (a, v) ->
                  new Settings.Agent(
                      a.assignee(),
                      Value.number(v, MOST_ATTEMPTS),
                      a.use(),
                      a.backoffMinutes(),
                      a.profiles())),
          "agent.use",
          key(
              (a, v) ->
                  new Settings.Agent(
                      a.assignee(),
                      a.maxAttempts(),
                      Value.words(v),
                      a.backoffMinutes(),
                      a.profiles())),
          "agent.backoff_minutes",
          key(
              (a, v) ->
                  new Settings.Agent(
                      a.assignee(),
                      a.maxAttempts(),
                      a.use(),
                      Value.number(v, MOST_MINUTES),
                      a.profiles())),
          "agent.profiles",
          key(
              (a, v) ->
                  new Settings.Agent(
                      a.assignee(), a.maxAttempts(), a.use(), a.backoffMinutes(), profiles(v))));

  private AgentKeys() {}

  private static BiFunction<Settings, JsonNode, Settings> key(
      BiFunction<Settings.Agent, JsonNode, Settings.Agent> change) {
    return (settings, value) -> settings.with(change.apply(settings.agent(), value));
  }

  /** An agent that is to be used and that nobody has described; null when there is none. */
  static @Nullable String unknown(Settings.Agent agent) {
    return agent.use().stream()
        .filter(name -> agent.profile(name).isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Settings.Profile> profiles(JsonNode value) {
    if (!value.isObject() || value.size() > MOST_PROFILES) {
      throw new Value.Refused("at most " + MOST_PROFILES + " agents, by name, are wanted here.");
    }
    Map<String, Settings.Profile> profiles = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String name = entry.getKey();
      if (!NAME.matcher(name).matches()) {
        throw new Value.Refused("`" + name + "` is no name: small letters, digits and dashes are.");
      }
      profiles.put(name, profile(name, entry.getValue()));
    }
    return Map.copyOf(profiles);
  }

  /** What is not said is as it is built in; an agent that is not built in must say how to start. */
  private static Settings.Profile profile(String name, JsonNode value) {
    if (!value.isObject()) {
      throw new Value.Refused("keys and values are wanted below `" + name + "`.");
    }
    Settings.Profile preset = AgentPresets.ALL.get(name);
    if (preset == null && !(value.has("start") && value.has("word"))) {
      throw new Value.Refused("`" + name + "` is not built in: `start` and `word` are wanted.");
    }
    Open open = new Open(Objects.requireNonNullElseGet(preset, AgentKeys::blank));
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      try {
        open.take(entry.getKey(), entry.getValue());
      } catch (Value.Refused refused) {
        throw new Value.Refused("`" + name + "." + entry.getKey() + "`: " + refused.reason);
      }
    }
    return open.closed();
  }

  private static Settings.Profile blank() {
    return Objects.requireNonNull(AgentPresets.ALL.get("person"), "it is built in");
  }

  private static List<String> small(JsonNode value) {
    return Value.words(value).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  /** A profile while it is read. */
  private static final class Open {
    private Settings.Profile profile;

    Open(Settings.Profile preset) {
      profile = preset;
    }

    void take(String key, JsonNode v) {
      Settings.Profile p = profile;
      var start = p.start();
      boolean asPerson = p.asPerson();
      String word = p.word();
      var ids = p.ids();
      List<String> logins = p.logins();
      List<String> branches = p.branches();
      var finish = p.finish();
      List<String> finishedWords = p.finishedWords();
      List<String> failedWords = p.failedWords();
      String nudge = p.nudge();
      int nudges = p.nudges();
      int slots = p.slots();
      int startMinutes = p.startMinutes();
      int silentMinutes = p.silentMinutes();
      switch (key) {
        case "start" -> start = Value.word(v, Settings.Start.class);
        case "as_person" -> asPerson = Value.yes(v);
        case "word" -> word = Value.line(v);
        case "ids" -> ids = Value.ids(v);
        case "logins" -> logins = Value.logins(v);
        case "branches" -> branches = Value.words(v);
        case "finish" -> finish = Value.word(v, Settings.Finish.class);
        case "finished_words" -> finishedWords = small(v);
        case "failed_words" -> failedWords = small(v);
        case "nudge" -> nudge = Value.line(v);
        case "nudges" -> nudges = Value.number(v, MOST_ATTEMPTS);
        case "slots" -> slots = Value.number(v, 100);
        case "start_minutes" -> startMinutes = Value.number(v, MOST_MINUTES);
        case "silent_minutes" -> silentMinutes = Value.number(v, MOST_MINUTES);
        default -> throw new Value.Refused("there is no such key.");
      }
      profile =
          new Settings.Profile(
              start,
              asPerson,
              word,
              ids,
              logins,
              branches,
              finish,
              finishedWords,
              failedWords,
              nudge,
              nudges,
              slots,
              startMinutes,
              silentMinutes);
    }

    Settings.Profile closed() {
      return profile;
    }
  }
}
