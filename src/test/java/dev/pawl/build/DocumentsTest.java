package dev.pawl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents lead to is there, and the records of decisions are complete. */
class DocumentsTest {
  private static final Path DECISIONS = Path.of("docs/decisions");

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (Path folder : List.of(Path.of(""), Path.of("docs"), DECISIONS)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  static List<Path> decisions() throws IOException {
    return documents().stream()
        .filter(document -> document.startsWith(DECISIONS))
        .filter(document -> !document.endsWith("README.md"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) throws IOException {
    String text = Files.readString(document);
    for (String target : found(text, "\\[[^\\]]+]\\(([^)]+)\\)")) {
      if (target.startsWith("https://")) {
        continue;
      }
      String[] parts = target.split("#", 2);
      Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
      assertThat(file).as("link of " + document).exists();
      if (parts.length == 2) {
        assertThat(anchors(Files.readString(file))).as(target).contains(parts[1]);
      }
    }
  }

  /** A class that is named with its room has not gone elsewhere since. */
  @ParameterizedTest
  @MethodSource("documents")
  void everyClassThatIsNamedIsThere(Path document) throws IOException {
    for (String name : found(Files.readString(document), "`([a-z]+(?:\\.[a-z]+)*\\.[A-Z]\\w+)`")) {
      Path file = Path.of("src/main/java/dev/pawl", name.replace('.', '/') + ".java");
      assertThat(file).as("named by " + document).exists();
    }
  }

  @Test
  void theRecordsOfDecisionsAreCountedAndListed() throws IOException {
    List<Path> records = decisions();
    String index = Files.readString(DECISIONS.resolve("README.md"));

    assertThat(records).isNotEmpty();
    for (int i = 0; i < records.size(); i++) {
      String file = records.get(i).getFileName().toString();
      String number = String.format(Locale.ROOT, "%04d", i + 1);
      assertThat(file).startsWith(number + "-");
      assertThat(index).contains("[" + number + "](" + file + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void aRecordSaysWhatWasGivenWhatWasDecidedAndWhatFollows(Path record) throws IOException {
    String text = Files.readString(record);
    String number = record.getFileName().toString().substring(0, 4);

    assertThat(text).startsWith("# " + number + " ");
    assertThat(found(text, "(?m)^## (.+)$")).containsExactly("Context", "Decision", "Consequences");
  }

  private static List<String> anchors(String text) {
    return found(text, "(?m)^#+ (.+)$").stream()
        .map(
            title ->
                title
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'))
        .toList();
  }

  private static List<String> found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }
}
