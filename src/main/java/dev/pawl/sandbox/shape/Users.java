package dev.pawl.sandbox.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.World;
import org.jspecify.annotations.Nullable;

/** Users, organisations and bots. Source: https://docs.github.com/en/rest/users/users. */
public final class Users {
  private final World world;
  private final String base;

  Users(World world, String base) {
    this.world = world;
    this.base = base;
  }

  public JsonNode simple(@Nullable Long id) {
    return id == null ? Json.value(null) : simple(world.account(id));
  }

  public ObjectNode simple(Account account) {
    String api = base + "/users/" + account.login.replace("[", "%5B").replace("]", "%5D");
    return Json.object(
        "login", account.login,
        "id", account.id,
        "node_id", nodeId(account),
        "avatar_url", base + "/avatars/u/" + account.id,
        "gravatar_id", "",
        "url", api,
        "html_url", htmlUrl(account),
        "followers_url", api + "/followers",
        "following_url", api + "/following{/other_user}",
        "gists_url", api + "/gists{/gist_id}",
        "starred_url", api + "/starred{/owner}{/repo}",
        "subscriptions_url", api + "/subscriptions",
        "organizations_url", api + "/orgs",
        "repos_url", api + "/repos",
        "events_url", api + "/events{/privacy}",
        "received_events_url", api + "/received_events",
        "type", account.type.name(),
        "user_view_type", "public",
        "site_admin", false);
  }

  /** The public profile of {@code GET /users/{login}}. */
  public ObjectNode profile(Account account) {
    ObjectNode user = simple(account);
    long repositories =
        world.rows().repositories.values().stream()
            .filter(r -> r.owner == account.id && !r.isPrivate)
            .count();
    user.setAll(
        Json.object(
            "name",
            account.login,
            "company",
            null,
            "blog",
            "",
            "location",
            null,
            "email",
            null,
            "hireable",
            null,
            "bio",
            null,
            "twitter_username",
            null,
            "public_repos",
            repositories,
            "public_gists",
            0,
            "followers",
            0,
            "following",
            0,
            "created_at",
            account.createdAt,
            "updated_at",
            account.createdAt));
    return user;
  }

  /** The {@code organization} part of webhooks. */
  public ObjectNode organization(Account account) {
    String api = base + "/orgs/" + account.login;
    return Json.object(
        "login", account.login,
        "id", account.id,
        "node_id", nodeId(account),
        "url", api,
        "repos_url", api + "/repos",
        "events_url", api + "/events",
        "hooks_url", api + "/hooks",
        "issues_url", api + "/issues",
        "members_url", api + "/members{/member}",
        "public_members_url", api + "/public_members{/member}",
        "avatar_url", base + "/avatars/u/" + account.id,
        "description", null);
  }

  public static String nodeId(Account account) {
    return NodeId.of(
        switch (account.type) {
          case User -> "U";
          case Organization -> "O";
          case Bot -> "BOT";
        },
        account.id);
  }

  public String htmlUrl(Account account) {
    return account.type == Account.Type.Bot
        ? base
            + "/apps/"
            + (account.slug == null ? account.login.replace("[bot]", "") : account.slug)
        : base + "/" + account.login;
  }
}
