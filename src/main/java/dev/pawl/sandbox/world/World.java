package dev.pawl.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists. One lock guards it all: a request is one atomic step, as it would be in
 * GitHub's database, and in memory that is fast enough.
 */
public final class World implements AutoCloseable {
  public final ReentrantLock lock = new ReentrantLock();
  public final WorldClock clock;
  public final Timers timers;
  public final GitStore git;
  public final Mergeability mergeability = new Mergeability(this);
  private volatile AppIdentity app;
  private Rows rows = new Rows();
  private final Map<String, Long> names = new ConcurrentHashMap<>();
  private final Map<String, Long> logins = new ConcurrentHashMap<>();
  private long version;

  public World(AppIdentity app, WorldClock clock, GitStore git) {
    this.app = app;
    this.clock = clock;
    this.timers = new Timers(clock);
    this.git = git;
  }

  public Rows rows() {
    return rows;
  }

  /** The one App that there is. */
  public AppIdentity app() {
    return app;
  }

  /** Another App takes the place of the one before. */
  public void register(AppIdentity another) {
    app = another;
    rows.app = another;
    createAccount(another.botLogin(), Account.Type.Bot);
  }

  /** Takes saved rows, or fresh ones, and rebuilds what is derived from them. */
  public void replace(Rows rows) {
    this.rows = rows;
    AppIdentity saved = rows.app;
    if (saved != null) app = saved;
    Duration ahead = Duration.between(clock.now(), rows.savedAt);
    if (ahead.isPositive()) clock.advance(ahead);
    names.clear();
    logins.clear();
    rows.accounts.values().forEach(account -> logins.put(lower(account.login), account.id));
    rows.repositories.values().forEach(this::index);
    if (account(app.botLogin()) == null) createAccount(app.botLogin(), Account.Type.Bot);
    AgentAccount.ALL.forEach(this::admit);
    changed();
  }

  private void admit(AgentAccount agent) {
    if (!rows.accounts.containsKey(agent.id())) {
      Account account = new Account();
      account.id = agent.id();
      account.login = agent.login();
      account.slug = agent.slug();
      account.type = Account.Type.Bot;
      account.createdAt = now();
      rows.accounts.put(account.id, account);
    }
    logins.put(lower(agent.login()), agent.id());
    logins.put(lower(agent.alias()), agent.id());
  }

  /** Counts changes: by it the request log knows whether a write took place. */
  public long version() {
    return version;
  }

  public void changed() {
    version++;
  }

  /** Notes that an issue or pull request changed now. */
  public void touch(Issue issue) {
    issue.updatedAt = now();
    changed();
  }

  public long nextId() {
    return ++rows.lastId;
  }

  public Instant now() {
    return clock.second();
  }

  public Account createAccount(String login, Account.Type type) {
    Account account = new Account();
    account.id = nextId();
    account.login = login;
    account.type = type;
    account.createdAt = now();
    rows.accounts.put(account.id, account);
    logins.put(lower(login), account.id);
    changed();
    return account;
  }

  public @Nullable Account account(String login) {
    Long id = logins.get(lower(login));
    return id == null ? null : rows.accounts.get(id);
  }

  public Account account(long id) {
    Account account = rows.accounts.get(id);
    if (account == null) throw new IllegalStateException("no account " + id);
    return account;
  }

  public Account bot() {
    Account bot = account(app.botLogin());
    if (bot == null) throw new IllegalStateException("the App's bot is missing");
    return bot;
  }

  public @Nullable Repository repository(String owner, String name) {
    Long id = names.get(lower(owner + "/" + name));
    return id == null ? null : rows.repositories.get(id);
  }

  public String fullName(Repository repository) {
    return account(repository.owner).login + "/" + repository.name;
  }

  /** The repository that the head of a pull request is in; null: a fork that is gone. */
  public @Nullable Repository headOf(Repository repository, PullRequest pull) {
    return pull.fromFork() ? rows.repositories.get(pull.headRepository) : repository;
  }

  public void index(Repository repository) {
    names.put(lower(fullName(repository)), repository.id);
  }

  /** Called before the name or owner of a repository changes. */
  public void unindex(Repository repository) {
    names.remove(lower(fullName(repository)));
  }

  public List<Installation> installationsOf(Repository repository) {
    List<Installation> covering = new ArrayList<>();
    for (Installation installation : rows.installations.values())
      if (installation.covers(repository)) covering.add(installation);
    return covering;
  }

  public List<Repository> repositoriesOf(Installation installation) {
    return rows.repositories.values().stream().filter(installation::covers).toList();
  }

  /** admin, maintain, write, triage, read or none. */
  public String permission(Repository repository, Account account) {
    if (repository.owner == account.id) return "admin";
    String given = repository.permissions.get(account.id);
    if (given != null) return given;
    return repository.isPrivate ? "none" : "read";
  }

  public static String lower(String value) {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    timers.close();
    git.close();
  }
}
