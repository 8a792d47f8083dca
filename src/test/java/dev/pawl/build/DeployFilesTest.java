package dev.pawl.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PostgresResource;
import dev.pawl.testing.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What runs Pawl elsewhere fits the Pawl that is built here. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SandboxResource.class)
class DeployFilesTest {
  private static final Path DEPLOY = Path.of("deploy");
  private static final Path BASE = Path.of("k8s/base");
  private static final Pattern SECRET =
      Pattern.compile("SECRET|PASSWORD|TOKEN|PRIVATE_KEY$|DATABASE_URL");

  private final JsonNode compose = yaml(DEPLOY.resolve("compose.yaml"));
  private final JsonNode pawl = compose.at("/services/pawl");
  private final JsonNode postgres = compose.at("/services/postgres");
  private final String dockerfile = text(DEPLOY.resolve("Dockerfile"));
  private final JsonNode pod = yaml(BASE.resolve("deployment.yaml")).at("/spec/template/spec");
  private final JsonNode container = pod.at("/containers/0");
  private final String port = ConfigurationKeys.properties().get("quarkus.http.port");

  @Test
  void probesAskForPagesThatAreThere() {
    Set<String> paths = new TreeSet<>();
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      JsonNode get = container.at("/" + probe + "/httpGet");
      assertThat(get.path("port").asText()).as(probe).isEqualTo("http");
      paths.add(get.path("path").asText());
    }
    assertThat(paths).hasSize(3);
    paths.add(found(dockerfile, "GET (/\\S+) HTTP").getFirst());

    for (String path : paths) {
      var answer = RestAssured.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.jsonPath().getString("status")).as(path).isEqualTo("UP");
    }
  }

  @Test
  void everyVariableIsOneThatPawlKnows() {
    Set<String> known =
        ConfigurationKeys.all().keySet().stream()
            .map(ConfigurationKeys::environmentName)
            .collect(Collectors.toSet());
    Set<String> used = new TreeSet<>(found(dockerfile, "(?m)^ENV (\\w+)="));
    pawl.get("environment").fieldNames().forEachRemaining(used::add);
    container.get("env").forEach(variable -> used.add(variable.get("name").asText()));

    assertThat(used).contains("PAWL_DATABASE_URL", "PAWL_DATA_DIR");
    // The JVM's own.
    used.remove("JDK_JAVA_OPTIONS");
    assertThat(known).containsAll(used);
  }

  @Test
  void composeHoldsNoSecret() {
    Stream.of(pawl, postgres)
        .flatMap(service -> service.get("environment").properties().stream())
        .filter(variable -> SECRET.matcher(variable.getKey()).find())
        .forEach(
            variable ->
                assertThat(variable.getValue().asText())
                    .as(variable.getKey())
                    .matches("(\\w+://\\w+:)?\\$\\{\\w+:\\?}(@.*)?"));
    String file = pawl.at("/environment/PAWL_GITHUB_PRIVATE_KEY_FILE").asText();
    String name = file.replace("/run/secrets/", "");

    assertThat(file).startsWith("/run/secrets/");
    assertThat(texts(pawl.get("secrets"))).containsExactly(name);
    assertThat(compose.at("/secrets/" + name + "/file").asText()).isNotEmpty();
  }

  @Test
  void composeSaysWhatItWants() {
    String text = text(DEPLOY.resolve("compose.yaml"));
    String introduction = text.split("\nservices:", 2)[0];

    assertThat(new TreeSet<>(found(text, "\\$\\{(\\w+)")))
        .isEqualTo(new TreeSet<>(found(introduction, "(PAWL_\\w+)")));
    assertThat(introduction).contains(compose.at("/secrets/private-key/file").asText());
  }

  @Test
  void composeLeadsToItsOwnDatabase() {
    String url = pawl.at("/environment/PAWL_DATABASE_URL").asText();
    DatabaseAddress address = DatabaseAddress.parse(url.replaceAll("\\$\\{\\w+:\\?}", "word"));

    assertThat(compose.get("services").has(address.host())).isTrue();
    assertThat(address.user()).isEqualTo(postgres.at("/environment/POSTGRES_USER").asText());
    assertThat(address.database()).isEqualTo(postgres.at("/environment/POSTGRES_DB").asText());
    assertThat(pawl.at("/depends_on/postgres/condition").asText()).isEqualTo("service_healthy");
    assertThat(postgres.at("/healthcheck/test/1").asText())
        .contains("--username " + address.user(), "--dbname " + address.database());
    String volume = postgres.at("/volumes/0").asText().split(":")[0];
    assertThat(compose.get("volumes").has(volume)).as("volume " + volume).isTrue();
  }

  @Test
  void composeBuildsThisProject() {
    Path context = DEPLOY.resolve(pawl.at("/build/context").asText()).normalize();

    assertThat(context.resolve(pawl.at("/build/dockerfile").asText())).exists();
    assertThat(context.resolve("pom.xml")).exists();
    assertThat(texts(pawl.get("ports"))).containsExactly(port + ":" + port);
  }

  @Test
  void theImageIsBuiltFromWhatIsThere() {
    for (String sources : found(dockerfile, "(?m)^COPY (?!--from)(.+) \\S+$")) {
      for (String source : sources.split(" ")) {
        assertThat(Path.of(source)).exists();
      }
    }
    String release = found(text(Path.of("pom.xml")), "<maven.compiler.release>(\\d+)<").getFirst();
    assertThat(found(dockerfile, "(?m)^FROM \\S+:(\\d+)-j")).containsExactly(release, release);
    assertThat(found(dockerfile, "(?m)^EXPOSE (.+)$")).containsExactly(port);
    assertThat(found(dockerfile, "127\\.0\\.0\\.1/(\\d+)")).containsExactly(port);
    assertThat(found(dockerfile, "(?m)^(?:ENV|ARG) (\\w+)"))
        .noneMatch(name -> SECRET.matcher(name).find());
  }

  @Test
  void nobodyRunsAsRoot() {
    List<String> users = found(dockerfile, "(?m)^USER (.+)$");
    String user = users.getLast();

    assertThat(user).matches("[1-9]\\d+").isIn(found(dockerfile, "--uid (\\d+)"));
    assertThat(pod.at("/securityContext/runAsUser").asText()).isEqualTo(user);
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    JsonNode security = container.get("securityContext");
    assertThat(security.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(security.get("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
    assertThat(pod.get("automountServiceAccountToken").asBoolean(true)).isFalse();
  }

  @Test
  void whatPawlWritesHasAPlace() {
    Path data = Path.of(found(dockerfile, "(?m)^ENV PAWL_DATA_DIR=(.+)$").getFirst());
    Set<String> volumes =
        stream(pod.get("volumes"))
            .map(volume -> volume.get("name").asText())
            .collect(Collectors.toSet());
    List<JsonNode> mounts = stream(container.get("volumeMounts")).toList();

    assertThat(mounts).allMatch(mount -> volumes.contains(mount.get("name").asText()));
    assertThat(mounts).anyMatch(mount -> data.startsWith(mount.get("mountPath").asText()));
  }

  @Test
  void theClusterHoldsNoSecret() {
    Set<String> keys = new TreeSet<>();
    for (JsonNode variable : container.get("env")) {
      String name = variable.get("name").asText();
      JsonNode reference = variable.at("/valueFrom/secretKeyRef");
      assertThat(reference.isMissingNode() && SECRET.matcher(name).find()).as(name).isFalse();
      if (!reference.isMissingNode()) {
        assertThat(reference.get("name").asText()).isEqualTo("pawl");
        keys.add(reference.get("key").asText());
      }
    }
    String introduction = text(BASE.resolve("deployment.yaml")).lines().findFirst().orElse("");

    assertThat(new TreeSet<>(List.of(introduction.split("the keys ")[1].split("[ ,.]+(and )?"))))
        .isEqualTo(keys);
  }

  @Test
  void theBaseListsItsFiles() throws IOException {
    try (Stream<Path> files = Files.list(BASE)) {
      Set<String> there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("kustomization.yaml"))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(new TreeSet<>(texts(yaml(BASE.resolve("kustomization.yaml")).get("resources"))))
          .isEqualTo(there);
    }
    JsonNode served = yaml(BASE.resolve("service.yaml")).at("/spec/ports/0/targetPort");
    assertThat(served.asText()).isEqualTo(container.at("/ports/0/name").asText());
    assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(port);
    assertThat(pod.get("serviceAccountName"))
        .isEqualTo(yaml(BASE.resolve("service-account.yaml")).at("/metadata/name"));
  }

  /** Killed before its steps have ended, Pawl would have to ask GitHub what became of them. */
  @Test
  void stoppingLeavesTimeForTheStepsUnderWay() {
    int own =
        Integer.parseInt(
            ConfigurationKeys.properties().get("quarkus.shutdown.timeout").replace("S", ""));

    assertThat(pod.get("terminationGracePeriodSeconds").asInt()).isGreaterThan(own);
    assertThat(Integer.parseInt(pawl.get("stop_grace_period").asText().replace("s", "")))
        .isGreaterThan(own);
  }

  private static List<String> found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static List<String> texts(JsonNode list) {
    return stream(list).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
