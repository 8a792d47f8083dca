package dev.pawl.effect;

import dev.pawl.github.BranchReader;
import dev.pawl.github.GitBlob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of an intent is left to do, given what stands in the branch's head. All or nothing: where
 * one file is not as it was, nothing is changed.
 */
sealed interface FileChanges {
  /**
   * @param additions contents by path; as good as empty, like the other, when all is done
   */
  record Left(Map<String, String> additions, List<String> deletions) implements FileChanges {
    boolean isNothing() {
      return additions.isEmpty() && deletions.isEmpty();
    }
  }

  /**
   * @param outcome as {@link CommitFilesWriter} names it
   */
  record No(String outcome, String words) implements FileChanges {}

  /** Every path that must be looked at, once. */
  static List<String> paths(Intent.CommitFiles intent) {
    return Stream.concat(
            changed(intent),
            intent.puts().stream().map(Intent.CommitFiles.Put::unless).filter(Objects::nonNull))
        .distinct()
        .toList();
  }

  /** Every path that may change. */
  private static Stream<String> changed(Intent.CommitFiles intent) {
    return Stream.concat(
        intent.moves().stream().flatMap(move -> Stream.of(move.from(), move.to())),
        intent.puts().stream().map(Intent.CommitFiles.Put::path));
  }

  static FileChanges of(Intent.CommitFiles intent, Map<String, BranchReader.File> there) {
    if (changed(intent).distinct().count() < changed(intent).count()) {
      return new No(Refusal.INVALID, "A path is named twice.");
    }
    Map<String, String> additions = new LinkedHashMap<>();
    List<String> deletions = new ArrayList<>();
    for (Intent.CommitFiles.Move move : intent.moves()) {
      switch (Moving.of(move, there.get(move.from()), there.get(move.to()))) {
        case Moving.Done _ -> {}
        case Moving.No no -> {
          if (move.blob() != null) {
            return new No(no.outcome(), no.words());
          }
        }
        case Moving.Yes yes -> {
          deletions.add(move.from());
          if (yes.content() != null) {
            additions.put(move.to(), yes.content());
          }
        }
      }
    }
    for (Intent.CommitFiles.Put put : intent.puts()) {
      if (put.unless() != null && there.containsKey(put.unless())) {
        continue;
      }
      BranchReader.File file = there.get(put.path());
      if (file == null || !put.onlyIfAbsent() && !file.oid().equals(GitBlob.id(put.text()))) {
        additions.put(put.path(), put.text());
      }
    }
    return new Left(additions, deletions);
  }

  /** How one file stands. */
  sealed interface Moving {
    record Done() implements Moving {}

    /**
     * @param content what goes to the new place; null: it is there already
     */
    record Yes(@Nullable String content) implements Moving {}

    record No(String outcome, String words) implements Moving {}

    static Moving of(
        Intent.CommitFiles.Move move,
        BranchReader.@Nullable File from,
        BranchReader.@Nullable File to) {
      if (from == null) {
        return to != null && isMoved(move, to)
            ? new Done()
            : new No(CommitFilesWriter.GONE, move.from() + " is gone.");
      }
      if (move.blob() != null && !from.oid().equals(move.blob())) {
        return new No(CommitFilesWriter.CHANGED, move.from() + " is not what it was any more.");
      }
      String text = from.text();
      if (text == null || !GitBlob.id(text).equals(from.oid())) {
        return new No(
            CommitFilesWriter.UNREADABLE,
            move.from() + " cannot be moved as it is: it is binary, too large, or no UTF-8.");
      }
      String content = withRemark(text, move.remark());
      if (to == null) {
        return new Yes(content);
      }
      return to.oid().equals(GitBlob.id(content))
          ? new Yes(null)
          : new No(CommitFilesWriter.TAKEN, move.to() + " is there, and is another file.");
    }

    private static boolean isMoved(Intent.CommitFiles.Move move, BranchReader.File to) {
      if (move.blob() == null) {
        return true;
      }
      if (to.oid().equals(move.blob())) {
        return true;
      }
      String remark = move.remark();
      String text = to.text();
      if (remark == null || text == null || !text.endsWith(remark + "\n")) {
        return false;
      }
      // The original ended with or without a line end, or was empty.
      Set<String> originals = new HashSet<>();
      String before = text.substring(0, text.length() - remark.length() - 1);
      for (int ends = 0; ends <= 2; ends++) {
        originals.add(GitBlob.id(before));
        if (!before.endsWith("\n")) {
          break;
        }
        before = before.substring(0, before.length() - 1);
      }
      return originals.contains(move.blob());
    }

    private static String withRemark(String text, @Nullable String remark) {
      if (remark == null) {
        return text;
      }
      String between = text.isEmpty() ? "" : text.endsWith("\n") ? "\n" : "\n\n";
      return text + between + remark + "\n";
    }
  }
}
