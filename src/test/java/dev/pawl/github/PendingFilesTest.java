package dev.pawl.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.github.RepositorySnapshot.Entry;
import dev.pawl.github.RepositorySnapshot.Flaw;
import dev.pawl.store.Json;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever stands among the pending files is told of. */
class PendingFilesTest {
  private static final int FILE = 0100644;
  private static final int LINK = 0120000;
  private static final int FOLDER = 040000;
  private static final int MODULE = 0160000;

  private ObjectNode folder;
  private ArrayNode entries;

  @BeforeEach
  void empty() {
    folder = Json.MAPPER.createObjectNode();
    entries = folder.putArray("entries");
  }

  private static ObjectNode entry(ArrayNode in, String name, String type, int mode) {
    ObjectNode entry = in.addObject();
    entry.put("name", name).put("type", type).put("mode", mode).put("oid", GitBlob.id(name));
    return entry;
  }

  private static void file(ArrayNode in, String name, int mode, String text) {
    ObjectNode entry = entry(in, name, "blob", mode);
    entry.put("oid", GitBlob.id(text));
    entry
        .putObject("object")
        .put("oid", GitBlob.id(text))
        .put("byteSize", text.length())
        .put("isBinary", false)
        .put("isTruncated", false)
        .put("text", text);
  }

  private static ArrayNode folder(ArrayNode in, String name) {
    return entry(in, name, "tree", FOLDER).putObject("object").putArray("entries");
  }

  private List<Entry> found() {
    return PendingFiles.of(folder, true).entries();
  }

  @Test
  void whatIsNoFileIsToldOfWithTheReason() {
    file(entries, "a.md", FILE, "# A");
    file(entries, "link.md", LINK, "../goal.md");
    entry(entries, "module.md", "commit", MODULE).putNull("object");
    file(folder(entries, "folder.md"), "x.md", FILE, "# X");
    file(folder(folder(folder(entries, "1"), "2"), "3"), "x.md", FILE, "# X");
    file(entries, "no\ufffdtext.md", FILE, "# N");

    assertThat(found())
        .extracting(Entry::name, Entry::flaw, Entry::text)
        .containsExactly(
            tuple("1/2/3", Flaw.DEEP, null),
            tuple("a.md", null, "# A"),
            tuple("folder.md", Flaw.FOLDER, null),
            tuple("link.md", Flaw.LINK, null),
            tuple("module.md", Flaw.REPOSITORY, null),
            tuple("no\ufffdtext.md", Flaw.NAME, null));
  }

  @Test
  void L11_whatIsNoTextOfBearableSizeHasNone() {
    file(entries, "a.md", FILE, "x".repeat(64 * 1024));
    file(entries, "b.md", FILE, "x".repeat(64 * 1024 + 1));
    file(entries, "c.md", FILE, "no UTF-8: \ufffd");
    ((ObjectNode) entries.get(2)).put("oid", GitBlob.id("other bytes"));
    file(entries, "d.md", FILE, "binary");
    ((ObjectNode) entries.get(3).path("object")).put("isBinary", true).putNull("text");
    file(entries, "e.md", FILE, "cut");
    ((ObjectNode) entries.get(4).path("object")).put("isTruncated", true);
    file(entries, "f.md", FILE, "");

    assertThat(found())
        .filteredOn(entry -> entry.text() != null)
        .extracting(Entry::name)
        .containsExactly("a.md", "f.md");
    assertThat(found()).hasSize(6).allMatch(Entry::read);
  }

  @Test
  void foldersAreLookedIntoThreeDeep() {
    ArrayNode inner = folder(folder(entries, "1"), "2");
    file(inner, "x.md", FILE, "# X");

    assertThat(found()).extracting(Entry::name).containsExactly("1/2/x.md");
  }

  @Test
  void namesOfAnyKindAreKept() {
    List<String> names =
        List.of(
            " a.md",
            "#%25.md",
            "-rf.md",
            "A.md",
            "a.md",
            "it's \"so\".md",
            "new\nline.md",
            "x".repeat(252) + ".md",
            "\u202egnp.md",
            "🎉.md");
    names.reversed().forEach(name -> file(entries, name, FILE, "# A"));

    assertThat(found())
        .extracting(Entry::name, Entry::flaw)
        .containsExactlyElementsOf(
            names.stream()
                .sorted(Comparator.comparing(name -> name.codePointAt(0)))
                .map(name -> tuple(name, null))
                .toList());
  }

  @Test
  void aNameBeyondMeasureIsShortenedAndStillOneOfItsOwn() {
    String name = "é".repeat(500);
    file(entries, name + "1.md", FILE, "# A");
    file(entries, name + "2.md", FILE, "# A");

    assertThat(found()).hasSize(2).extracting(Entry::flaw).containsOnly(Flaw.NAME);
    assertThat(found()).allSatisfy(entry -> assertThat(entry.name()).hasSizeLessThan(200));
  }

  @Test
  void whatComesAfterAThousandIsCounted() {
    for (int number = 0; number < 1_234; number++) {
      file(entries, "%04d.md".formatted(1_233 - number), FILE, "# A");
    }

    PendingFiles files = PendingFiles.of(folder, true);
    assertThat(files.entries()).hasSize(1_000);
    assertThat(files.entries().getLast().name()).isEqualTo("0999.md");
    assertThat(files.more()).isEqualTo(234);
  }

  @Test
  void whereTextsAreNotAskedForOnlyThoseThatMayBeTasksAreUnread() {
    file(entries, "a.md", FILE, "# A");
    file(entries, "b.md", LINK, "x");
    file(entries, "c.md", FILE, "x".repeat(70_000));

    assertThat(PendingFiles.of(folder, false).entries())
        .extracting(Entry::name, Entry::read)
        .containsExactly(tuple("a.md", false), tuple("b.md", true), tuple("c.md", true));
  }
}
