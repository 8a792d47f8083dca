package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.Settings.Lens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys of the section {@code reviews}. */
final class ReviewKeys {
  private static final int MOST_EVERY = 1_000;
  private static final int MOST_LENSES = 20;

  /** It becomes part of titles, texts and names of files. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} -]{0,38}[\\p{L}\\p{N}])?");

  private static final String NAME_SCHEMA =
      "^[\\p{L}\\p{N}](?:[\\p{L}\\p{N} -]{0,38}[\\p{L}\\p{N}])?$";

  static final SettingsSection SECTION =
      new SettingsSection(
          "reviews",
          "How the whole is looked at beside the loop.",
          List.of(
              new SettingsKey(
                  "every",
                  Kind.number(0, MOST_EVERY),
                  "After how many merged developments the next [review](LOOP.md#reviews) begins. 0:"
                      + " none does; one that is under way is still made use of."),
              new SettingsKey(
                  "lenses",
                  new Kind(ReviewKeys::lenses, schema(), "list of 1 to " + MOST_LENSES + " lenses"),
                  "What reviews look through, one after the other; see below.")));

  private ReviewKeys() {}

  private static Map<String, Object> schema() {
    Map<String, Object> name = Kind.of("type", "string", "pattern", NAME_SCHEMA);
    Map<String, Object> described =
        Kind.of(
            "type",
            "object",
            "required",
            List.of("name"),
            "properties",
            Kind.of("name", name, "task", Kind.line().schema()),
            "additionalProperties",
            false);
    return Kind.of(
        "type",
        "array",
        "minItems",
        1,
        "maxItems",
        MOST_LENSES,
        "items",
        Kind.of("anyOf", List.of(name, described)));
  }

  private static List<Lens> lenses(JsonNode value) {
    if (!value.isArray() || value.isEmpty() || value.size() > MOST_LENSES) {
      throw new Value.Refused("a list of 1 to " + MOST_LENSES + " lenses is wanted.");
    }
    List<Lens> lenses = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int at = 0; at < value.size(); at++) {
      JsonNode entry = value.path(at);
      try {
        Lens lens = entry.isObject() ? described(entry) : LensPresets.named(name(entry));
        if (!names.add(lens.name().toLowerCase(Locale.ROOT))) {
          throw new Value.Refused("`" + lens.name() + "` stands there twice.");
        }
        lenses.add(lens);
      } catch (Value.Refused refused) {
        throw refused.below(Integer.toString(at));
      }
    }
    return List.copyOf(lenses);
  }

  private static Lens described(JsonNode entry) {
    for (Map.Entry<String, JsonNode> part : entry.properties()) {
      if (!part.getKey().equals("name") && !part.getKey().equals("task")) {
        throw new Value.Refused("a lens has a `name` and a `task`, and nothing else.");
      }
    }
    Lens lens = LensPresets.named(name(entry.path("name")));
    try {
      return entry.has("task") ? new Lens(lens.name(), Value.line(entry.path("task"))) : lens;
    } catch (Value.Refused refused) {
      throw new Value.Refused("the task of `" + lens.name() + "`: " + refused.reason());
    }
  }

  private static String name(JsonNode value) {
    if (!value.isTextual() || !NAME.matcher(value.textValue()).matches()) {
      throw new Value.Refused(
          "the name of a lens is wanted: 1 to 40 letters, digits, blanks and dashes.");
    }
    return value.textValue();
  }
}
