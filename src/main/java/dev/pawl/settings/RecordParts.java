package dev.pawl.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records by the names that their components have in a settings file: {@code maxFiles} is {@code
 * max_files}. So a key that is declared needs no code that puts its value where it belongs.
 */
final class RecordParts {
  private RecordParts() {}

  /** The record with other values for some of its components. */
  static <R extends Record> R with(R before, Map<String, Object> values) {
    RecordComponent[] parts = before.getClass().getRecordComponents();
    Object[] all =
        Arrays.stream(parts)
            .map(part -> values.getOrDefault(name(part), get(before, part)))
            .toArray();
    try {
      @SuppressWarnings("unchecked") // The class of a value is the value's own type.
      Class<R> type = (Class<R>) before.getClass();
      return type.getDeclaredConstructor(
              Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(all);
    } catch (ReflectiveOperationException | IllegalArgumentException wrong) {
      throw new IllegalStateException("a key is declared with a kind that is not its own", wrong);
    }
  }

  /** What the component of that name holds; null where it holds nothing. */
  static @Nullable Object value(Record record, String name) {
    for (RecordComponent part : record.getClass().getRecordComponents()) {
      if (name(part).equals(name)) {
        return get(record, part);
      }
    }
    throw new IllegalStateException(
        record.getClass().getSimpleName() + " has nothing that is called " + name);
  }

  static String name(RecordComponent part) {
    return part.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object get(Record record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException wrong) {
      throw new IllegalStateException("a record's component cannot be read", wrong);
    }
  }
}
