package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.admin.DocumentView.Document;
import dev.pawl.admin.DocumentView.Stored;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DocumentViewTest {
  private static final String HUB = "https://hub.example/acme/light/";

  private static List<Document> documents(boolean read, Stored... stored) {
    return DocumentView.of(
        List.of(stored),
        Map.of("GOAL", "planning/vision/goal.md", "CAPABILITIES", "state/now.md"),
        read,
        FileLinks.of("https://hub.example", "acme", "light", "trunk/1"));
  }

  @Test
  void whatIsMissingSaysWhatToWriteAndWhere() {
    List<Document> documents = documents(true);

    assertThat(documents).extracting(Document::title).containsExactly("Goal", "Capabilities");
    assertThat(documents).extracting(Document::stands).containsOnly("is missing");
    assertThat(documents.getFirst().what()).contains("what the repository shall become");
    assertThat(documents.getFirst().link())
        .isEqualTo(HUB + "new/trunk/1?filename=planning/vision/goal.md");
    assertThat(documents.getLast().link()).isEqualTo(HUB + "new/trunk/1?filename=state/now.md");
  }

  /** Nobody knows whether it is missing before the repository was read. */
  @Test
  void whatWasNotReadYetIsUnknown() {
    assertThat(documents(false)).extracting(Document::stands).containsOnly("is unknown");
  }

  @Test
  void whatIsEmptyOrNoTextIsSaid() {
    List<Document> documents =
        documents(
            true,
            new Stored("GOAL", "goal.md", 4, " \n\t\n"),
            new Stored("CAPABILITIES", "now.md", 1_234_567, null));

    assertThat(documents)
        .extracting(Document::stands)
        .containsExactly("is empty", "cannot be shown");
    assertThat(documents.getFirst().link()).isEqualTo(HUB + "edit/trunk/1/goal.md");
    assertThat(documents.getLast().what()).contains("1,234,567 bytes");
    assertThat(documents).allMatch(document -> document.text() == null);
  }

  @Test
  void whatIsThereIsRenderedAndWhatCannotBeIsShownAsItIs() {
    List<Document> documents =
        documents(
            true,
            new Stored("GOAL", "goal.md", 7, "# Light"),
            new Stored("CAPABILITIES", "now.md", 30_000, ">".repeat(30_000) + "<b>"),
            new Stored("GOAL_REACHED", "reached.md", 4, "aaaa"));

    assertThat(Objects.requireNonNull(documents.getFirst().text()).html().getValue())
        .contains("<h3>Light</h3>");
    DocumentView.Text plain = Objects.requireNonNull(documents.get(1).text());
    assertThat(plain.plain()).isTrue();
    assertThat(plain.html().getValue()).startsWith("<pre").endsWith("&lt;b&gt;</pre>");
    assertThat(documents.getLast().title()).isEqualTo("Goal reached");
  }
}
