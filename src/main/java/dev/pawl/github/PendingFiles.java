package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files below a folder of tasks, three folders deep. */
final class PendingFiles {
  private static final int DEEP = 3;

  /** More are not looked at: nobody can follow a queue of so many. */
  private static final int MOST = 1_000;

  /** In characters; a path that is longer is nobody's task. */
  private static final int LONGEST = 500;

  private PendingFiles() {}

  /**
   * In the order of the bytes of their names.
   *
   * @param texts whether texts were asked for
   */
  static List<RepositorySnapshot.Entry> of(JsonNode folder, boolean texts) {
    List<RepositorySnapshot.Entry> found = new ArrayList<>();
    collect(folder, "", texts, DEEP, found);
    found.sort(
        Comparator.comparing(
            entry -> entry.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    // Names that differ in bytes only which are no text come as one.
    Set<String> names = new HashSet<>();
    found.removeIf(entry -> entry.name().length() > LONGEST || !names.add(entry.name()));
    return found.size() <= MOST ? List.copyOf(found) : List.copyOf(found.subList(0, MOST));
  }

  /** The names alone; null where there are more than can be told. */
  static @Nullable List<String> names(JsonNode folder) {
    List<RepositorySnapshot.Entry> found = new ArrayList<>();
    collect(folder, "", false, DEEP, found);
    return found.size() > MOST
        ? null
        : found.stream().map(entry -> entry.name()).distinct().sorted().toList();
  }

  private static void collect(
      JsonNode folder, String path, boolean texts, int deep, List<RepositorySnapshot.Entry> found) {
    for (JsonNode entry : folder.path("entries")) {
      String name = path + entry.path("name").asText();
      JsonNode object = entry.path("object");
      switch (entry.path("type").asText()) {
        case "blob" -> {
          RepositorySnapshot.File file = RepositoryReader.file(object);
          String text = file.text();
          boolean whole = text != null && GitBlob.id(text).equals(file.blob());
          found.add(
              new RepositorySnapshot.Entry(
                  name, entry.path("oid").asText(), file.bytes(), texts, whole ? text : null));
        }
        case "tree" -> {
          if (deep > 1) {
            collect(object, name + "/", texts, deep - 1, found);
          }
        }
        default -> {
          // A link or another repository is no task.
        }
      }
    }
  }
}
