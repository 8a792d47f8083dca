package dev.pawl.command.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who may say what, as people read it. */
class VerbRightsTest {
  private static final Set<Verb> QUESTIONS =
      EnumSet.of(Verb.HELP, Verb.STATUS, Verb.WHY, Verb.REPLAY);

  /** Of each command, in the columns of the table: how it is said, and who may. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> rights = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/COMMANDS.md"))) {
      if (line.startsWith("| `/pawl ")) {
        List<String> cells = List.of(line.split(" *\\| *"));
        rights.put(cells.get(1).replace("`", ""), cells.get(4));
      }
    }
    return rights;
  }

  @Test
  void C1_everyCommandAsksForTheRightThatIsDocumented() throws IOException {
    Map<String, String> asked = new TreeMap<>();
    for (Verb verb : Verb.values()) {
      asked.put(verb.usage(), verb.right().name().toLowerCase(Locale.ROOT));
    }
    assertThat(asked).isEqualTo(documented());
  }

  /** Whoever may only read changes nothing. */
  @Test
  void C1_onlyQuestionsAreForWhoMayRead() {
    for (Verb verb : Verb.values()) {
      assertThat(verb.asks()).as(verb.word()).isEqualTo(QUESTIONS.contains(verb));
    }
  }
}
