package dev.pawl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.store.Json;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was otherwise in an earlier view than in a later one, so that the earlier need not be stored
 * as well. Parts that are the same are left out, and what a list has in common with the later one
 * is told by its place there: of a phase that was opened in between, nothing is left but that it
 * was not there.
 */
public final class ViewDifference {
  private ViewDifference() {}

  /** Empty: they are the same. */
  public static Map<String, @Nullable Object> of(View earlier, View later) {
    if (earlier == later) {
      return Map.of();
    }
    Map<String, @Nullable Object> parts = new TreeMap<>();
    for (RecordComponent part : View.class.getRecordComponents()) {
      Object then = value(part, earlier);
      Object now = value(part, later);
      if (!Objects.equals(then, now)) {
        parts.put(
            part.getName(),
            then instanceof List<?> all && now instanceof List<?> known
                ? places(all, known)
                : then);
      }
    }
    return parts;
  }

  private static @Nullable Object value(RecordComponent part, View view) {
    try {
      return part.getAccessor().invoke(view);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("a view's parts are public", impossible);
    }
  }

  /** No list of a view is one of numbers, so a number is a place. */
  private static List<Object> places(List<?> all, List<?> known) {
    return all.stream()
        .<Object>map(
            element -> {
              int place = known.indexOf(element);
              return place < 0 ? element : place;
            })
        .toList();
  }

  /**
   * The earlier view.
   *
   * @param later the later one, as JSON
   * @throws IllegalArgumentException when they do not belong together
   */
  public static View earlier(String later, JsonNode difference) {
    if (!(Json.tree(later) instanceof ObjectNode view)) {
      throw new IllegalArgumentException("not a view");
    }
    for (Map.Entry<String, JsonNode> part : difference.properties()) {
      view.set(part.getKey(), whole(part.getValue(), view.path(part.getKey())));
    }
    return Json.read(view.toString(), View.class);
  }

  private static JsonNode whole(JsonNode part, JsonNode known) {
    if (!part.isArray()) {
      return part;
    }
    ArrayNode whole = Json.MAPPER.createArrayNode();
    for (JsonNode element : part) {
      JsonNode one = element.isInt() ? known.path(element.asInt()) : element;
      if (one.isMissingNode()) {
        throw new IllegalArgumentException("not in the later view: " + element);
      }
      whole.add(one);
    }
    return whole;
  }
}
