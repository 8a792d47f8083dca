package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  private static final int MOST_MISTAKES = 100;

  private record Texts(String text, String base) {
    int length() {
      return text.length() + base.length();
    }
  }

  /** By text; bounded by characters, since a text may be long. */
  private static final Cache<Texts, Outcome> KNOWN =
      Caffeine.newBuilder()
          .maximumWeight(1_000_000)
          .weigher((Texts texts, Outcome outcome) -> 100 + texts.length())
          .build();

  private SettingsLoader() {}

  /** Settings from a file's text; an empty text gives the defaults. */
  public static Outcome load(String text) {
    return load(text, "");
  }

  /**
   * Settings from a file's text over another one's: maps are merged, everything else is replaced.
   * The same texts always mean the same, and are asked for several times at each event, so that
   * what they mean is kept for a while.
   *
   * @param base a text without a mistake; empty: there is none
   */
  public static Outcome load(String text, String base) {
    return KNOWN.get(new Texts(text, base), SettingsLoader::read);
  }

  private static Outcome read(Texts texts) {
    SettingsFile file = SettingsFile.of(texts.text());
    if (!file.mistakes().isEmpty()) {
      return new Outcome.Bad(file.mistakes());
    }
    // A base with a mistake is never given; one that an earlier version took is left to its keys.
    JsonNode base = SettingsFile.of(texts.base()).tree();
    Reading reading = new Reading(file.places());
    reading.take(SettingsFile.merged(base, said(file.tree())));
    return reading.outcome();
  }

  /** A section of which nothing is left but its name says nothing, also not over the owner's. */
  private static ObjectNode said(ObjectNode tree) {
    ObjectNode said = tree.deepCopy();
    SettingsKeys.ALL.stream()
        .map(SettingsSection::name)
        .filter(name -> said.path(name).isNull())
        .forEach(said::remove);
    return said;
  }

  /** One file while it is read. */
  private static final class Reading {
    private final Places places;
    private final List<SettingsMistake> mistakes = new ArrayList<>();
    private final Map<String, Object> sections = new HashMap<>();

    Reading(Places places) {
      this.places = places;
    }

    void take(JsonNode root) {
      for (Map.Entry<String, JsonNode> entry : root.properties()) {
        String name = entry.getKey();
        SettingsSection section = SettingsKeys.section(name).orElse(null);
        if (section == null) {
          wrong(name, Unknown.section(name), places.key(name));
        } else if (entry.getValue().isObject()) {
          take(section, entry.getValue());
        } else {
          wrong(name, "keys and values are wanted below this.", places.key(name));
        }
      }
    }

    private void take(SettingsSection section, JsonNode found) {
      Map<String, Object> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : found.properties()) {
        String name = entry.getKey();
        String path = section.name() + "/" + name;
        String dotted = section.name() + "." + name;
        SettingsKey key = section.key(name).orElse(null);
        if (key == null) {
          wrong(dotted, Unknown.key(section, name), places.key(path));
          continue;
        }
        try {
          values.put(name, key.kind().take().apply(entry.getValue()));
        } catch (Value.Refused refused) {
          for (Value.Refused.Part part : refused.parts()) {
            String within = part.path().isEmpty() ? path : path + "/" + part.path();
            Places.Place place = part.key() ? places.key(within) : places.value(within);
            wrong(dotted, part.reason(), place.line() == 0 ? places.key(path) : place);
          }
        }
      }
      Object before = SettingsKeys.section(Settings.DEFAULTS, section.name());
      sections.put(section.name(), RecordParts.with((Record) before, values));
    }

    private void wrong(String key, String message, Places.Place place) {
      mistakes.add(new SettingsMistake(Value.Refused.shown(key), message, place));
    }

    Outcome outcome() {
      Settings settings = RecordParts.with(Settings.DEFAULTS, sections);
      int unknown = AgentKeys.unknown(settings.agent());
      if (unknown >= 0) {
        String agent = settings.agent().use().get(unknown);
        String near = AgentKeys.near(settings.agent(), agent);
        wrong(
            "agent.use",
            "there is no agent `"
                + Value.Refused.shown(agent)
                + (near == null ? "`." : "`; did you mean `" + near + "`?"),
            places.value("agent/use/" + unknown));
      }
      // Where a path was not understood, what it would conflict with is not known.
      if (mistakes.stream().noneMatch(mistake -> mistake.key().startsWith("planning"))) {
        mistakes.addAll(PathConflicts.of(settings.planning(), places));
      }
      return mistakes.isEmpty()
          ? new Outcome.Good(settings)
          : new Outcome.Bad(bounded(List.copyOf(mistakes)));
    }

    private static List<SettingsMistake> bounded(List<SettingsMistake> all) {
      if (all.size() <= MOST_MISTAKES) {
        return all;
      }
      List<SettingsMistake> first = new ArrayList<>(all.subList(0, MOST_MISTAKES));
      first.add(
          new SettingsMistake("", (all.size() - MOST_MISTAKES) + " more mistakes are not named."));
      return List.copyOf(first);
    }
  }
}
