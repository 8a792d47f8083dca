package dev.pawl.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pawl.store.Database;
import dev.pawl.store.Packed;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages show of artifacts, and their texts. */
@ApplicationScoped
class ArtifactView {
  private final Database database;

  ArtifactView(Database database) {
    this.database = database;
  }

  /**
   * What a phase produced.
   *
   * @param bytes of its text; null where it has none
   * @param kept whether the text is there
   */
  record Product(
      long id,
      long phase,
      String kind,
      String link,
      String hash,
      @Nullable Integer bytes,
      boolean kept,
      @Nullable Instant made) {
    /** Whether it had a text. */
    @JsonProperty
    public boolean dropped() {
      return bytes != null && !kept;
    }
  }

  /**
   * What a run was when it ended.
   *
   * @param kept whether the text is there
   */
  record Archive(long id, String hash, int bytes, boolean kept, @Nullable Instant made) {
    /** Whether the text has had its time. */
    @JsonProperty
    public boolean dropped() {
      return !kept;
    }
  }

  /** How it is with an artifact's text. */
  sealed interface Text {
    /** Byte for byte as it was made. */
    record Kept(byte[] utf8) implements Text {}

    /** It had its time. */
    record Dropped() implements Text {}

    /** It never had one. */
    record None() implements Text {}
  }

  /** What the phases of a run produced. */
  List<Product> products(long run) {
    return Rows.list(
        database.look(
            """
            select a.id, a.phase_id, a.kind, a.link, a.hash, a.bytes, a.made_at,
              a.content is not null as kept
            from artifact a join phase p on p.id = a.phase_id
            where p.run_id = $1 order by a.id limit 500
            """,
            run),
        row ->
            new Product(
                row.getLong("id"),
                row.getLong("phase_id"),
                Rows.text(row, "kind"),
                Rows.text(row, "link"),
                Rows.text(row, "hash"),
                row.getInteger("bytes"),
                row.getBoolean("kept"),
                Rows.time(row, "made_at")));
  }

  /** What is kept of a run; newest first. */
  List<Archive> archives(long run) {
    return Rows.list(
        database.look(
            """
            select id, hash, bytes, made_at, content is not null as kept
            from artifact where run_id = $1 order by id desc limit 20
            """,
            run),
        row ->
            new Archive(
                row.getLong("id"),
                Rows.text(row, "hash"),
                row.getInteger("bytes"),
                row.getBoolean("kept"),
                Rows.time(row, "made_at")));
  }

  /** Empty where there is no such artifact. */
  Optional<Text> text(long id) {
    return Rows.list(
            database.look("select bytes, content, packed from artifact where id = $1", id),
            ArtifactView::text)
        .stream()
        .findFirst();
  }

  private static Text text(Row row) {
    Integer bytes = row.getInteger("bytes");
    if (bytes == null) {
      return new Text.None();
    }
    var content = row.getBuffer("content");
    return content == null
        ? new Text.Dropped()
        : new Text.Kept(new Packed(content.getBytes(), row.getBoolean("packed"), bytes).plain());
  }
}
