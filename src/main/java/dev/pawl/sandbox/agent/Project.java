package dev.pawl.sandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a repository at one commit, as an agent reads them. */
final class Project {
  private final Rest rest;
  private final String repository;
  private final String ref;

  Project(Rest rest, String repository, String ref) {
    this.rest = rest;
    this.repository = repository;
    this.ref = ref;
  }

  /** The text of a file; null where there is none. */
  @Nullable String read(String path) {
    JsonNode file = file(path);
    return file == null
        ? null
        : new String(
            Base64.getMimeDecoder().decode(file.path("content").asText()), StandardCharsets.UTF_8);
  }

  /** Name of the blob of a file; empty where there is none. */
  String blob(String path) {
    JsonNode file = file(path);
    return file == null ? "" : file.path("sha").asText();
  }

  private @Nullable JsonNode file(String path) {
    try {
      return rest.get("/repos/" + repository + "/contents/" + encoded(path) + "?ref=" + ref);
    } catch (Refused e) {
      if (e.status() == 404) return null;
      throw e;
    }
  }

  /** Title of a pull request; empty where there is none. */
  String pullTitle(int number) {
    try {
      return rest.get("/repos/" + repository + "/pulls/" + number).path("title").asText();
    } catch (Refused e) {
      if (e.status() == 404) return "";
      throw e;
    }
  }

  Set<String> paths() {
    return blobs().keySet();
  }

  /** Names of the blobs of all files, by path. */
  Map<String, String> blobs() {
    Map<String, String> blobs = new LinkedHashMap<>();
    for (JsonNode entry :
        rest.get("/repos/" + repository + "/git/trees/" + ref + "?recursive=1").path("tree"))
      if (entry.path("type").asText().equals("blob"))
        blobs.put(entry.path("path").asText(), entry.path("sha").asText());
    return blobs;
  }

  /** The Java package of the project: the repository's name, in letters. */
  String name() {
    String name = repository.substring(repository.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    name = name.replaceAll("[^a-z]", "");
    return name.isEmpty() ? "project" : name;
  }

  static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
