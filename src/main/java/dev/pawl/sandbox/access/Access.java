package dev.pawl.sandbox.access;

import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.shape.Repositories;
import dev.pawl.sandbox.world.AccessToken;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Tells callers apart and lets them do what they may. */
public final class Access {
  private final World world;
  private volatile AppKey key;

  public Access(World world, AppKey key) {
    this.world = world;
    this.key = key;
  }

  /** From now on the App signs with this one. */
  public void key(AppKey another) {
    key = another;
  }

  /** https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api */
  public Caller identify(Call call) {
    String token = credential(call.header("authorization"));
    if (token == null) return new Caller.Nobody();
    if (token.startsWith("eyJ") && token.split("\\.", -1).length == 3) {
      String refusal = key.refusal(token, world.app().id(), world.app().clientId(), Instant.now());
      if (refusal != null) throw ApiError.of(401, refusal);
      return new Caller.App(world.app().id());
    }
    Long person = world.rows().personalTokens.get(token);
    if (person != null) return new Caller.Person(world.account(person));
    AccessToken access = world.rows().accessTokens.get(token);
    if (access == null || access.expiresAt().isBefore(Instant.now()))
      throw ApiError.of(401, "Bad credentials");
    Installation installation = world.rows().installations.get(access.installation());
    if (installation == null) throw ApiError.of(401, "Bad credentials");
    if (installation.suspendedAt != null)
      throw ApiError.of(403, "This installation has been suspended");
    return new Caller.Installed(installation, access);
  }

  private static @Nullable String credential(@Nullable String header) {
    if (header == null) return null;
    int space = header.indexOf(' ');
    if (space < 0) return null;
    String value = header.substring(space + 1).trim();
    return switch (header.substring(0, space).toLowerCase(java.util.Locale.ROOT)) {
      case "bearer", "token" -> value;
      case "basic" -> {
        String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        yield pair.substring(pair.indexOf(':') + 1);
      }
      default -> null;
    };
  }

  /** Throws what GitHub answers when the caller may not. */
  public void require(Need need, Call call) {
    switch (need) {
      case Need.Nothing() -> {}
      case Need.OfApp() -> {
        if (!(call.caller() instanceof Caller.App))
          throw ApiError.of(401, "A JSON web token could not be decoded");
      }
      case Need.OfInstallation() -> {
        if (!(call.caller() instanceof Caller.Installed))
          throw ApiError.of(
              403,
              "You must authenticate with an installation access token in order to access this endpoint.");
      }
      case Need.OfRepository repositoryNeed -> requireRepository(repositoryNeed, call);
    }
  }

  private void requireRepository(Need.OfRepository need, Call call) {
    Repository repository = resolve(call);
    if (!visible(call.caller(), repository)) throw ApiError.notFound();
    call.repository(repository);
    switch (call.caller()) {
      case Caller.Installed installed -> {
        boolean covered = covers(installed, repository);
        if (!covered && need.write()) throw ApiError.forbidden();
        if (covered && !granted(installed.token(), need, call)) throw ApiError.forbidden();
      }
      case Caller.Person(Account account) -> {
        // Anyone who may read may speak; what takes more is up to the endpoints.
        boolean speaks =
            need.permission().equals("issues") || need.permission().equals("pull_requests");
        int least = !need.write() || speaks ? 1 : 3;
        if (level(repository, account) < least)
          throw ApiError.of(403, "Must have push access to repository");
      }
      case Caller.App app -> throw ApiError.forbidden();
      case Caller.Nobody nobody -> {
        if (need.write()) throw ApiError.of(401, "Requires authentication");
      }
    }
    if (need.write() && repository.archived)
      throw ApiError.of(403, "Repository was archived so is read-only.");
  }

  private Repository resolve(Call call) {
    String owner = call.param("owner");
    String name = call.param("repo");
    Repository repository = world.repository(owner, name);
    if (repository != null) return repository;
    Long moved = world.rows().formerNames.get(World.lower(owner + "/" + name));
    Repository target = moved == null ? null : world.rows().repositories.get(moved);
    if (target == null || !visible(call.caller(), target)) throw ApiError.notFound();
    // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
    String rest = call.path().substring(("/repos/" + owner + "/" + name).length());
    String location = call.base() + "/repositories/" + target.id + rest;
    boolean read = call.method().equals("GET") || call.method().equals("HEAD");
    throw ApiError.of(read ? 301 : 307, read ? "Moved Permanently" : "Temporary Redirect")
        .with("url", location)
        .header("Location", location);
  }

  /** Whether the caller may know that the repository exists. */
  public boolean visible(Caller caller, Repository repository) {
    if (!repository.isPrivate) return true;
    return switch (caller) {
      case Caller.Installed installed -> covers(installed, repository);
      case Caller.Person(Account account) -> level(repository, account) > 0;
      case Caller.App app -> false;
      case Caller.Nobody nobody -> false;
    };
  }

  public static boolean covers(Caller.Installed installed, Repository repository) {
    return installed.installation().covers(repository)
        && (installed.token().repositories() == null
            || installed.token().repositories().contains(repository.id));
  }

  /**
   * A pull request is an issue too: its comments, labels and assignees are reached with either
   * permission. Source:
   * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps#repository-permissions-for-pull-requests.
   */
  private static boolean granted(AccessToken token, Need.OfRepository need, Call call) {
    return granted(token, need.permission(), need.write())
        || (need.permission().equals("issues")
            && call.namesPullRequest()
            && granted(token, "pull_requests", need.write()));
  }

  /** Whether a token carries a permission, to write or to read. */
  public static boolean granted(AccessToken token, String permission, boolean write) {
    if (permission.equals("metadata")) return true;
    String level = token.permissions().get(permission);
    return level != null && (!write || !level.equals("read"));
  }

  /** What an account may do; coding agents and CI are Apps of others that may write. */
  private int level(Repository repository, Account account) {
    return isAgent(account) ? 3 : Repositories.level(world.permission(repository, account));
  }

  private static boolean isAgent(Account account) {
    return AgentAccount.ALL.stream().anyMatch(agent -> agent.id() == account.id);
  }

  /** Whether a scripted agent calls: faults and rate limits are for those who are tested. */
  public static boolean ofAgent(Call call) {
    String token = credential(call.header("authorization"));
    return token != null && token.startsWith(TokenMint.AGENT);
  }

  /** Whether the caller may start Copilot: a person who may push and has a seat. */
  public boolean startsCopilot(Caller caller, Repository repository) {
    return repository.copilotEnabled
        && caller instanceof Caller.Person(Account account)
        && account.copilotSeat
        && pushes(caller, repository);
  }

  /** Whether the caller may triage: set labels, assignees, close others' issues. */
  public boolean triages(Caller caller, Repository repository) {
    return switch (caller) {
      case Caller.Installed installed -> true;
      case Caller.Person(Account account) -> level(repository, account) >= 2;
      default -> false;
    };
  }

  /** Whether the caller may push; an installation's permissions are checked by what it calls. */
  public boolean pushes(Caller caller, Repository repository) {
    return switch (caller) {
      case Caller.Installed installed -> true;
      case Caller.Person(Account account) -> level(repository, account) >= 3;
      default -> false;
    };
  }

  /** Whether the caller writes under this account's name. */
  public boolean writesAs(Caller caller, long account) {
    return switch (caller) {
      case Caller.Installed installed -> world.bot().id == account;
      case Caller.Person(Account person) -> person.id == account;
      default -> false;
    };
  }

  /** Under whose name the caller writes. */
  public Actor actor(Caller caller) {
    return switch (caller) {
      case Caller.Installed installed -> new Actor(world.bot(), true);
      case Caller.Person(Account account) -> Actor.person(account);
      default -> throw ApiError.of(401, "Requires authentication");
    };
  }
}
