package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.RepositorySnapshot.Entry;
import dev.pawl.github.RepositorySnapshot.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands below the folder of pending tasks, three folders deep. What cannot be a task is told
 * of with the reason; nothing is left out in silence.
 *
 * @param entries in the order of the bytes of their names
 * @param more how many come after them, which were not looked at
 */
record PendingFiles(List<Entry> entries, int more) {
  private static final int DEEP = 3;

  /** More are not looked at until these are done. */
  static final int MOST = 1_000;

  /** In bytes: three names of the longest that file systems know, and the slashes. */
  private static final int LONGEST = 800;

  private static final int SHOWN = 150;

  /** Git's mode of a link, whose content is a path. */
  private static final int LINK = 0120000;

  private static final String TASK = ".md";

  /** What stands for bytes that are no text. */
  private static final char NO_TEXT = '\ufffd';

  /**
   * @param texts whether texts were asked for
   */
  static PendingFiles of(JsonNode folder, boolean texts) {
    List<Entry> found = new ArrayList<>();
    collect(folder, "", texts, DEEP, found);
    found.sort(
        Comparator.comparing(
            entry -> entry.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    // Names that differ in bytes only which are no text come as one.
    Set<String> names = new HashSet<>();
    found.removeIf(entry -> !names.add(entry.name()));
    return found.size() <= MOST
        ? new PendingFiles(List.copyOf(found), 0)
        : new PendingFiles(List.copyOf(found.subList(0, MOST)), found.size() - MOST);
  }

  /** The names of files alone; null where there are more than can be told. */
  static @Nullable List<String> names(JsonNode folder) {
    List<Entry> found = new ArrayList<>();
    collect(folder, "", false, DEEP, found);
    return found.size() > MOST
        ? null
        : found.stream()
            .filter(entry -> entry.flaw() == null)
            .map(Entry::name)
            .distinct()
            .sorted()
            .toList();
  }

  private static void collect(
      JsonNode folder, String path, boolean texts, int deep, List<Entry> found) {
    for (JsonNode entry : folder.path("entries")) {
      String name = path + entry.path("name").asText();
      String oid = entry.path("oid").asText();
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
        found.add(flawed(shortened(name), oid, Flaw.NAME));
        continue;
      }
      switch (entry.path("type").asText()) {
        case "blob" -> found.add(file(name, entry, texts));
        case "tree" -> {
          if (name.endsWith(TASK)) {
            found.add(flawed(name, oid, Flaw.FOLDER));
          } else if (deep > 1) {
            collect(entry.path("object"), name + "/", texts, deep - 1, found);
          } else {
            found.add(flawed(name, oid, Flaw.DEEP));
          }
        }
        default -> found.add(flawed(name, oid, Flaw.REPOSITORY));
      }
    }
  }

  /** One that was asked for by itself, whatever stands there. */
  static Entry single(String path, JsonNode entry) {
    return switch (entry.path("type").asText()) {
      case "blob" -> file(path, entry, true);
      case "tree" -> flawed(path, entry.path("oid").asText(), Flaw.FOLDER);
      case "" -> flawed(path, "", Flaw.GONE);
      default -> flawed(path, entry.path("oid").asText(), Flaw.REPOSITORY);
    };
  }

  private static Entry file(String name, JsonNode entry, boolean texts) {
    JsonNode object = entry.path("object");
    RepositorySnapshot.File file = RepositoryReader.file(object);
    String oid = entry.path("oid").asText();
    Flaw flaw =
        entry.path("mode").asInt() == LINK
            ? Flaw.LINK
            : name.indexOf(NO_TEXT) >= 0 ? Flaw.NAME : null;
    boolean known =
        texts
            || flaw != null
            || file.bytes() > RepositoryReader.LARGEST
            || object.path("isBinary").asBoolean(false);
    return new Entry(
        name, oid, file.bytes(), known, flaw == null ? whole(file.text(), oid) : null, flaw);
  }

  /** Only what is the file to the byte: GitHub puts signs in for what is no UTF-8. */
  static @Nullable String whole(@Nullable String text, String oid) {
    return text != null && GitBlob.id(text).equals(oid) ? text : null;
  }

  private static Entry flawed(String name, String oid, Flaw flaw) {
    return new Entry(name, oid, 0, true, null, flaw);
  }

  /** Still another one for each name. */
  private static String shortened(String name) {
    int end = name.offsetByCodePoints(0, Math.min(SHOWN, name.codePointCount(0, name.length())));
    return name.substring(0, end) + "…" + GitBlob.id(name).substring(0, 8) + TASK;
  }
}
