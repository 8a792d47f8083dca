package dev.pawl.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where keys and values stand in a settings file, by paths such as {@code merge/wip/0}, since a
 * tree of values has forgotten it.
 */
final class Places {
  /** A place in a text, both from 1; 0 where none can be named. */
  record Place(int line, int column) {
    static final Place NONE = new Place(0, 0);
  }

  /** Of a text in which nothing stands. */
  static final Places NOTHING = new Places();

  private final Map<String, Place> keys = new HashMap<>();
  private final Map<String, Place> values = new HashMap<>();

  /** What is being read: an object, or a list with its next place. */
  private static final class Frame {
    final String path;
    final boolean list;
    int next;
    String key = "";

    Frame(String path, boolean list) {
      this.path = path;
      this.list = list;
    }

    String child() {
      String name = list ? Integer.toString(next) : key;
      return path.isEmpty() ? name : path + "/" + name;
    }
  }

  /** Reads as far as the text can be read: without the rest the mistakes are said all the same. */
  static Places of(JsonParser parser) {
    Places places = new Places();
    try (parser) {
      places.read(parser);
    } catch (IOException broken) {
      // Whoever makes a tree of it says so.
      return places;
    }
    return places;
  }

  private void read(JsonParser parser) throws IOException {
    Deque<Frame> open = new ArrayDeque<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      Frame frame = open.peek();
      if (token == JsonToken.FIELD_NAME && frame != null) {
        frame.key = parser.currentName();
        keys.putIfAbsent(frame.child(), here(parser));
      } else if (token.isStructEnd()) {
        open.pop();
        next(open.peek());
      } else {
        String path = frame == null ? "" : frame.child();
        values.putIfAbsent(path, here(parser));
        if (token.isStructStart()) {
          open.push(new Frame(path, token == JsonToken.START_ARRAY));
        } else {
          keepOnItsLine(path);
          next(frame);
        }
      }
    }
  }

  /** An empty value stands wherever the parser was by then. */
  private void keepOnItsLine(String path) {
    Place key = keys.get(path);
    Place value = values.get(path);
    if (key != null && value != null && key.line() != value.line()) {
      values.put(path, key);
    }
  }

  private static void next(@Nullable Frame frame) {
    if (frame != null && frame.list) {
      frame.next++;
    }
  }

  private static Place here(JsonParser parser) {
    JsonLocation place = parser.currentTokenLocation();
    return new Place(Math.max(0, place.getLineNr()), Math.max(0, place.getColumnNr()));
  }

  /** Where the key stands, or, in a list, the value. */
  Place key(String path) {
    Place key = keys.get(path);
    return key == null ? values.getOrDefault(path, Place.NONE) : key;
  }

  /** Where the value stands if that is on the line of its key; else its key. */
  Place value(String path) {
    Place key = key(path);
    Place value = values.getOrDefault(path, key);
    return value.line() == key.line() ? value : key;
  }

  /** Whether the key stands in the text. */
  boolean has(String path) {
    return keys.containsKey(path);
  }
}
