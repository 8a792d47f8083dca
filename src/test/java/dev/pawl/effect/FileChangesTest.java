package dev.pawl.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.effect.Intent.CommitFiles;
import dev.pawl.github.BranchReader.File;
import dev.pawl.github.GitBlob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a commit, given what is there. */
class FileChangesTest {
  private static final String FROM = "pending/a b.md";
  private static final String TO = "processed/a b.md";

  private final Map<String, File> there = new HashMap<>();

  private void put(String path, String text) {
    there.put(path, new File(GitBlob.id(text), text));
  }

  private FileChanges move(String text, @Nullable String remark) {
    return changes(List.of(new CommitFiles.Move(FROM, GitBlob.id(text), TO, remark)), List.of());
  }

  private FileChanges changes(List<CommitFiles.Move> moves, List<CommitFiles.Put> puts) {
    return FileChanges.of(new CommitFiles("main", "x", moves, puts), there);
  }

  private static void isNo(FileChanges changes, String outcome) {
    assertThat(changes)
        .isInstanceOfSatisfying(
            FileChanges.No.class, no -> assertThat(no.outcome()).isEqualTo(outcome));
  }

  private static FileChanges left(Map<String, String> additions, String... deletions) {
    return new FileChanges.Left(additions, List.of(deletions));
  }

  @Test
  void aContentHasTheNameThatGitGivesIt() {
    assertThat(GitBlob.id("")).isEqualTo("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    assertThat(GitBlob.id("clear")).isEqualTo("9c7d34f7fe67b3653e3ce37598199d6ee9e75b7b");
    assertThat(GitBlob.id("Leuchtturm – 灯台 💡\r\n"))
        .isEqualTo("6f4841e304b5ef58696db75d7b3a820931e6100e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a\n", "a\r\n\r\n", "\n\n", " 灯台\u0000 "})
  void whatIsThereIsMovedAsItIs(String text) {
    put(FROM, text);
    assertThat(move(text, null)).isEqualTo(left(Map.of(TO, text), FROM));
  }

  @Test
  void aRemarkStandsBehindAnEmptyLine() {
    put(FROM, "a");
    assertThat(move("a", "Done.")).isEqualTo(left(Map.of(TO, "a\n\nDone.\n"), FROM));
    put(FROM, "a\n");
    assertThat(move("a\n", "Done.")).isEqualTo(left(Map.of(TO, "a\n\nDone.\n"), FROM));
    put(FROM, "");
    assertThat(move("", "Done.")).isEqualTo(left(Map.of(TO, "Done.\n"), FROM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a\n", "a\n\n", "\n", "\n\n\n"})
  void whatSomebodyHasMovedIsDone(String text) {
    put(TO, text);
    assertThat(move(text, null)).isEqualTo(left(Map.of()));
    assertThat(move(text, "Done.")).as("without the remark").isEqualTo(left(Map.of()));
    there.clear();
    put(FROM, text);
    FileChanges.Left wanted = (FileChanges.Left) move(text, "Done.");
    there.clear();
    wanted.additions().forEach(this::put);
    assertThat(move(text, "Done.")).as("with the remark").isEqualTo(left(Map.of()));
    isNo(move(text, "Another."), CommitFilesWriter.GONE);
    isNo(move(text + "b", "Done."), CommitFilesWriter.GONE);
  }

  @Test
  void whatIsGoneOrAnotherIsNotMoved() {
    isNo(move("a", null), CommitFilesWriter.GONE);
    put(TO, "b");
    isNo(move("a", null), CommitFilesWriter.GONE);
    put(FROM, "b");
    isNo(move("a", null), CommitFilesWriter.CHANGED);
  }

  @Test
  void nothingIsPutOverAnotherFile() {
    put(FROM, "a");
    put(TO, "b");
    isNo(move("a", null), CommitFilesWriter.TAKEN);
    put(TO, "a");
    assertThat(move("a", null)).as("a copy").isEqualTo(left(Map.of(), FROM));
  }

  @Test
  void whatCannotBeHadByteForByteIsNotMoved() {
    there.put(FROM, new File(GitBlob.id("a"), null));
    isNo(move("a", null), CommitFilesWriter.UNREADABLE);
    there.put(FROM, new File(GitBlob.id("a and more"), "a"));
    isNo(move("a and more", null), CommitFilesWriter.UNREADABLE);
  }

  @Test
  void allOrNothing() {
    put(FROM, "a");
    CommitFiles.Move good = new CommitFiles.Move(FROM, GitBlob.id("a"), TO, null);
    CommitFiles.Move gone = new CommitFiles.Move("x", GitBlob.id("x"), "y", null);
    isNo(changes(List.of(good, gone), List.of()), CommitFilesWriter.GONE);
    put("y", "x");
    assertThat(changes(List.of(good, gone), List.of())).isEqualTo(left(Map.of(TO, "a"), FROM));
  }

  @Test
  void aPathIsNamedOnce() {
    put(FROM, "a");
    CommitFiles.Move onto = new CommitFiles.Move(FROM, GitBlob.id("a"), FROM, "Done.");
    isNo(changes(List.of(onto), List.of()), Refusal.INVALID);
    CommitFiles.Move good = new CommitFiles.Move(FROM, GitBlob.id("a"), TO, null);
    isNo(changes(List.of(good), List.of(new CommitFiles.Put(TO, "b", false))), Refusal.INVALID);
  }

  @Test
  void aTextIsPutWhereItIsNotYet() {
    CommitFiles.Put always = new CommitFiles.Put("p", "new", false);
    CommitFiles.Put once = new CommitFiles.Put("q", "new", true);
    assertThat(changes(List.of(), List.of(always, once)))
        .isEqualTo(left(Map.of("p", "new", "q", "new")));
    put("p", "old");
    put("q", "old");
    assertThat(changes(List.of(), List.of(always, once))).isEqualTo(left(Map.of("p", "new")));
    put("p", "new");
    assertThat(changes(List.of(), List.of(always, once))).isEqualTo(left(Map.of()));
  }

  @Test
  void nothingIsPutWhereAFolderHoldsSomething() {
    Intent.CommitFiles intent =
        new Intent.CommitFiles(
            "main",
            "",
            List.of(),
            List.of(
                new Intent.CommitFiles.Put("full/.gitkeep", "", true, "full"),
                new Intent.CommitFiles.Put("none/.gitkeep", "", true, "none")));
    assertThat(FileChanges.paths(intent))
        .containsExactly("full/.gitkeep", "none/.gitkeep", "full", "none");
    assertThat(FileChanges.of(intent, Map.of("full", new File("7ree", null))))
        .isEqualTo(new FileChanges.Left(Map.of("none/.gitkeep", ""), List.of()));
  }
}
