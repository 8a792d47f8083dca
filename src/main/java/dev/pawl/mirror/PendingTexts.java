package dev.pawl.mirror;

import dev.pawl.github.BranchReader;
import dev.pawl.github.GitBlob;
import dev.pawl.github.Principal;
import dev.pawl.github.RepositorySnapshot;
import dev.pawl.github.RepositorySnapshot.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of pending files where there are so many that one answer could not hold them: of
 * the first ones, until there is one whose task can be taken up. What was read before, and is what
 * it was, is not asked for again.
 *
 * <p>Race: the branch moves between the names and the texts. Then the texts are another commit's,
 * and everything is read once more; a file that is told with its own name of the content could not
 * be taken for another one anyway.
 */
@ApplicationScoped
class PendingTexts {
  /** Where there are more, or larger ones, their texts are not read along with their names. */
  static final int MANY = 50;

  static final long LARGE = 1_000_000;

  private static final int FILES = 20;
  private static final long BYTES = 500_000;
  private static final String TASK = ".md";

  private final BranchReader reader;

  PendingTexts(BranchReader reader) {
    this.reader = reader;
  }

  /** How a reading ended. */
  sealed interface Outcome {
    record Read(RepositorySnapshot snapshot) implements Outcome {}

    /**
     * @param until null: after the usual time
     */
    record Later(String reason, @Nullable Instant until) implements Outcome {}
  }

  /**
   * @param folder the folder of pending tasks
   * @param known texts by Git's names of them
   */
  Outcome complete(
      long installation, String folder, RepositorySnapshot snapshot, Map<String, String> known) {
    List<Entry> entries = new ArrayList<>(snapshot.pending());
    entries.replaceAll(
        entry -> {
          String text = known.get(entry.blob());
          return entry.read() || text == null ? entry : entry.with(text);
        });
    String branch = snapshot.defaultBranch();
    while (branch != null && entries.stream().noneMatch(PendingTexts::isTask)) {
      List<Integer> next = next(entries);
      if (next.isEmpty()) {
        break;
      }
      List<String> paths = next.stream().map(at -> folder + "/" + entries.get(at).name()).toList();
      var outcome =
          reader.files(
              new Principal.Installation(installation),
              snapshot.owner(),
              snapshot.name(),
              branch,
              paths);
      switch (outcome) {
        case BranchReader.Outcome.Read<BranchReader.Files> read -> {
          if (!read.read().head().equals(snapshot.head())) {
            return new Outcome.Later("The branch moved while its files were read.", null);
          }
          for (int at : next) {
            Entry entry = entries.get(at);
            entries.set(
                at,
                entry.with(whole(entry, read.read().byPath().get(folder + "/" + entry.name()))));
          }
        }
        case BranchReader.Outcome.NoBranch<BranchReader.Files> _ -> {
          return new Outcome.Later("The branch is gone.", null);
        }
        case BranchReader.Outcome.Later<BranchReader.Files> later -> {
          return new Outcome.Later(later.reason(), later.until());
        }
      }
    }
    return new Outcome.Read(snapshot.with(entries));
  }

  private static @Nullable String whole(Entry entry, BranchReader.@Nullable File file) {
    String text = file == null ? null : file.text();
    return text != null && GitBlob.id(text).equals(entry.blob()) ? text : null;
  }

  private static boolean isTask(Entry entry) {
    return entry.name().endsWith(TASK)
        && entry.text() != null
        && TaskTitle.of(entry.text()) != null;
  }

  /** The first that are unread, as many as one answer may hold, and one at least. */
  private static List<Integer> next(List<Entry> entries) {
    List<Integer> next = new ArrayList<>();
    long bytes = 0;
    for (int at = 0; at < entries.size() && next.size() < FILES; at++) {
      Entry entry = entries.get(at);
      if (entry.read() || !entry.name().endsWith(TASK)) {
        continue;
      }
      bytes += entry.bytes();
      if (bytes > BYTES && !next.isEmpty()) {
        break;
      }
      next.add(at);
    }
    return next;
  }
}
