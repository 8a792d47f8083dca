package dev.pawl.admin;

import dev.pawl.run.Receipt;
import dev.pawl.store.Database;
import dev.pawl.store.Json;
import dev.pawl.store.Packed;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages show of the receipts of merges. */
@ApplicationScoped
class ReceiptView {
  private static final String WHOLE =
      """
      select m.*, r.owner, r.name from merge_receipt m
      join mirror_repository r on r.id = m.repository_id
      where m.repository_id = $1 and m.pull_request = $2
      """;

  private static final String LIST =
      """
      select m.pull_request, m.effect_key is not null as own, m.landed, m.watch, m.watch_why,
        m.recorded_at, coalesce(p.title, '') as title
      from merge_receipt m
      left join mirror_pull_request p
        on p.repository_id = m.repository_id and p.number = m.pull_request
      where m.repository_id = $1 and m.pull_request < $2 order by m.pull_request desc limit 50
      """;

  private final Database database;

  ReceiptView(Database database) {
    this.database = database;
  }

  /**
   * What the watch over the base says.
   *
   * @param state such as {@code green}
   * @param change what would change this; empty: nothing would
   * @param red the names of the checks that turned red, while it is so
   */
  record Watched(
      String state,
      String why,
      String change,
      List<String> red,
      @Nullable Instant until,
      @Nullable Instant since) {}

  /**
   * A receipt.
   *
   * @param hash SHA-256 of the content, byte for byte as it is served under {@code /content}
   * @param completed null until it was read what landed
   * @param receipt null when it was dropped after its time
   */
  record Whole(
      String owner,
      String name,
      int pullRequest,
      String hash,
      int bytes,
      @Nullable Instant recorded,
      @Nullable Instant completed,
      @Nullable Receipt receipt,
      Watched watch) {}

  /** A line of the list. */
  record Line(
      int pullRequest,
      String title,
      boolean own,
      String landed,
      String watch,
      String why,
      @Nullable Instant recorded) {}

  /** Newest first, before a number. */
  List<Line> list(long repository, int before) {
    return Rows.list(
        database.look(LIST, repository, before),
        row ->
            new Line(
                row.getInteger("pull_request"),
                Rows.text(row, "title"),
                row.getBoolean("own"),
                Rows.text(row, "landed"),
                Rows.text(row, "watch"),
                Rows.text(row, "watch_why"),
                Rows.time(row, "recorded_at")));
  }

  Optional<Whole> of(long repository, int pullRequest) {
    return Rows.list(database.look(WHOLE, repository, pullRequest), ReceiptView::whole).stream()
        .findFirst();
  }

  /** Byte for byte; empty where there is none, or none any more. */
  Optional<byte[]> content(long repository, int pullRequest) {
    return Rows.list(
            database.look(WHOLE, repository, pullRequest), row -> Optional.ofNullable(bytes(row)))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Whole whole(Row row) {
    byte[] content = bytes(row);
    return new Whole(
        Rows.text(row, "owner"),
        Rows.text(row, "name"),
        row.getInteger("pull_request"),
        Rows.text(row, "hash"),
        row.getInteger("bytes"),
        Rows.time(row, "recorded_at"),
        Rows.time(row, "completed_at"),
        content == null
            ? null
            : Json.read(new String(content, StandardCharsets.UTF_8), Receipt.class),
        new Watched(
            Rows.text(row, "watch"),
            Rows.text(row, "watch_why"),
            Rows.text(row, "watch_change"),
            Rows.text(row, "watch_red").lines().toList(),
            Rows.time(row, "watch_until"),
            Rows.time(row, "watched_at")));
  }

  private static byte @Nullable [] bytes(Row row) {
    var content = row.getBuffer("content");
    return content == null
        ? null
        : new Packed(content.getBytes(), row.getBoolean("packed"), row.getInteger("bytes")).plain();
  }
}
