package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.settings.Settings.Lens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The keys of the section {@code reviews}. */
final class ReviewKeys {
  private static final int MOST_EVERY = 1_000;
  private static final int MOST_LENSES = 20;

  /** It becomes part of titles, texts and names of files. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} -]{0,38}[\\p{L}\\p{N}])?");

  static final Map<String, BiFunction<Settings, JsonNode, Settings>> ALL =
      Map.of(
          "reviews.every",
          (s, v) ->
              s.with(new Settings.Reviews(Value.number(v, 0, MOST_EVERY), s.reviews().lenses())),
          "reviews.lenses",
          (s, v) -> s.with(new Settings.Reviews(s.reviews().every(), lenses(v))));

  private ReviewKeys() {}

  private static List<Lens> lenses(JsonNode value) {
    if (!value.isArray() || value.isEmpty() || value.size() > MOST_LENSES) {
      throw new Value.Refused("a list of 1 to " + MOST_LENSES + " lenses is wanted.");
    }
    List<Lens> lenses = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode entry : value) {
      Lens lens = entry.isObject() ? described(entry) : LensPresets.named(name(entry));
      if (!names.add(lens.name().toLowerCase(Locale.ROOT))) {
        throw new Value.Refused("`" + lens.name() + "` stands there twice.");
      }
      lenses.add(lens);
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
      throw new Value.Refused("the task of `" + lens.name() + "`: " + refused.reason);
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
