package dev.pawl.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.Projector;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The App asks for what the code needs and the document explains, and for nothing else. */
class AppManifestTest {
  /**
   * What each event asks for.
   *
   * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Webhook events
   *     and payloads</a>
   */
  private static final Map<String, String> NEEDED_BY_EVENT =
      Map.ofEntries(
          Map.entry("check_run", "checks"),
          Map.entry("check_suite", "checks"),
          Map.entry("issue_comment", "issues"),
          Map.entry("issues", "issues"),
          Map.entry("label", "metadata"),
          Map.entry("merge_group", "merge_queues"),
          Map.entry("pull_request", "pull_requests"),
          Map.entry("pull_request_review", "pull_requests"),
          Map.entry("pull_request_review_comment", "pull_requests"),
          Map.entry("pull_request_review_thread", "pull_requests"),
          Map.entry("push", "contents"),
          Map.entry("repository", "metadata"),
          Map.entry("status", "statuses"),
          Map.entry("workflow_run", "actions"));

  /** GitHub sends these to every App, and takes no manifest that asks for them. */
  private static final Set<String> UNASKED =
      Set.of("ping", "installation", "installation_repositories");

  private JsonNode manifest;
  private Map<String, String> asked;
  private Set<String> events;
  private String document;

  @BeforeEach
  void read() throws IOException {
    manifest = new YAMLMapper().readTree(Path.of("app-manifest.yml").toFile());
    asked = new TreeMap<>();
    manifest
        .get("default_permissions")
        .properties()
        .forEach(permission -> asked.put(permission.getKey(), permission.getValue().textValue()));
    events = new TreeSet<>();
    manifest.get("default_events").forEach(event -> events.add(event.textValue()));
    document = Files.readString(Path.of("docs/PERMISSIONS.md"));
  }

  /** One line of the document's table. */
  private record Explained(String level, String reason) {
    /** What comes later is marked by its feature in brackets. */
    boolean later() {
      return reason.endsWith(")");
    }
  }

  private Map<String, Explained> explained() {
    return Pattern.compile("(?m)^\\| (\\w+) \\| (read|write) \\| (.+) \\|$")
        .matcher(document)
        .results()
        .collect(
            Collectors.toMap(
                match -> match.group(1),
                match -> new Explained(match.group(2), match.group(3)),
                (first, second) -> {
                  throw new AssertionError("explained twice: " + second);
                },
                TreeMap::new));
  }

  /** The highest level that a request of the code asks for. */
  private static Map<String, String> used() {
    Map<String, String> used = new TreeMap<>();
    for (Endpoint endpoint : Endpoint.values()) {
      if (!endpoint.permission().isEmpty()) {
        String[] parts = endpoint.permission().split(":");
        used.merge(parts[0], parts[1], (one, other) -> one.equals("write") ? one : other);
      }
    }
    return used;
  }

  @Test
  void theDocumentExplainsEveryPermission() {
    Map<String, String> levels = new TreeMap<>();
    explained().forEach((name, line) -> levels.put(name, line.level()));

    assertThat(levels).isEqualTo(asked);
  }

  @Test
  void everyRequestIsCovered() {
    assertThat(used()).isNotEmpty();
    used()
        .forEach(
            (name, level) ->
                assertThat(asked.get(name))
                    .as(name + " at level " + level)
                    .isIn(level.equals("read") ? Set.of("read", "write") : Set.of("write")));
  }

  /** What no request needs yet is said to come later; what one needs no longer is. */
  @Test
  void nothingIsAskedForWithoutUse() {
    Map<String, String> used = used();
    // GitHub gives this one to every App.
    used.put("metadata", "read");
    Set<String> unused = new TreeSet<>();
    asked.forEach(
        (name, level) -> {
          if (!level.equals(used.get(name))) {
            unused.add(name);
          }
        });
    Set<String> later =
        explained().entrySet().stream()
            .filter(line -> line.getValue().later())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(later).isEqualTo(unused);
  }

  @Test
  void whatIsNotAskedForIsNot() {
    String line =
        document
            .lines()
            .filter(text -> text.startsWith("Not asked for:"))
            .findFirst()
            .orElseThrow();
    Set<String> refused =
        Pattern.compile("`(\\w+)`")
            .matcher(line)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());

    assertThat(refused)
        .contains("workflows", "administration")
        .doesNotContainAnyElementsOf(asked.keySet());
  }

  @Test
  void everyEventThatIsProjectedIsAskedFor() throws Exception {
    Set<String> projected = projected();
    assertThat(projected).contains("issues", "ping");
    projected.removeAll(UNASKED);

    assertThat(events).containsAll(projected).doesNotContainAnyElementsOf(UNASKED);
  }

  @Test
  void everyEventHasItsPermission() {
    assertThat(NEEDED_BY_EVENT.keySet()).isEqualTo(events);
    assertThat(asked.keySet()).containsAll(NEEDED_BY_EVENT.values());
  }

  @Test
  void deliveriesGoToTheFrontDoor() throws Exception {
    Class<?> route = Class.forName("dev.pawl.webhook.WebhookRoute");
    var path = route.getDeclaredField("PATH");
    path.setAccessible(true);
    JsonNode hook = manifest.get("hook_attributes");

    assertThat(URI.create(hook.get("url").textValue()).getPath()).isEqualTo(path.get(null));
    assertThat(hook.get("active").booleanValue()).isTrue();
  }

  /** GitHub sends people and deliveries there; without TLS anybody could read along. */
  @Test
  void everyAddressIsEncrypted() {
    Stream<JsonNode> addresses =
        Stream.concat(
            Stream.of(
                manifest.get("url"),
                manifest.get("hook_attributes").get("url"),
                manifest.get("redirect_url"),
                manifest.get("setup_url")),
            StreamSupport.stream(manifest.get("callback_urls").spliterator(), false));

    assertThat(addresses.map(JsonNode::textValue)).allMatch(url -> url.startsWith("https://"));
  }

  /** A projector's name needs nothing of what it is made with. */
  private static Set<String> projected() throws Exception {
    Set<String> projected = new TreeSet<>();
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pawl");
    for (var found : classes) {
      if (found.isAssignableTo(Projector.class) && !found.isInterface()) {
        Constructor<?> constructor =
            Arrays.stream(found.reflect().getDeclaredConstructors()).findFirst().orElseThrow();
        constructor.setAccessible(true);
        Object[] nothing = new Object[constructor.getParameterCount()];
        projected.add(((Projector) constructor.newInstance(nothing)).event());
      }
    }
    return projected;
  }
}
