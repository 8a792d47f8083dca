package dev.pawl.admin;

import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages show of the documents that the loop goes by: goal, capabilities, goal reached. */
final class DocumentView {
  private static final String GOAL = "GOAL";
  private static final String CAPABILITIES = "CAPABILITIES";

  private DocumentView() {}

  /**
   * A document as the mirror has it.
   *
   * @param content null: it is no text, or too large
   */
  record Stored(String role, String path, long bytes, @Nullable String content) {}

  /**
   * A document as a page shows it.
   *
   * @param stands how it is with it, in a word or two
   * @param what what is to be said of it; empty where its text says all
   * @param link where on GitHub it is shown or written
   * @param act what the link does
   * @param text null where there is none to be shown
   */
  record Document(
      String title,
      String path,
      String stands,
      String what,
      String link,
      String act,
      @Nullable Text text) {}

  /**
   * @param html harmless
   * @param plain whether it is the text as it was written, since it cannot be rendered
   */
  record Text(RawString html, boolean plain) {}

  /**
   * The documents of a repository, the goal first.
   *
   * @param paths where the settings say that they are, by role
   * @param read whether the repository was read at least once
   */
  static List<Document> of(
      List<Stored> stored, Map<String, String> paths, boolean read, FileLinks links) {
    List<Document> documents = new ArrayList<>();
    for (String role : List.of(GOAL, CAPABILITIES)) {
      documents.add(
          of(stored, role)
              .map(one -> there(one, links))
              .orElseGet(
                  () -> {
                    String path = paths.getOrDefault(role, "");
                    return read ? missing(role, path, links) : unknown(role, path, links);
                  }));
    }
    stored.stream()
        .filter(one -> !one.role().equals(GOAL) && !one.role().equals(CAPABILITIES))
        .map(one -> there(one, links))
        .forEach(documents::add);
    return List.copyOf(documents);
  }

  private static Optional<Stored> of(List<Stored> stored, String role) {
    return stored.stream().filter(one -> one.role().equals(role)).findFirst();
  }

  private static Document there(Stored stored, FileLinks links) {
    String content = stored.content();
    String path = stored.path();
    String title = title(stored.role());
    if (content == null) {
      return new Document(
          title,
          path,
          "cannot be shown",
          "It is no text, or too large to be read: it has "
              + Words.grouped(stored.bytes())
              + " bytes. "
              + (stored.role().equals(GOAL) ? "The loop needs a text of 64 KiB at most." : ""),
          links.show(path),
          "Look at it on GitHub",
          null);
    }
    if (content.isBlank()) {
      return new Document(
          title,
          path,
          "is empty",
          teaching(stored.role()),
          links.edit(path),
          "Write it on GitHub",
          null);
    }
    return new Document(
        title,
        path,
        Words.grouped(stored.bytes()) + " bytes",
        "",
        links.show(path),
        "On GitHub",
        text(content, path, links));
  }

  private static Text text(String content, String path, FileLinks links) {
    return Markdown.html(content, Destinations.of(links, path))
        .map(html -> new Text(new RawString(html), false))
        .orElseGet(
            () ->
                new Text(
                    new RawString("<pre tabindex=\"0\">" + References.escape(content) + "</pre>"),
                    true));
  }

  private static Document missing(String role, String path, FileLinks links) {
    return new Document(
        title(role),
        path,
        "is missing",
        teaching(role),
        links.write(path),
        "Write it on GitHub",
        null);
  }

  private static Document unknown(String role, String path, FileLinks links) {
    return new Document(
        title(role),
        path,
        "is unknown",
        "The repository is yet to be read.",
        links.show(path),
        "Look for it on GitHub",
        null);
  }

  private static String title(String role) {
    return switch (role) {
      case GOAL -> "Goal";
      case CAPABILITIES -> "Capabilities";
      case "GOAL_REACHED" -> "Goal reached";
      default -> role.toLowerCase(Locale.ROOT);
    };
  }

  private static String teaching(String role) {
    return switch (role) {
      case GOAL ->
          "Write down what the repository shall become: whom it is for, what it must do, and how"
              + " one sees that it is done. The loop works towards it, and nobody but you writes"
              + " it.";
      case CAPABILITIES ->
          "It says what the system can do now, and is held against the goal. The first capability"
              + " update writes it; where something exists already, write that down yourself.";
      default -> "There is nothing in it, so it says nothing.";
    };
  }
}
