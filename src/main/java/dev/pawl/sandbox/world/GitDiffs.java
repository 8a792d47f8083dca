package dev.pawl.sandbox.world;

import static dev.pawl.sandbox.world.GitWork.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** How commits differ, file by file. */
public final class GitDiffs {
  private final Repository git;

  GitDiffs(Repository git) {
    this.git = git;
  }

  /** The files that differ, by path; renames are found. */
  public List<FileDiff> between(String from, String to) {
    return io(
        () -> {
          List<FileDiff> files = new ArrayList<>();
          ByteArrayOutputStream text = new ByteArrayOutputStream();
          try (DiffFormatter formatter = new DiffFormatter(text)) {
            formatter.setRepository(git);
            formatter.setDetectRenames(true);
            for (DiffEntry entry :
                formatter.scan(ObjectId.fromString(from), ObjectId.fromString(to))) {
              text.reset();
              formatter.format(entry);
              formatter.flush();
              files.add(file(formatter, entry, text.toString(StandardCharsets.UTF_8)));
            }
          }
          return files;
        });
  }

  private static FileDiff file(DiffFormatter formatter, DiffEntry entry, String text)
      throws IOException {
    int additions = 0;
    int deletions = 0;
    for (Edit edit : formatter.toFileHeader(entry).toEditList()) {
      additions += edit.getLengthB();
      deletions += edit.getLengthA();
    }
    boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
    return new FileDiff(
        status(entry.getChangeType()),
        removed ? entry.getOldPath() : entry.getNewPath(),
        previous(entry),
        (removed ? entry.getOldId() : entry.getNewId()).name(),
        additions,
        deletions,
        patch(text));
  }

  private static String status(DiffEntry.ChangeType type) {
    return switch (type) {
      case ADD -> "added";
      case DELETE -> "removed";
      case MODIFY -> "modified";
      case RENAME -> "renamed";
      case COPY -> "copied";
    };
  }

  private static @Nullable String previous(DiffEntry entry) {
    return switch (entry.getChangeType()) {
      case RENAME, COPY -> entry.getOldPath();
      case ADD, DELETE, MODIFY -> null;
    };
  }

  /** GitHub shows a patch from its first hunk on, without the lines that name the files. */
  private static @Nullable String patch(String text) {
    int hunk = text.indexOf("\n@@");
    return hunk < 0 ? null : text.substring(hunk + 1).stripTrailing();
  }
}
