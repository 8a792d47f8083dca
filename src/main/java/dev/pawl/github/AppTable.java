package dev.pawl.github;

import dev.pawl.store.Database;
import dev.pawl.store.Secret;
import dev.pawl.store.Vault;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one row of the App that was set up in the browser; its secrets are sealed. */
@ApplicationScoped
public class AppTable {
  private static final int SECRET_BYTES = 32;

  private final Database database;
  private final Vault vault;

  AppTable(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** What tells one state of the row from another, without opening anything. */
  record State(long app, long revision, boolean previousValid) {}

  /** All that is needed to be the App. */
  record Opened(long id, Secret privateKey, List<Secret> webhookSecrets) {}

  /** A new webhook secret that GitHub does not know yet. */
  record Untold(long app, long revision, Secret secret) {}

  /** Empty: no App was set up. */
  Optional<State> state() {
    for (Row row :
        database.execute(
            """
            select app_id, revision, webhook_secret_previous is not null
              and (previous_until is null or previous_until > clock_timestamp()) as previous_valid
            from github_app
            """)) {
      return Optional.of(
          new State(
              row.getLong("app_id"), row.getLong("revision"), row.getBoolean("previous_valid")));
    }
    return Optional.empty();
  }

  /** The secrets in force. */
  Optional<Opened> open() {
    for (Row row :
        database.execute(
            """
            select *, previous_until is null or previous_until > clock_timestamp() as previous_valid
            from github_app
            """)) {
      List<Secret> webhookSecrets = new ArrayList<>();
      webhookSecrets.add(opened(row, "webhook_secret"));
      if (row.getBuffer("webhook_secret_previous") != null && row.getBoolean("previous_valid")) {
        webhookSecrets.add(
            vault.open(
                row.getBuffer("webhook_secret_previous").getBytes(),
                place("webhook_secret", row.getLong("app_id"))));
      }
      return Optional.of(
          new Opened(
              row.getLong("app_id"), opened(row, "private_key"), List.copyOf(webhookSecrets)));
    }
    return Optional.empty();
  }

  /** What may be shown of it. */
  public Optional<StoredApp> shown() {
    for (Row row : database.look("select * from github_app")) {
      return Optional.of(
          new StoredApp(
              row.getLong("app_id"),
              row.getString("slug"),
              row.getString("name"),
              row.getString("owner"),
              row.getString("page"),
              row.getOffsetDateTime("set_up_at").toInstant(),
              instant(row.getOffsetDateTime("previous_until")),
              instant(row.getOffsetDateTime("untold_since")),
              Optional.ofNullable(row.getString("tell_error")).orElse("")));
    }
    return Optional.empty();
  }

  /**
   * Stores an App in one statement, so that of two that are set up at once one remains.
   *
   * @param replaced the App whose place it takes; null: there must be none
   * @return whether it is the App now; false when there is another one
   */
  public boolean put(NewApp app, @Nullable Long replaced, String who) {
    Secret given = app.webhookSecret();
    // Without one GitHub would sign nothing, and Pawl would take nothing: it is told of this one.
    Secret webhookSecret = given == null ? newSecret() : given;
    return database
            .execute(
                """
                insert into github_app as a (app_id, slug, name, owner, page, client_id, private_key,
                  client_secret, webhook_secret, untold_since, set_up_by)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
                  case when $10 then clock_timestamp() end, $11)
                on conflict (only_one) do update set app_id = excluded.app_id, slug = excluded.slug,
                  name = excluded.name, owner = excluded.owner, page = excluded.page,
                  client_id = excluded.client_id, private_key = excluded.private_key,
                  client_secret = excluded.client_secret, webhook_secret = excluded.webhook_secret,
                  webhook_secret_previous = null, previous_until = null,
                  untold_since = excluded.untold_since, tell_not_before = null, tell_error = null,
                  revision = a.revision + 1, set_up_by = excluded.set_up_by,
                  set_up_at = clock_timestamp()
                where a.app_id = $12
                """,
                app.id(),
                app.slug(),
                app.name(),
                app.owner(),
                app.page(),
                app.clientId(),
                sealed(app.privateKey(), "private_key", app.id()),
                sealed(app.clientSecret(), "client_secret", app.id()),
                sealed(webhookSecret, "webhook_secret", app.id()),
                given == null,
                who,
                replaced)
            .rowCount()
        == 1;
  }

  /** Puts another private key in the place of the one before. */
  public boolean privateKey(long app, Secret key) {
    return database
            .execute(
                """
                update github_app set private_key = $2, revision = revision + 1 where app_id = $1
                """,
                app,
                sealed(key, "private_key", app))
            .rowCount()
        == 1;
  }

  /**
   * Makes a new webhook secret, valid at once beside the one before.
   *
   * @return false while an earlier one is still being replaced
   */
  public boolean newWebhookSecret(long app) {
    return database
            .execute(
                """
                update github_app set webhook_secret_previous = webhook_secret, webhook_secret = $2,
                  previous_until = null, untold_since = clock_timestamp(), tell_not_before = null,
                  tell_error = null, revision = revision + 1
                where app_id = $1 and untold_since is null
                  and (webhook_secret_previous is null or previous_until < clock_timestamp())
                """,
                app,
                sealed(newSecret(), "webhook_secret", app))
            .rowCount()
        == 1;
  }

  /**
   * The secret that GitHub is to be told now: one that every replica has read by then.
   *
   * @param read how long the slowest replica takes, in seconds
   */
  Optional<Untold> untold(int read) {
    for (Row row :
        database.execute(
            """
            select * from github_app where untold_since + make_interval(secs => $1) < clock_timestamp()
              and (tell_not_before is null or tell_not_before < clock_timestamp())
            """,
            (double) read)) {
      return Optional.of(
          new Untold(
              row.getLong("app_id"), row.getLong("revision"), opened(row, "webhook_secret")));
    }
    return Optional.empty();
  }

  /** GitHub signs with it; the one before is taken for so many seconds more. */
  void told(Untold untold, long previousSeconds) {
    database.execute(
        """
        update github_app set untold_since = null, tell_not_before = null, tell_error = null,
          previous_until = clock_timestamp() + make_interval(secs => $3), revision = revision + 1
        where app_id = $1 and revision = $2
        """,
        untold.app(),
        untold.revision(),
        (double) previousSeconds);
  }

  /** GitHub did not take it; it is told again later. */
  void notTold(Untold untold, String why, Instant notBefore) {
    database.execute(
        """
        update github_app set tell_error = $3, tell_not_before = $4
        where app_id = $1 and revision = $2
        """,
        untold.app(),
        untold.revision(),
        why,
        notBefore.atOffset(ZoneOffset.UTC));
  }

  private static Secret newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  private Buffer sealed(Secret secret, String column, long app) {
    return Buffer.buffer(vault.seal(secret, place(column, app)));
  }

  private Secret opened(Row row, String column) {
    return vault.open(row.getBuffer(column).getBytes(), place(column, row.getLong("app_id")));
  }

  private static String place(String column, long app) {
    return "github_app." + column + "/" + app;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
