package dev.pawl.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Database;
import dev.pawl.store.Json;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages show of the commits that changed planning files. */
@ApplicationScoped
class CommitView {
  private static final int MOST = 30;

  private final Database database;

  CommitView(Database database) {
    this.database = database;
  }

  /**
   * @param link where GitHub shows it
   * @param more how many files are not shown
   */
  record Commit(
      String sha,
      String link,
      String message,
      String author,
      @Nullable Instant at,
      List<File> files,
      int more) {}

  /**
   * @param link where GitHub shows it; empty where it is no more
   */
  record File(String change, String path, String link) {}

  /** The latest of a repository, newest first. */
  List<Commit> latest(long repository, FileLinks links) {
    return Rows.list(
        database.look(
            "select * from planning_commit where repository_id = $1 order by seen desc limit "
                + MOST,
            repository),
        row -> commit(row, links));
  }

  private static Commit commit(Row row, FileLinks links) {
    List<File> files = new ArrayList<>();
    for (JsonNode file : Json.tree(Rows.text(row, "files"))) {
      String change = file.path("change").asText();
      String path = file.path("path").asText();
      files.add(new File(change, path, change.equals("removed") ? "" : links.show(path)));
    }
    String sha = Rows.text(row, "sha");
    return new Commit(
        sha.substring(0, Math.min(7, sha.length())),
        links.commit(sha),
        Rows.text(row, "message"),
        Rows.text(row, "author"),
        Rows.time(row, "at"),
        List.copyOf(files),
        row.getInteger("more"));
  }
}
