package dev.pawl.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pawl.store.LaneName;
import java.io.IOException;

/**
 * Which lane a payload belongs to: the one of its repository, else of its installation, else the
 * App's. Only these two ids are read, streaming; everything before is skipped unread, and nothing
 * after the repository's id is looked at.
 *
 * <p>A payload that is no JSON goes to the App's lane, one that breaks after it has named its
 * repository to that repository's. There it becomes a dead letter with the reason.
 */
final class LaneAddress {
  private static final JsonFactory JSON = new JsonFactory();

  private LaneAddress() {}

  static String of(byte[] payload) {
    long repository = 0;
    long installation = 0;
    try (JsonParser parser = JSON.createParser(payload)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return LaneName.APP;
      }
      while (repository <= 0 && parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "repository" -> repository = id(parser);
          case "installation" -> {
            installation = id(parser);
            if (installation > 0) {
              skipRest(parser);
            }
          }
          default -> parser.skipChildren();
        }
      }
      if (repository <= 0 && parser.currentToken() != JsonToken.END_OBJECT) {
        return LaneName.APP;
      }
    } catch (IOException broken) {
      return LaneName.APP;
    }
    if (repository > 0) {
      return LaneName.repository(repository);
    }
    return installation > 0 ? LaneName.installation(installation) : LaneName.APP;
  }

  /**
   * The number {@code id} of the object the parser stands at, read no further than that; 0 when
   * there is none.
   */
  private static long id(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return 0;
    }
    long id = 0;
    while (id <= 0 && parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals("id");
      JsonToken value = parser.nextToken();
      if (wanted && value == JsonToken.VALUE_NUMBER_INT) {
        id = parser.getLongValue();
      } else {
        parser.skipChildren();
      }
    }
    return id;
  }

  /** To the end of the object whose id was read. */
  private static void skipRest(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      parser.nextToken();
      parser.skipChildren();
    }
  }
}
