package dev.pawl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whatever the build brings in is explained, and comes in one version. */
class DependencyDocsTest {
  /** Elements of the pom that bring something in. */
  private static final Set<String> KINDS = Set.of("dependency", "plugin", "path");

  private Element pom;
  private String document;

  @BeforeEach
  void read() throws Exception {
    pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile())
            .getDocumentElement();
    document = Files.readString(Path.of("docs/DEPENDENCIES.md"));
  }

  /** What the pom brings in, in profiles too. */
  private record Artifact(String name, @Nullable String version) {}

  private List<Artifact> artifacts() {
    List<Artifact> found = new ArrayList<>();
    for (String kind : KINDS) {
      elements(pom.getElementsByTagName(kind))
          .forEach(
              element ->
                  found.add(
                      new Artifact(
                          text(element, "groupId") + ":" + text(element, "artifactId"),
                          text(element, "version"))));
    }
    return found;
  }

  @Test
  void everyArtifactIsExplainedOnce() {
    List<String> explained =
        Pattern.compile("(?m)^\\| `([\\w.-]+:[\\w.-]+)` \\| .+ \\| .+ \\| .+ \\|$")
            .matcher(document)
            .results()
            .map(found -> found.group(1))
            .toList();
    Set<String> built =
        artifacts().stream().map(Artifact::name).collect(Collectors.toCollection(TreeSet::new));

    assertThat(explained).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(explained)).isEqualTo(built);
  }

  @Test
  void noArtifactIsNamedElsewhereInTheDocument() {
    Set<String> named =
        Pattern.compile("`([\\w.-]+\\.[\\w.-]+:[\\w.-]+)`")
            .matcher(document)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    assertThat(artifacts().stream().map(Artifact::name).toList()).containsAll(named);
  }

  @Test
  void everyVersionIsAProperty() {
    Set<String> properties =
        elements(pom.getElementsByTagName("properties"))
            .flatMap(group -> elements(group.getChildNodes()))
            .map(Element::getTagName)
            .collect(Collectors.toSet());

    List<String> versions =
        Stream.concat(
                artifacts().stream().map(Artifact::version),
                // A tool's own version, as in the form of the code.
                elements(pom.getElementsByTagName("googleJavaFormat"))
                    .map(tool -> text(tool, "version")))
            .filter(version -> version != null)
            .toList();

    assertThat(versions)
        .isNotEmpty()
        .allSatisfy(
            version -> {
              assertThat(version).matches("\\$\\{[\\w.-]+}");
              assertThat(properties).contains(version.substring(2, version.length() - 1));
            });
  }

  /** An artifact in two versions would be one by chance. */
  @Test
  void everyArtifactComesInOneVersion() {
    TreeMap<String, Set<String>> versions = new TreeMap<>();
    artifacts().stream()
        .filter(artifact -> artifact.version() != null)
        .forEach(
            artifact ->
                versions
                    .computeIfAbsent(artifact.name(), name -> new TreeSet<>())
                    .add(String.valueOf(artifact.version())));

    assertThat(versions).allSatisfy((name, all) -> assertThat(all).as(name).hasSize(1));
  }

  @Test
  void everyDecisionItNamesIsThere() {
    Pattern.compile("\\((decisions/[^)]+)\\)")
        .matcher(document)
        .results()
        .forEach(found -> assertThat(Path.of("docs", found.group(1))).exists());
  }

  private static Stream<Element> elements(org.w3c.dom.NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  /** The text of a direct child. */
  private static @Nullable String text(Element element, String child) {
    return elements(element.getChildNodes())
        .filter(found -> found.getTagName().equals(child))
        .map(Node::getTextContent)
        .findFirst()
        .orElse(null);
  }
}
