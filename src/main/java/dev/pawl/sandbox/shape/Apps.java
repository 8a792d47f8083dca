package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AppIdentity;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.World;
import java.time.Instant;

/** The App and its installations. Source: https://docs.github.com/en/rest/apps/apps. */
public final class Apps {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private final World world;
  private final String base;
  private final Users users;

  Apps(World world, String base, Users users) {
    this.world = world;
    this.base = base;
    this.users = users;
  }

  /** The App that made a check run; of others no more is known than their id and name. */
  public ObjectNode app(CheckRun run) {
    ObjectNode app = app();
    if (run.app == 0 || run.app == world.app().id()) return app;
    app.put("id", run.app);
    app.put("slug", run.appSlug).put("name", run.appSlug);
    app.put("client_id", "Iv23sandbox" + run.app);
    app.put("node_id", NodeId.of("A", run.app));
    app.put("html_url", base + "/apps/" + run.appSlug);
    return app;
  }

  public ObjectNode app() {
    return app(world.app());
  }

  public ObjectNode app(AppIdentity app) {
    Long owner = app.owner();
    return Json.object(
        "id",
        app.id(),
        "client_id",
        app.clientId(),
        "slug",
        app.slug(),
        "node_id",
        NodeId.of("A", app.id()),
        "owner",
        users.simple(owner == null ? world.bot().id : owner),
        "name",
        app.name(),
        "description",
        "",
        "external_url",
        base,
        "html_url",
        base + "/apps/" + app.slug(),
        "created_at",
        CREATED,
        "updated_at",
        CREATED,
        "permissions",
        app.permissions(),
        "events",
        app.events());
  }

  /**
   * As in {@code performed_via_github_app}, where GitHub's webhook schemas know no merge_group
   * among the events.
   */
  public ObjectNode performer() {
    ObjectNode app = app();
    app.set(
        "events", Json.array(world.app().events().stream().filter(e -> !e.equals("merge_group"))));
    return app;
  }

  public ObjectNode installation(Installation installation) {
    Account account = world.account(installation.account);
    return Json.object(
        "id",
        installation.id,
        "client_id",
        world.app().clientId(),
        "account",
        users.simple(account),
        "repository_selection",
        installation.all ? "all" : "selected",
        "access_tokens_url",
        base + "/app/installations/" + installation.id + "/access_tokens",
        "repositories_url",
        base + "/installation/repositories",
        "html_url",
        base + "/settings/installations/" + installation.id,
        "app_id",
        world.app().id(),
        "app_slug",
        world.app().slug(),
        "target_id",
        account.id,
        "target_type",
        account.type.name(),
        "permissions",
        installation.permissions,
        "events",
        installation.events,
        "created_at",
        installation.createdAt,
        "updated_at",
        installation.updatedAt,
        "single_file_name",
        null,
        "has_multiple_single_files",
        false,
        "single_file_paths",
        Json.empty(),
        "suspended_by",
        users.simple(installation.suspendedBy),
        "suspended_at",
        installation.suspendedAt);
  }

  /** The {@code installation} part of other webhooks. */
  public ObjectNode reference(Installation installation) {
    return Json.object(
        "id", installation.id, "node_id", NodeId.of("MDIzOkludGVncmF0aW9u", installation.id));
  }
}
