package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What is written of the keys is what was declared. With {@code -Dpawl.settings.write=true} the
 * documents are written anew instead of being compared.
 */
class SettingsDocumentsTest {
  private static final Path TEMPLATE = Path.of("src/main/resources/dev/pawl/settings/pawl.yml");
  private static final Path TABLES = Path.of("docs/CONFIGURATION.md");
  private static final String HOW =
      "to bring it up to date: ./mvnw verify -Dtest=SettingsDocumentsTest -Dpawl.settings.write=true";
  private static final boolean WRITE = Boolean.getBoolean("pawl.settings.write");

  @Test
  void theTemplateIsMadeOfTheKeys() throws IOException {
    holds(TEMPLATE, SettingsDocuments.template());
  }

  @Test
  void theTablesAreMadeOfTheKeys() throws IOException {
    String document = Files.readString(TABLES);
    holds(
        TABLES,
        between(
            between(document, "keys of a repository's settings", SettingsDocuments.keys()),
            "keys of a profile",
            SettingsDocuments.profile()));
  }

  private static String between(String document, String what, String table) {
    String begin = "<!-- " + what + ": made by SettingsDocumentsTest -->\n\n";
    String end = "\n<!-- end of the " + what + " -->";
    assertThat(document).contains(begin, end);
    int from = document.indexOf(begin) + begin.length();
    return document.substring(0, from) + table + document.substring(document.indexOf(end, from));
  }

  private static void holds(Path file, String wanted) throws IOException {
    if (WRITE) {
      Files.writeString(file, wanted);
    }
    assertThat(Files.readString(file)).as("%s; %s", file, HOW).isEqualTo(wanted);
  }
}
